import { handOver, snooze, task, worklist, worklistQuery } from '../worklist.schema.js';
import { always, type Operation, withBody } from './operation.js';

const acting = [...always, 'unknown-task'] as const;

/** What waits for people. */
export const worklistOperations: readonly Operation[] = [
  {
    id: 'readWorklist',
    method: 'get',
    path: '/api/v1/worklist',
    tag: 'worklist',
    summary: 'What waits for you, most urgent first',
    description:
      'As the last record of each journey left it; whether something is overdue is judged when it is read.',
    query: worklistQuery,
    answers: { 200: { says: 'One page', schema: worklist } },
    problems: [...always, 'invalid-query'],
  },
  {
    id: 'claimTask',
    method: 'post',
    path: '/api/v1/worklist/{taskId}/claim',
    tag: 'worklist',
    summary: 'Take a task on',
    answers: { 200: { says: 'It is yours', schema: task } },
    problems: [...acting, 'task-claimed'],
  },
  {
    id: 'handOverTask',
    method: 'post',
    path: '/api/v1/worklist/{taskId}/hand-over',
    tag: 'worklist',
    summary: 'Give a task to somebody else',
    body: handOver,
    answers: { 200: { says: 'It is theirs', schema: task } },
    problems: [...acting, ...withBody, 'task-claimed'],
  },
  {
    id: 'snoozeTask',
    method: 'post',
    path: '/api/v1/worklist/{taskId}/snooze',
    tag: 'worklist',
    summary: 'Put a task off for yourself',
    description: 'Nothing immediate, and never beyond the time by which it is due.',
    body: snooze,
    answers: { 200: { says: 'It is shown again later', schema: task } },
    problems: [...acting, ...withBody, 'not-snoozable'],
  },
];
