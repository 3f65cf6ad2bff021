import { z } from 'zod';
import * as custody from './custody.schema.js';
import * as deadLetters from './dead-letters.schema.js';
import * as decisions from './decision.schema.js';
import * as enrolment from './enrolment.schema.js';
import * as facts from './fact.schema.js';
import * as journeys from './journey-list.schema.js';
import * as operations from './operations-overview.schema.js';
import * as patients from './patient.schema.js';
import * as problems from './problem.schema.js';
import * as readings from './readings.schema.js';
import * as referenceData from './reference-data.schema.js';
import * as sessions from './session.schema.js';
import * as signatures from './signature.schema.js';
import * as sites from './sites.schema.js';
import * as statuses from './journey-status.schema.js';
import * as streams from './stream.schema.js';
import * as timelines from './timeline.schema.js';
import * as worklists from './worklist.schema.js';

const modules: readonly Readonly<Record<string, unknown>>[] = [
  custody,
  deadLetters,
  decisions,
  enrolment,
  facts,
  journeys,
  operations,
  patients,
  problems,
  readings,
  referenceData,
  sessions,
  signatures,
  sites,
  statuses,
  streams,
  timelines,
  worklists,
];

/** Every schema of bodies that has a name of its own, by that name; queries are parameters and have none. */
export const namedSchemas: readonly (readonly [name: string, schema: z.ZodType])[] = modules
  .flatMap((module) => Object.entries(module))
  .flatMap(([name, schema]) => {
    const isBody = schema instanceof z.ZodObject || schema instanceof z.ZodUnion;
    if (!isBody || name.endsWith('Query')) return [];
    return [[`${name.slice(0, 1).toUpperCase()}${name.slice(1)}`, schema] as const];
  });
