import { acceptedFact, factEntry } from '../fact.schema.js';
import { always, type Operation, withBody } from './operation.js';

/** What people saw or were told. */
export const factOperations: readonly Operation[] = [
  {
    id: 'recordFact',
    method: 'post',
    path: '/api/v1/journeys/{journeyId}/facts',
    tag: 'journeys',
    summary: 'Write down what you saw or were told',
    description:
      'Becomes an event of your site and goes the way of every event: it is shown as received at once and counts when the ' +
      'journey has applied it. What a partner says too counts once.',
    needsIdempotencyKey: true,
    body: factEntry,
    answers: { 202: { says: 'The event that became of it', schema: acceptedFact } },
    problems: [
      ...always,
      ...withBody,
      'unknown-journey',
      'unknown-fact',
      'idempotency-key-missing',
      'idempotency-key-reused',
    ],
  },
];
