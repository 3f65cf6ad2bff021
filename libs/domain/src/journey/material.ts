import type { Assessment, FactData } from '../facts/fact-data.js';
import type { Instant } from '../time/instant.js';
import type { Evidence, Evidenced } from './evidence.js';
import type { Leg } from './vocabulary.js';

export type Excursion = {
  readonly deviceId: string;
  readonly limitCelsius: number;
  readonly worstCelsius: number;
  readonly since: Instant;
  readonly until?: Instant;
  /** When the worst reading was reported: what was said before did not know of it. */
  readonly worstAt?: Instant;
  readonly assessment: Assessment | null;
  readonly disposition: Assessment | null;
  readonly evidence: Evidence;
};

export type ShipmentStatus =
  'known' | 'booked' | 'picked-up' | 'handed-over' | 'customs-cleared' | 'delivered' | 'lost';

export type Shipment = {
  readonly shipmentId: string;
  readonly leg: Leg | null;
  readonly status: ShipmentStatus;
  readonly carrier?: string;
  readonly waybill?: string;
  readonly sealId?: string;
  readonly qualifiedUntil?: Instant;
  readonly eta?: Instant;
  readonly milestones: readonly { readonly name: string; readonly at: Instant }[];
  readonly excursions: readonly Excursion[];
};

export type Donation = Evidenced<{
  readonly donationId: string;
  readonly attempt: number;
  readonly completedAt: Instant;
  readonly bags: readonly { readonly bagId: string; readonly volumeMl: number }[];
}>;

export type CellCount = Evidenced<FactData['collection.counted']>;

export type BatchStatus =
  'started' | 'failed' | 'released' | 'out-of-specification' | 'rejected' | 'release-withdrawn';

/** What a product was released as. Of a unit off the shelf nobody may have counted the cells. */
export type Release = Omit<FactData['batch.released'], 'bags' | 'viabilityPercent'> & {
  readonly bags: readonly {
    readonly bagId: string;
    readonly component?: string;
    readonly carPositiveViableCells?: number;
  }[];
};

export type Batch = {
  readonly batchId: string;
  readonly attempt: number;
  /** Null for the lot of a donor, of which it is not told. */
  readonly vectorLot: string | null;
  readonly startedAt: Instant;
  readonly status: BatchStatus;
  readonly steps: readonly { readonly step: string; readonly at: Instant }[];
  readonly tests: readonly Evidenced<FactData['quality.tested']>[];
  readonly release: Evidenced<Release> | null;
  readonly failure: Evidenced<FactData['manufacturing.failed']> | null;
  readonly evidence: Evidence;
};

export type Infusion = {
  readonly batchId: string;
  readonly bagId: string;
  readonly doseNumber: number;
  /** When it left the freezer and when its thaw began; absent where nobody said. */
  readonly outOfFreezerAt?: Instant;
  readonly thawBegunAt?: Instant;
  readonly thawedAt: Instant | null;
  readonly startedAt: Instant | null;
  readonly completedAt: Instant | null;
  readonly stopped: { readonly at: Instant; readonly reason: string } | null;
  readonly evidence: Evidence;
};
