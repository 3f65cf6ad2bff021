import { z } from 'zod';
import { decisionAnswer, describedDecision } from './decision.schema.js';
import { enrolled, enrolmentRequest } from './enrolment.schema.js';
import { journeyList, journeyListQuery } from './journey-list.schema.js';
import { journeyStatus, statusQuery } from './journey-status.schema.js';
import { identityChange, keptNote, recordedIdentity } from './patient.schema.js';
import { always, type Operation, signing, withBody } from './operations/operation.js';
import { factOperations } from './operations/facts.js';
import { operationsDesk } from './operations/operations-desk.js';
import { readingOperations } from './operations/readings.js';
import { siteOperations } from './operations/sites.js';
import { worklistOperations } from './operations/worklist.js';
import { productList, siteList } from './reference-data.schema.js';
import { person, session } from './session.schema.js';
import { streamedRecord } from './stream.schema.js';
import { timeline, timelineQuery } from './timeline.schema.js';

const readiness = z.object({ status: z.string(), checks: z.record(z.string(), z.string()) });
const life = z.object({ status: z.string() });

/** Every route of the API but the pages that document it. */
export const operations: readonly Operation[] = [
  {
    id: 'readSession',
    method: 'get',
    path: '/api/v1/session',
    tag: 'session',
    summary: 'Which installation this is and where to sign in',
    isPublic: true,
    answers: { 200: { says: 'The installation', schema: session } },
    problems: ['internal'],
  },
  {
    id: 'readPerson',
    method: 'get',
    path: '/api/v1/me',
    tag: 'session',
    summary: 'Who you are here and what you may do where',
    answers: { 200: { says: 'You', schema: person } },
    problems: [...always],
  },
  {
    id: 'enrolPatient',
    method: 'post',
    path: '/api/v1/journeys',
    tag: 'journeys',
    summary: 'Enrol a patient',
    description:
      'Begins a journey. Identity goes to the vault and nowhere else. A repetition with the same key and body ' +
      'has the same answer; a referral that is known gives the journey it has, whose identity is corrected with its own route alone.',
    needsIdempotencyKey: true,
    body: enrolmentRequest,
    answers: {
      200: { says: 'The referral is known: the journey it has', schema: enrolled },
      201: { says: 'The journey that begins', schema: enrolled },
    },
    problems: [
      ...always,
      ...withBody,
      'idempotency-key-missing',
      'idempotency-key-reused',
      'unknown-site',
      'unknown-product',
      'no-rules-in-force',
      'no-partners',
      'conflict',
    ],
  },
  {
    id: 'listJourneys',
    method: 'get',
    path: '/api/v1/journeys',
    tag: 'journeys',
    summary: 'Find journeys of your sites',
    query: journeyListQuery,
    answers: { 200: { says: 'One page', schema: journeyList } },
    problems: [...always, 'invalid-query'],
  },
  {
    id: 'readStatus',
    method: 'get',
    path: '/api/v1/journeys/{journeyId}',
    tag: 'journeys',
    summary: 'Where a journey stands and why it is not further',
    description: 'With `consistency=strong` the journey itself answers instead of the read model.',
    query: statusQuery,
    answers: { 200: { says: 'The status', schema: journeyStatus } },
    problems: [...always, 'invalid-query', 'unknown-journey', 'no-worker'],
  },
  {
    id: 'readTimeline',
    method: 'get',
    path: '/api/v1/journeys/{journeyId}/timeline',
    tag: 'journeys',
    summary: 'The journal of a journey',
    query: timelineQuery,
    answers: { 200: { says: 'One page', schema: timeline } },
    problems: [...always, 'invalid-query', 'unknown-journey'],
  },
  {
    id: 'readIdentity',
    method: 'get',
    path: '/api/v1/journeys/{journeyId}/patient',
    tag: 'identity',
    summary: 'Who the patient is',
    description: 'For clinical roles of its sites; every reading is recorded.',
    answers: { 200: { says: 'The identity in force', schema: recordedIdentity } },
    problems: [...always, 'unknown-journey', 'no-identity'],
  },
  {
    id: 'readNote',
    method: 'get',
    path: '/api/v1/journeys/{journeyId}/notes/{noteId}',
    tag: 'identity',
    summary: 'Free text that came with an event',
    description: 'For clinical roles of its sites; every reading is recorded.',
    answers: { 200: { says: 'The note', schema: keptNote } },
    problems: [...always, 'unknown-journey', 'unknown-note'],
  },
  {
    id: 'changeIdentity',
    method: 'put',
    path: '/api/v1/journeys/{journeyId}/patient',
    tag: 'identity',
    summary: 'Give or correct identity',
    description:
      'Signed over `{ journeyId, type: "patient.identity", data: { reason, patient }, basis: null, meaning: "approved" }`. ' +
      'The old value is kept.',
    body: identityChange,
    answers: {
      200: {
        says: 'The number of the correction',
        schema: z.object({ journeyId: z.string(), version: z.int() }),
      },
    },
    problems: [...always, ...withBody, ...signing, 'unknown-journey'],
  },
  {
    id: 'decide',
    method: 'post',
    path: '/api/v1/journeys/{journeyId}/decisions',
    tag: 'decisions',
    summary: 'Decide',
    description:
      'Answered by the journey itself. A signed decision carries an identity token whose `nonce` is the lower-case hex ' +
      'SHA-256 of the RFC 8785 form of `{ journeyId, type, data, basis, meaning }`, with `basis` null when there is none. ' +
      'Two people may sign at one screen (an array of two in any order, one of them the caller) or one after the other.',
    needsIdempotencyKey: true,
    body: describedDecision,
    answers: {
      200: { says: 'Taken, or waiting for the second signature', schema: decisionAnswer },
    },
    problems: [
      ...always,
      ...withBody,
      ...signing,
      'idempotency-key-missing',
      'idempotency-key-reused',
      'unknown-journey',
      'unknown-decision',
      'decision-refused',
      'basis-changed',
      'journey-closed',
      'no-worker',
    ],
  },
  {
    id: 'followJourneys',
    method: 'get',
    path: '/api/v1/stream',
    tag: 'journeys',
    summary: 'What moves at your sites, while it moves',
    description:
      'Server-sent events. `connected` comes first; `applied` tells a record of a journal of a journey you may see, in the ' +
      'order of that journal; between journeys there is none. The `id` of an event stands for everything told up to it: sent ' +
      'as `Last-Event-ID` it is gone on with, nothing left out and nothing told twice. `reset` means that more was missed ' +
      'than is told again, or that journeys were built anew: read them again. `received` tells journeyId, type, source, happenedAt ' +
      'and receivedAt of what a sender said and the journey has not applied yet; it has no `id`. A comment comes every 15 seconds. A stream ' +
      'ends with its token, and when its reader does not keep up.',
    isStream: true,
    answers: { 200: { says: 'Events; `data` of `applied` is as follows', schema: streamedRecord } },
    problems: [...always, 'too-many-requests'],
  },
  {
    id: 'listProducts',
    method: 'get',
    path: '/api/v1/products',
    tag: 'reference data',
    summary: 'Products, the rules of each and how far their numbers are verified',
    answers: { 200: { says: 'All products', schema: productList } },
    problems: always,
  },
  {
    id: 'listSites',
    method: 'get',
    path: '/api/v1/sites',
    tag: 'reference data',
    summary: 'Sites',
    answers: { 200: { says: 'All sites', schema: siteList } },
    problems: always,
  },
  {
    id: 'isAlive',
    method: 'get',
    path: '/health/live',
    tag: 'health',
    summary: 'Whether the process lives',
    isPublic: true,
    answers: { 200: { says: 'It does', schema: life } },
    problems: [],
  },
  {
    id: 'readMeasurements',
    method: 'get',
    path: '/metrics',
    tag: 'health',
    summary: 'What the process measures of itself, as Prometheus reads it',
    isPublic: true,
    answers: { 200: { says: 'The measurements, as text' } },
    problems: [],
  },
  {
    id: 'isReady',
    method: 'get',
    path: '/health/ready',
    tag: 'health',
    summary: 'Whether the process is of use',
    isPublic: true,
    answers: {
      200: { says: 'It is', schema: readiness },
      503: { says: 'Something it needs does not answer', schema: readiness },
    },
    problems: [],
  },
  ...worklistOperations,
  ...factOperations,
  ...readingOperations,
  ...siteOperations,
  ...operationsDesk,
];
