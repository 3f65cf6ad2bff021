import { type Draft, onDay } from '../journals/written-journal.js';
import type { Fields, Signature } from '../journals/journal-record.js';

const coi = 'V2V-1';
const batchId = 'BATCH-1';
const bagId = 'BAG-P1';

function signedBy(subject: string): Signature {
  return { subject, printedName: subject, meaning: 'approved', signedAt: onDay(0), jws: subject };
}

function fact(type: string, day: number, data: Fields): Draft {
  return { type, day, fact: { data } };
}

/** The record of a decision with its signers. */
export function decided(type: string, data: Fields, ...signers: readonly string[]): Draft {
  return {
    type: 'decision.recorded',
    decision: { type, data, signatures: signers.map(signedBy) },
  };
}

/** The record of a request. */
export function sent(type: string, data: Fields, number = 1): Draft {
  return {
    type: 'request.sent',
    detail: { type, requestId: `${coi}/${type}/${number}`, data },
  };
}

/** The permission to infuse. */
export const infusionAuthorized = sent('infusion.authorized', {
  batchId,
  bagIds: [bagId],
  validUntil: onDay(60),
});

/** A journey from collection to infusion that did everything right, by the name of each step. */
export const treatedJourney = {
  enrolled: { type: 'journey.enrolled' },
  collected: fact('apheresis.completed', 10, { coi, bags: [{ bagId: 'BAG-C1' }] }),
  materialPickup: sent('pickup.requested', {
    leg: 'collection-to-manufacturer',
    bagIds: ['BAG-C1'],
  }),
  released: fact('batch.released', 30, {
    coi,
    batchId,
    bags: [{ bagId }],
    expiresAt: onDay(300),
  }),
  tested: fact('quality.tested', 30, {
    batchId,
    test: 'sterility',
    sampleId: 's1',
    resultStatus: 'final',
    passed: true,
  }),
  productPickup: sent('pickup.requested', {
    leg: 'manufacturer-to-clinic',
    batchId,
    bagIds: [bagId],
  }),
  received: fact('product.received', 35, { coi, batchId, bags: [{ bagId }] }),
  lymphodepletionDecided: decided('authorize-lymphodepletion', { regimen: 'r' }, 'physician-1'),
  lymphodepletionAuthorized: sent('lymphodepletion.authorized', { validUntil: onDay(300) }),
  lymphodepletionStarted: fact('lymphodepletion.started', 37, { regimen: 'r' }),
  verified: decided(
    'verify-product-identity',
    { batchId, bagId, scannedCoi: coi },
    'nurse-1',
    'nurse-2',
  ),
  infusionDecided: decided('authorize-infusion', { doseNumber: 1 }, 'physician-1'),
  infusionAuthorized,
  infusionStarted: fact('infusion.started', 42, { coi, batchId, bagId }),
  infusionCompleted: fact('infusion.completed', 42.1, { coi, batchId, bagId }),
} satisfies Readonly<Record<string, Draft>>;

/** The name of a step of the treated journey. */
export type Step = keyof typeof treatedJourney;

/** The treated journey with some steps replaced, left out (null) or followed by more. */
export function treatedJourneyWith(changes: {
  readonly [step in Step]?: Draft | readonly Draft[] | null;
}): readonly Draft[] {
  return Object.entries(treatedJourney).flatMap(([step, draft]) => {
    const change = changes[step as Step];
    if (change === undefined) return [draft];
    return change === null ? [] : [change].flat();
  });
}
