import { productReceipt } from '../gates/product-receipt.js';
import type { Batch, Donation, Infusion, JourneyState, Shipment } from '../journey/state.js';
import type { Instant } from '../time/instant.js';
import { type Descent, genealogyOf } from './genealogy.js';
import { isReceived } from './criticality.js';

/** A bag and where it came from: a donation or a batch. */
export type BagStatus =
  | {
      readonly bagId: string;
      readonly donationId: string;
      readonly volumeMl: number;
      readonly labelId: string | null;
      readonly damaged: boolean;
    }
  | {
      readonly bagId: string;
      readonly batchId: string;
      readonly component?: string;
      /** Null of a unit whose maker does not say. */
      readonly carPositiveViableCells: number | null;
      /** As found when the treatment centre received it; null before. */
      readonly condition: string | null;
      readonly damaged: boolean;
      readonly thawedAt: Instant | null;
      readonly infusion: 'started' | 'completed' | 'stopped' | null;
    };

/** The cells of a journey, from donation to bag, and what carries them. */
export type MaterialStatus = {
  readonly donations: readonly {
    readonly donationId: string;
    readonly attempt: number;
    readonly completedAt: Instant;
    readonly cd3Cells: number | null;
    readonly totalNucleatedCells: number | null;
    readonly source: string;
  }[];
  readonly batches: readonly {
    readonly batchId: string;
    readonly attempt: number;
    readonly status: Batch['status'];
    readonly startedAt: Instant;
    readonly steps: Batch['steps'];
    readonly tests: readonly { readonly test: string; readonly passed: boolean }[];
    readonly releaseType: string | null;
    readonly pendingTests: readonly string[];
    readonly expiresAt: Instant | null;
    readonly failure: string | null;
    readonly source: string;
  }[];
  readonly bags: readonly BagStatus[];
  readonly genealogy: readonly Descent[];
  readonly shipments: readonly (Omit<Shipment, 'excursions'> & {
    readonly received: boolean;
    readonly excursions: readonly (Omit<Shipment['excursions'][number], 'evidence'> & {
      readonly source: string;
    })[];
  })[];
};

/** Donations, batches, bags and shipments of a journey as the status shows them. */
export function materialOf(state: JourneyState): MaterialStatus {
  return {
    donations: state.donations.map((donation) => donationStatus(state, donation)),
    batches: state.batches.map(batchStatus),
    bags: [
      ...state.donations.flatMap((donation) => collectedBags(state, donation)),
      ...state.batches.flatMap((batch) => productBags(state, batch)),
    ],
    genealogy: genealogyOf(state),
    shipments: state.shipments.map(({ excursions, ...shipment }) => ({
      ...shipment,
      received: isReceived(state, shipment.shipmentId),
      excursions: excursions.map(({ evidence, ...excursion }) => ({
        ...excursion,
        source: evidence.eventId,
      })),
    })),
  };
}

function donationStatus(
  state: JourneyState,
  { donationId, attempt, completedAt, evidence }: Donation,
): MaterialStatus['donations'][number] {
  const count = state.counts[donationId];
  return {
    donationId,
    attempt,
    completedAt,
    cd3Cells: count?.cd3Cells ?? null,
    totalNucleatedCells: count?.totalNucleatedCells ?? null,
    source: evidence.eventId,
  };
}

function batchStatus(batch: Batch): MaterialStatus['batches'][number] {
  const { batchId, attempt, status, startedAt, steps, tests, release, failure, evidence } = batch;
  return {
    batchId,
    attempt,
    status,
    startedAt,
    steps,
    tests: tests.map(({ test, passed }) => ({ test, passed })),
    releaseType: release?.releaseType ?? null,
    pendingTests: release?.pendingTests ?? [],
    expiresAt: release?.expiresAt ?? null,
    failure: failure?.cause ?? null,
    source: evidence.eventId,
  };
}

function collectedBags(state: JourneyState, donation: Donation): readonly BagStatus[] {
  return donation.bags.map(({ bagId, volumeMl }) => ({
    bagId,
    donationId: donation.donationId,
    volumeMl,
    labelId: state.labels[bagId] ?? null,
    damaged: state.damagedBags.includes(bagId),
  }));
}

function productBags(state: JourneyState, batch: Batch): readonly BagStatus[] {
  const receipt = productReceipt(state);
  const bags = batch.release?.bags ?? [];
  return bags.map(({ bagId, component, carPositiveViableCells }) => {
    const infusion = state.infusions.find((one) => one.bagId === bagId);
    return {
      bagId,
      batchId: batch.batchId,
      ...(component === undefined ? {} : { component }),
      carPositiveViableCells: carPositiveViableCells ?? null,
      condition: receipt?.bags.find((one) => one.bagId === bagId)?.condition ?? null,
      damaged: state.damagedBags.includes(bagId),
      thawedAt: infusion?.thawedAt ?? null,
      infusion: infusion === undefined ? null : progressOf(infusion),
    };
  });
}

function progressOf(infusion: Infusion): 'started' | 'completed' | 'stopped' | null {
  if (infusion.stopped !== null) return 'stopped';
  if (infusion.completedAt !== null) return 'completed';
  return infusion.startedAt === null ? null : 'started';
}
