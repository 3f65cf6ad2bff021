import type { GateName, Stage } from '../journey/vocabulary.js';

/** The roles a person can have at a site. */
export type Role =
  | 'coordinator'
  | 'physician'
  | 'nurse'
  | 'pharmacist'
  | 'apheresis'
  | 'cell-processing'
  | 'quality'
  | 'logistics'
  | 'data-manager'
  | 'operations'
  | 'auditor'
  | 'privacy-officer'
  | 'administrator';

/** What a signature says. */
export type Meaning = 'performed' | 'verified' | 'reviewed' | 'approved' | 'released' | 'rejected';

/** Who may take a decision, how it is signed, and which requirement of which gate it meets. */
export type DecisionRule = {
  readonly roles: readonly Role[];
  readonly signed: boolean;
  readonly persons: 1 | 2;
  /** The role of each person in the order in which they sign, where that matters. */
  readonly signatories?: readonly [Role, Role];
  readonly meaning: Meaning | null;
  /** The requirement it meets; every other requirement of the gate named in `needs` must be met before. */
  readonly meets?: { readonly gate: GateName; readonly requirement: string };
  /** Requirements of that gate that must be met first: all others, or those listed. */
  readonly needs?: 'all-others' | readonly string[];
  /** Whose cells the product has to be made of; absent: any. */
  readonly cells?: 'own' | 'donor';
  /** The stages in which it can be taken; absent: in every stage but `closed`. */
  readonly stages?: readonly Stage[];
};

const unsigned = { signed: false, persons: 1, meaning: null } as const;
const approvedByPhysician = {
  roles: ['physician'],
  signed: true,
  persons: 1,
  meaning: 'approved',
} as const;
const approvedByQuality = { ...approvedByPhysician, roles: ['quality'] } as const;
const byWhoLeads = { roles: ['coordinator', 'physician', 'quality'], ...unsigned } as const;
/** A physician asks for product that missed its specification, quality agrees. */
const byPhysicianThenQuality = {
  roles: ['physician', 'quality'],
  signed: true,
  persons: 2,
  signatories: ['physician', 'quality'],
  meaning: 'approved',
  cells: 'own',
} as const;

/** The stages in which a product is made, awaited or prepared for. */
const withProduct = ['manufacturing', 'inbound-shipment', 'lymphodepletion'] as const;

