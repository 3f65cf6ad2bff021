import {
  deadLetterList,
  deadLettersQuery,
  discardOfOne,
  disposedLetters,
  letterGroup,
  replayOfOne,
} from '../dead-letters.schema.js';
import { operationsOverview } from '../operations-overview.schema.js';
import { always, type Operation, withBody } from './operation.js';

const done = { 200: { says: 'What was done', schema: disposedLetters } } as const;
const again = 'On record before it is done; what was done once is not done twice.';

/** What operations see, and what they do with events that could not be used. */
export const operationsDesk: readonly Operation[] = [
  {
    id: 'readOperations',
    method: 'get',
    path: '/api/v1/operations',
    tag: 'operations',
    summary: 'What is stuck, late, parked, waiting or in quarantine',
    answers: { 200: { says: 'As of now', schema: operationsOverview } },
    problems: [...always],
  },
  {
    id: 'listDeadLetters',
    method: 'get',
    path: '/api/v1/dead-letters',
    tag: 'operations',
    summary: 'Events that could not be used, grouped by partner and reason',
    description: 'Reads the dead-letter topics to their end, which may take seconds.',
    query: deadLettersQuery,
    answers: { 200: { says: 'The groups, the largest first', schema: deadLetterList } },
    problems: [...always, 'invalid-query'],
  },
  {
    id: 'replayDeadLetter',
    method: 'post',
    path: '/api/v1/dead-letters/{id}/replay',
    tag: 'operations',
    summary: 'Publish an event again, its signature judged as of when it first came',
    description: again,
    body: replayOfOne,
    answers: done,
    problems: [...always, ...withBody, 'unknown-dead-letter'],
  },
  {
    id: 'discardDeadLetter',
    method: 'post',
    path: '/api/v1/dead-letters/{id}/discard',
    tag: 'operations',
    summary: 'Lay an event aside: it stays on its topic and is listed no more',
    description: again,
    body: discardOfOne,
    answers: done,
    problems: [...always, ...withBody, 'unknown-dead-letter'],
  },
  {
    id: 'replayDeadLetterGroup',
    method: 'post',
    path: '/api/v1/dead-letters/replay',
    tag: 'operations',
    summary: 'Publish the events of a group again',
    description: again,
    body: letterGroup,
    answers: done,
    problems: [...always, ...withBody],
  },
  {
    id: 'discardDeadLetterGroup',
    method: 'post',
    path: '/api/v1/dead-letters/discard',
    tag: 'operations',
    summary: 'Lay the events of a group aside',
    description: again,
    body: letterGroup,
    answers: done,
    problems: [...always, ...withBody],
  },
];
