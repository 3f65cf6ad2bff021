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
  return {
    journeyId: enrolment.journeyId,
    enrolment,
    rules,
    sequence: 0,
    lastHash: zeroHash,
    lastTime: record.time,
    stage: 'referral',
    stageSince: record.time,
    openedGates: [],
    attempts: { apheresis: 0, manufacturing: 0, lymphodepletion: 0, infusion: 0 },
    remembered: [],
    receipts: {},
    parked: [],
    holds: [],
    decisions: [],
    awaitingSecond: [],
    weightKg: enrolment.weightKg,
    assignedIdentifiers: [],
    statements: {},
    mismatches: [],
    screening: {},
    medications: {},
    assessment: null,
    consents: {},
    coverage: {},
    appointments: {},
    slots: {},
    apheresisStarts: {},
    apheresisFailures: {},
    donations: [],
    counts: {},
    labels: {},
    labelsApplied: [],
    labelsVoided: [],
    shipments: [],
    assessments: {},
    materialReceipts: [],
    materialRejections: [],
    batches: [],
    batchNotices: [],
    productReceipts: [],
    damagedBags: [],
    medicineStock: {},
    bridging: null,
    lymphodepletion: null,
    infusions: [],
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
    dischargedAt: null,
    death: null,
    reopened: null,
    outcome: null,
  };
}
