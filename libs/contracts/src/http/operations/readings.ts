import { custody, custodyFile, signatureKeys } from '../custody.schema.js';
import {
  accesses,
  schedule,
  scheduleChange,
  schedulePreview,
  toxicity,
} from '../readings.schema.js';
import { always, type Operation, withBody } from './operation.js';

const ofJourney = [...always, 'unknown-journey'] as const;

/** What is read of one journey beside its status. */
export const readingOperations: readonly Operation[] = [
  {
    id: 'readCustody',
    method: 'get',
    path: '/api/v1/journeys/{journeyId}/custody',
    tag: 'journeys',
    summary: 'Identity and custody: every bag, label, scan, hand-over and temperature',
    answers: { 200: { says: 'The record', schema: custody } },
    problems: ofJourney,
  },
  {
    id: 'exportCustody',
    method: 'get',
    path: '/api/v1/journeys/{journeyId}/custody/export',
    tag: 'journeys',
    summary: 'The whole record in one sealed file',
    description: '`npm run ops -- custody verify FILE` checks it without any server.',
    answers: { 200: { says: 'The file', schema: custodyFile } },
    problems: ofJourney,
  },
  {
    id: 'readSignatureKeys',
    method: 'get',
    path: '/api/v1/signature-keys',
    tag: 'decisions',
    summary: 'The public keys with which signatures are checked',
    isPublic: true,
    answers: { 200: { says: 'The keys', schema: signatureKeys } },
    problems: ['internal'],
  },
  {
    id: 'readSchedule',
    method: 'get',
    path: '/api/v1/journeys/{journeyId}/schedule',
    tag: 'journeys',
    summary: 'The chain of dates',
    answers: { 200: { says: 'The dates', schema: schedule } },
    problems: ofJourney,
  },
  {
    id: 'previewSchedule',
    method: 'post',
    path: '/api/v1/journeys/{journeyId}/schedule/preview',
    tag: 'journeys',
    summary: 'What a change of the dates would move and break',
    description:
      'Nothing is booked by it: that is the decision `book-schedule` or `change-schedule`.',
    body: scheduleChange,
    answers: { 200: { says: 'What would be', schema: schedulePreview } },
    problems: [...ofJourney, ...withBody],
  },
  {
    id: 'readToxicity',
    method: 'get',
    path: '/api/v1/journeys/{journeyId}/toxicity',
    tag: 'journeys',
    summary: 'Every toxicity over time with the inputs of each grade',
    answers: { 200: { says: 'The course', schema: toxicity } },
    problems: ofJourney,
  },
  {
    id: 'readAccesses',
    method: 'get',
    path: '/api/v1/journeys/{journeyId}/accesses',
    tag: 'access',
    summary: 'Who touched the identity of the patient',
    answers: { 200: { says: 'Newest first', schema: accesses } },
    problems: ofJourney,
  },
];