/** Every decision of this version of the protocol. */
export const decisionTable = {
  'accept-referral': {
    ...byWhoLeads,
    meets: { gate: 'referral.complete', requirement: 'referral-accepted' },
    stages: ['referral'],
  },
  'decline-referral': { ...byWhoLeads, stages: ['referral'] },
  'assign-task': byWhoLeads,
  'acknowledge-alert': byWhoLeads,
  'place-hold': byWhoLeads,
  'lift-hold': { ...approvedByQuality, roles: ['quality', 'coordinator'] },
  'confirm-eligibility': {
    ...approvedByPhysician,
    meets: { gate: 'eligibility.confirmed', requirement: 'eligibility-confirmed-by-physician' },
    needs: 'all-others',
    stages: ['eligibility'],
  },
  'reject-eligibility': {
    ...approvedByPhysician,
    meaning: 'rejected',
    stages: ['referral', 'eligibility', 'scheduling'],
  },
  'defer-eligibility': { ...approvedByPhysician, meaning: 'reviewed', stages: ['eligibility'] },
  'select-product': {
    ...approvedByPhysician,
    stages: ['referral', 'eligibility', 'scheduling'],
  },
  'book-schedule': {
    roles: ['coordinator'],
    ...unsigned,
    meets: { gate: 'schedule.confirmed', requirement: 'schedule-booked' },
    stages: ['scheduling'],
  },
  'change-schedule': {
    roles: ['coordinator'],
    ...unsigned,
    stages: [
      'scheduling',
      'leukapheresis',
      'outbound-shipment',
      'manufacturing',
      'allocation',
      'inbound-shipment',
    ],
  },
  'accept-low-yield': {
    ...approvedByPhysician,
    cells: 'own',
    meets: { gate: 'material.may-ship', requirement: 'yield-sufficient' },
    needs: ['apheresis-completed'],
    stages: ['leukapheresis'],
  },
  'request-second-apheresis': {
    ...approvedByPhysician,
    cells: 'own',
    stages: [
      'leukapheresis',
      'outbound-shipment',
      'manufacturing',
      'inbound-shipment',
      'lymphodepletion',
    ],
  },
  'plan-bridging': {
    ...approvedByPhysician,
    stages: [
      'scheduling',
      'leukapheresis',
      'outbound-shipment',
      'manufacturing',
      'allocation',
      'inbound-shipment',
    ],
  },
  'accept-material': {
    ...approvedByQuality,
    cells: 'own',
    stages: ['leukapheresis', 'outbound-shipment'],
  },
  'dispose-material': { ...approvedByQuality },
  'order-remanufacture': { ...approvedByQuality, cells: 'own', stages: withProduct },
  'dispose-excursion': { ...approvedByQuality },
  'allocate-unit': {
    ...approvedByPhysician,
    cells: 'donor',
    meets: { gate: 'allocation.confirmed', requirement: 'unit-chosen' },
    needs: [
      'patient-alive',
      'no-hold',
      'treatment-consent',
      'coverage-product',
      'donor-eligible',
      'antibodies-acceptable',
      'histocompatibility-recorded',
      'unit-released',
      'unit-not-expired',
    ],
    // Later only instead of a unit that is lost.
    stages: ['allocation', 'inbound-shipment', 'lymphodepletion'],
  },
  'request-out-of-specification-supply': { ...byPhysicianThenQuality, stages: withProduct },
  'accept-out-of-specification': { ...byPhysicianThenQuality, stages: withProduct },
  'refuse-out-of-specification': {
    ...byPhysicianThenQuality,
    meaning: 'rejected',
    stages: withProduct,
  },
  'authorize-lymphodepletion': {
    ...approvedByPhysician,
    meets: { gate: 'lymphodepletion.may-start', requirement: 'lymphodepletion-authorized' },
    needs: 'all-others',
    stages: ['inbound-shipment'],
  },
  'hold-lymphodepletion': {
    ...approvedByPhysician,
    stages: ['inbound-shipment', 'lymphodepletion'],
  },
  'waive-lymphodepletion': {
    ...approvedByPhysician,
    meets: { gate: 'lymphodepletion.may-start', requirement: 'lymphodepletion-authorized' },
    needs: 'all-others',
    stages: ['inbound-shipment'],
  },
  'repeat-lymphodepletion': { ...approvedByPhysician, stages: ['lymphodepletion'] },
  'verify-product-identity': {
    roles: ['nurse', 'physician', 'cell-processing', 'pharmacist'],
    signed: true,
    persons: 2,
    meaning: 'verified',
    meets: { gate: 'infusion.may-start', requirement: 'identity-verified-by-two' },
    needs: ['product-received', 'product-released', 'no-hold', 'product-not-expired'],
    stages: ['lymphodepletion', 'infusion'],
  },
  'authorize-infusion': {
    ...approvedByPhysician,
    meets: { gate: 'infusion.may-start', requirement: 'infusion-authorized' },
    needs: 'all-others',
    // In the stage of the infusion itself only for the bags that are left after an interruption.
    stages: ['lymphodepletion', 'infusion'],
  },
  'withdraw-authorization': { ...approvedByPhysician, stages: ['lymphodepletion', 'infusion'] },
  'confirm-toxicity-grade': { roles: ['physician', 'nurse'], ...unsigned },
  'order-safety-switch': { ...approvedByPhysician, persons: 2 },
  'attribute-finding': { roles: ['physician', 'nurse'], ...unsigned },
  discharge: { ...approvedByPhysician, stages: ['infusion', 'monitoring'] },
  'close-monitoring': {
    ...approvedByPhysician,
    meets: { gate: 'monitoring.may-end', requirement: 'monitoring-closed-by-physician' },
    needs: 'all-others',
    stages: ['monitoring'],
  },
  'override-requirement': { ...approvedByPhysician, roles: ['physician', 'quality'] },
  'adopt-rules': { ...approvedByPhysician },
  'resolve-identity-mismatch': {
    roles: ['quality'],
    signed: true,
    persons: 2,
    meaning: 'verified',
  },
  'answer-review': { ...approvedByQuality, roles: ['quality', 'physician'], meaning: 'reviewed' },
  'retract-record': { roles: ['quality'], signed: true, persons: 2, meaning: 'reviewed' },
  'reopen-journey': {
    roles: ['quality'],
    signed: true,
    persons: 2,
    meaning: 'approved',
    stages: ['closed'],
  },
  'start-new-course': {
    ...approvedByPhysician,
    roles: ['physician', 'coordinator'],
    stages: ['monitoring', 'follow-up'],
  },
  'withdraw-patient': { ...approvedByPhysician, roles: ['physician', 'coordinator'] },
  'transfer-site': { ...approvedByPhysician, roles: ['physician', 'coordinator'] },
  'share-with-site': { ...approvedByPhysician, roles: ['physician', 'coordinator'] },
  'close-journey': { ...approvedByPhysician, roles: ['physician', 'coordinator'] },
} as const satisfies Record<string, DecisionRule>;

/** Decisions about a site and not about one of its journeys. */
export const siteDecisionTable = {
  'declare-downtime': { roles: ['coordinator', 'operations'], ...unsigned },
  'end-downtime': { roles: ['coordinator', 'operations'], ...unsigned },
} as const satisfies Record<string, DecisionRule>;

/** The decisions of this version of the protocol. */
export type DecisionType = keyof typeof decisionTable;

/** The rule of a decision; undefined for what is no decision of this version. */
export function decisionRule(type: string): DecisionRule | undefined {
  return Object.hasOwn(decisionTable, type) ? decisionTable[type as DecisionType] : undefined;
}

/** What a signature of a decision says: the table's meaning, `rejected` for a rejecting disposition. */
export function meaningOf(type: string, data: Readonly<Record<string, unknown>>): Meaning | null {
  if (type === 'dispose-excursion' && data['disposition'] === 'rejected') return 'rejected';
  return decisionRule(type)?.meaning ?? null;
}
