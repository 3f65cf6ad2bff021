import type { JourneyEvent } from '#domain/journey/event.js';
import { partners } from '../../libs/domain/test-journeys/northgate.js';
import type { Patient } from './identity-world.js';

/** The labels on what is of a patient, by what they stand on. */
export type Labels = {
  readonly coi: string;
  readonly donationId: string;
  readonly bagId: string;
  readonly batchId: string;
  readonly productBagId: string;
};

/** The identifiers of the two journeys. */
export const journeyIds = ['J00000000000000000000000001K', 'J00000000000000000000000002X'] as const;

/** What is truly on the bags of a patient. */
export function labelsOf(patient: Patient): Labels {
  const letter = patient === 0 ? 'A' : 'B';
  return {
    coi: journeyIds[patient],
    donationId: `D-${letter}`,
    bagId: `M-${letter}`,
    batchId: `B-${letter}`,
    productBagId: `P-${letter}`,
  };
}

type Step = {
  readonly type: string;
  readonly by: keyof typeof partners;
  /** The labels that are read at this step. */
  readonly reads: readonly (keyof Labels)[];
  readonly data: (labels: Labels, at: string) => JourneyEvent['data'];
};

/** From the collection to the infusion: every step at which a label is read. */
export const script: readonly Step[] = [
  {
    type: 'apheresis.started',
    by: 'clinic',
    reads: ['coi'],
    data: ({ coi }, at) => ({ coi, attempt: 1, startedAt: at }),
  },
  {
    type: 'apheresis.completed',
    by: 'clinic',
    reads: ['coi', 'donationId', 'bagId'],
    data: ({ coi, donationId, bagId }, at) => ({
      coi,
      attempt: 1,
      donationId,
      bags: [{ bagId, volumeMl: 180 }],
      completedAt: at,
    }),
  },
  {
    type: 'material.received',
    by: 'manufacturer',
    reads: ['coi', 'donationId', 'bagId'],
    data: ({ coi, donationId, bagId }, at) => ({
      coi,
      donationIds: [donationId],
      bagIds: [bagId],
      sealIntact: true,
      receivedAt: at,
    }),
  },
  {
    type: 'manufacturing.started',
    by: 'manufacturer',
    reads: ['coi', 'batchId'],
    data: ({ coi, batchId, bagId }) => ({
      coi,
      batchId,
      attempt: 1,
      role: 'primary',
      inputBagIds: [bagId],
      vectorLot: 'V7',
    }),
  },
  {
    type: 'batch.released',
    by: 'manufacturer',
    reads: ['coi', 'productBagId'],
    data: ({ coi, batchId, productBagId }) => ({
      coi,
      batchId,
      releaseType: 'full',
      pendingTests: [],
      bags: [{ bagId: productBagId, carPositiveViableCells: 1.5e8 }],
      viabilityPercent: 92,
      expiresAt: '2027-03-01T00:00:00.000Z',
    }),
  },
  {
    type: 'product.received',
    by: 'clinic',
    reads: ['coi', 'batchId', 'productBagId'],
    data: ({ coi, batchId, productBagId }, at) => ({
      coi,
      batchId,
      shipmentId: `IN-${batchId}`,
      bags: [{ bagId: productBagId, condition: 'intact' }],
      sealIntact: true,
      maxCelsius: -155,
      storageLocation: 'tank-1',
      receivedAt: at,
    }),
  },
  {
    type: 'infusion.started',
    by: 'clinic',
    reads: ['coi', 'batchId', 'productBagId'],
    data: ({ coi, batchId, productBagId }) => ({
      coi,
      batchId,
      bagId: productBagId,
      doseNumber: 1,
    }),
  },
];

/** Labels that were exchanged between two patients at one step. */
export type Swap = { readonly step: number; readonly label: keyof Labels };

/** Every single exchange of labels that the script knows. */
export const swaps: readonly Swap[] = script.flatMap(({ reads }, step) =>
  reads.map((label) => ({ step, label })),
);

/** The event of a step as it is told of a patient, where some labels may be the other's. */
export function told(
  patient: Patient,
  step: number,
  at: string,
  swap: Swap | null,
): JourneyEvent | undefined {
  const found = script[step];
  if (found === undefined) return undefined;
  const own = labelsOf(patient);
  const foreign = labelsOf(patient === 0 ? 1 : 0);
  const isSwapped = swap?.step === step;
  const labels = isSwapped ? { ...own, [swap.label]: foreign[swap.label] } : own;
  const { type, by, data } = found;
  return {
    id: `${patient}-${step}`,
    source: partners[by].source,
    type,
    time: at,
    data: data(labels, at),
  };
}
