import { digest } from '../journals/digest.js';
import type { Decision, JournalRecord, Journals, Signature } from '../journals/journal-record.js';
import { Findings, type Invariant } from './findings.js';

const approvals = [
  'confirm-eligibility',
  'select-product',
  'accept-low-yield',
  'request-second-apheresis',
  'plan-bridging',
  'accept-material',
  'dispose-material',
  'order-remanufacture',
  'request-out-of-specification-supply',
  'accept-out-of-specification',
  'authorize-lymphodepletion',
  'hold-lymphodepletion',
  'repeat-lymphodepletion',
  'waive-lymphodepletion',
  'authorize-infusion',
  'withdraw-authorization',
  'order-safety-switch',
  'discharge',
  'close-monitoring',
  'override-requirement',
  'lift-hold',
  'adopt-rules',
  'allocate-unit',
  'start-new-course',
  'withdraw-patient',
  'transfer-site',
  'share-with-site',
  'close-journey',
  'reopen-journey',
];

/** Who the patient is stands in no journal, though somebody signed it. */
const signedUnseen = 'patient.identity';

/** What the contract lets a signature of each signed decision say. */
const meanings = new Map<string, string>([
  ...approvals.map((type) => [type, 'approved'] as const),
  ['reject-eligibility', 'rejected'],
  ['refuse-out-of-specification', 'rejected'],
  ['defer-eligibility', 'reviewed'],
  ['answer-review', 'reviewed'],
  ['retract-record', 'reviewed'],
  ['verify-product-identity', 'verified'],
  ['resolve-identity-mismatch', 'verified'],
  ['dispose-excursion', 'approved'],
  [signedUnseen, 'approved'],
]);

function meaningOf({ type, data }: Decision): string | undefined {
  return type === 'dispose-excursion' && data['disposition'] === 'rejected'
    ? 'rejected'
    : meanings.get(type);
}

/** The five fields a person signs. */
export function signedHash(journeyId: string, decision: Decision, meaning: string): string {
  const { type, data, basis = null } = decision;
  return digest({ journeyId, type, data, basis, meaning });
}

/** Whether a signature is about this decision of this journey and says what it prints. */
export function isAbout(journeyId: string, decision: Decision, signature: Signature): boolean {
  const { subject, printedName, meaning, signedAt } = signature;
  const signed = payloadOf(signature.jws);
  return (
    (decision.type === signedUnseen
      ? /^[0-9a-f]{64}$/.test(String(signed['signedHash']))
      : signed['signedHash'] === signedHash(journeyId, decision, meaning)) &&
    signed['subject'] === subject &&
    signed['printedName'] === printedName &&
    signed['meaning'] === meaning &&
    signed['signedAt'] === signedAt
  );
}

function payloadOf(jws: string): Readonly<Record<string, unknown>> {
  try {
    const payload = Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8');
    return JSON.parse(payload) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}

/** Whether every decision that must be signed is, by the person who decided, about exactly what was decided. */
export function checkSignatures(journals: Journals): Invariant {
  const findings = new Findings('every signature signs what was decided', 'signatures');
  for (const [journeyId, records] of journals) {
    for (const record of records) checkRecord(journeyId, record, findings);
  }
  return findings.conclude();
}

function checkRecord(journeyId: string, record: JournalRecord, findings: Findings): void {
  const { decision } = record.data;
  if (decision === undefined) return;
  const meaning = meaningOf(decision);
  findings.expect(
    meaning === undefined || record.type !== 'decision.recorded' || decision.signatures.length > 0,
    () => `${record.id} records ${decision.type} without a signature`,
  );
  const jws = decision.signatures.map((signature) => signature.jws);
  findings.expect(
    new Set(jws).size === jws.length,
    () => `${record.id} carries one signature twice`,
  );
  for (const signature of decision.signatures) {
    findings.saw('signatures');
    findings.expect(
      meaning === undefined || signature.meaning === meaning,
      () => `${record.id} is signed as ${signature.meaning}, not ${meaning}`,
    );
    findings.expect(
      isAbout(journeyId, decision, signature),
      () => `${record.id} carries a signature about something else`,
    );
  }
}
