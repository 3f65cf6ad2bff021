import { noFacts } from '../told/fact-state.js';
import { adoptedRules } from '../rules/adopted-rules.js';
import { nothingTold } from '../told/told.js';
import type { DetailOf } from './record-detail.js';
import type { JournalRecord } from './record.js';
import type { JourneyState } from './state.js';

/** The hash that stands before the first record. */
export const zeroHash = '0'.repeat(64);

/** The state a journey has before its `journey.enrolled` record is folded onto it. */
export function initialState(record: JournalRecord): JourneyState {
  if (record.type !== 'journey.enrolled')
    throw new RangeError('a journal begins with its enrolment');
  const { rules, ...enrolment } = (record.data.detail as DetailOf['journey.enrolled']).enrolment;
  const { attempts, visitsCompleted: _none, ...facts } = noFacts(enrolment);
  return {
    journeyId: enrolment.journeyId,
    enrolment,
    rules: adoptedRules(rules),
    sequence: 0,
    lastHash: zeroHash,
    lastTime: record.time,
    stage: 'referral',
    stageSince: record.time,
    openedGates: [],
    ...facts,
    attempts: { apheresis: 0, infusion: 0, ...attempts },
    remembered: [],
    receipts: {},
    parked: [],
    holds: [],
    decisions: [],
    awaitingSecond: [],
    mismatches: [],
    requests: [],
    authorizations: [],
    calendar: null,
    windows: [],
    visits: [],
    observations: [],
    toxicity: { crs: null, icans: null },
    alerts: [],
    reviews: [],
    firedSteps: [],
    told: nothingTold,
    reopened: null,
    outcome: null,
  };
}
