import type { Role } from '../decisions/decision-table.js';

const atTheBed = ['nurse', 'physician'] as const;
const clinic = ['coordinator', 'nurse', 'physician'] as const;
const followUp = ['data-manager', 'coordinator', 'physician', 'nurse'] as const;
const material = ['cell-processing', 'apheresis', 'logistics', 'coordinator'] as const;
const product = ['cell-processing', 'pharmacist', 'nurse', 'logistics', 'coordinator'] as const;
const told = ['coordinator', 'quality'] as const;

/** Who may write down by hand what a partner or device would say, by the first part of its type. */
const recorders: Readonly<Record<string, readonly Role[]>> = {
  'adverse-event': clinic,
  antigen: followUp,
  apheresis: ['apheresis', 'nurse', 'coordinator'],
  appointment: ['coordinator'],
  bag: product,
  batch: told,
  bridging: clinic,
  capd: atTheBed,
  caregiver: ['coordinator', 'nurse'],
  checkin: ['nurse', 'coordinator'],
  collection: ['apheresis', 'cell-processing', 'coordinator'],
  'concomitant-therapy': ['pharmacist', ...clinic],
  consent: clinic,
  contact: followUp,
  coverage: ['coordinator'],
  death: followUp,
  disease: clinic,
  document: ['coordinator', 'data-manager', 'quality'],
  donor: ['quality', 'physician'],
  eligibility: ['physician'],
  excursion: ['quality', 'logistics', 'coordinator'],
  'follow-up': followUp,
  gvhd: atTheBed,
  histocompatibility: clinic,
  ice: atTheBed,
  identifier: ['coordinator'],
  infusion: atTheBed,
  'intensive-care': clinic,
  label: ['apheresis', 'cell-processing', 'nurse', 'pharmacist'],
  laboratory: clinic,
  lodging: ['coordinator', 'nurse'],
  lot: ['quality'],
  lymphodepletion: ['nurse', 'pharmacist', 'physician'],
  manufacturing: told,
  material,
  medication: ['pharmacist', ...clinic],
  'medicine-stock': ['pharmacist'],
  neurology: atTheBed,
  'out-of-specification': told,
  patient: clinic,
  product,
  quality: told,
  referral: ['coordinator'],
  registry: ['data-manager'],
  relapse: followUp,
  request: ['coordinator', 'logistics'],
  response: followUp,
  'safety-report': ['data-manager', 'quality', 'physician'],
  'safety-switch': atTheBed,
  screening: clinic,
  'secondary-malignancy': followUp,
  shipment: ['logistics', 'cell-processing', 'coordinator'],
  site: ['quality'],
  slot: ['coordinator'],
  unit: told,
  vitals: atTheBed,
};

/** Types that only their own way leads to: enrolment, a signed decision, a device. */
const neverByHand: readonly string[] = [
  'patient.referred',
  'record.retracted',
  'telemetry.recorded',
];

/** The roles that may record a type by hand; nobody for a type that is not recorded so. */
export function recordersOf(type: string): readonly Role[] {
  if (neverByHand.includes(type)) return [];
  const [family = ''] = type.split('.');
  return Object.hasOwn(recorders, family) ? (recorders[family] ?? []) : [];
}
