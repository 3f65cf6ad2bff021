import type { JourneyEvent } from '../journey/event.js';
import type { Assessment } from '../facts/fact-data.js';
import { utcEvent } from '../facts/utc-event.js';
import type { Instant } from '../time/instant.js';

/** As much of an event as is kept for the journey's life. */
export type KeptEvent = Pick<JourneyEvent, 'id' | 'source' | 'type' | 'time' | 'data' | 'corrects'>;

/** A fact that changes a journey, as it was told. */
export type KeptFact = {
  /** The record by which it came into its place; a correction stands in the place of what it corrects. */
  readonly sequence: number;
  readonly event: KeptEvent;
  /** When it arrived, where its clock was wrong. */
  readonly suspectAt?: Instant;
};

/** What people and stages changed among the facts, in its place between them. */
export type Mark = { readonly sequence: number } & (
  | { readonly kind: 'course'; readonly attempt: number }
  | { readonly kind: 'bridging-planned'; readonly modality: string }
  | { readonly kind: 'discharged'; readonly at: Instant }
  /** A batch that missed its specification was accepted all the same. */
  | { readonly kind: 'accepted'; readonly batchId: string }
  | {
      readonly kind: 'disposed';
      readonly shipmentId: string;
      readonly disposition: Assessment;
      /** What was known of each excursion; a worse reading of it waits for another decision. */
      readonly excursions: readonly {
        readonly deviceId: string;
        readonly since: Instant;
        readonly worstCelsius: number;
      }[];
      /** The batch that can no longer be given; null when none is lost by it. */
      readonly lostBatchId: string | null;
    }
);

/** One dose that was given, to know it again when it is told twice. */
export type Dose = {
  readonly source: string;
  readonly eventId: string;
  readonly drug: string;
  readonly givenAt: Instant;
  readonly content: string;
};

/** Everything a journey was told that changed it, and can be told otherwise. */
export type Told<Base> = {
  /** The state of the facts that can no longer be told otherwise; null when there are none. */
  readonly base: Base | null;
  readonly facts: readonly KeptFact[];
  readonly marks: readonly Mark[];
  /** Ids of facts that count once what they need is told again. */
  readonly waiting: readonly string[];
  /** Names of events that were corrected before they came. */
  readonly overtaken: readonly string[];
  /** The occurrences among the facts that can no longer be told otherwise, with their content, as short hashes. */
  readonly settled: readonly string[];
  readonly doses: readonly Dose[];
};

/** Nothing told yet. */
export const nothingTold: Told<never> = {
  base: null,
  facts: [],
  marks: [],
  waiting: [],
  overtaken: [],
  settled: [],
  doses: [],
};

/** What is kept of an event: its content, with its instants in UTC. */
export function keptEvent(event: JourneyEvent): KeptEvent {
  const { id, source, type, time, data, corrects } = utcEvent(event);
  return { id, source, type, time, data, ...(corrects === undefined ? {} : { corrects }) };
}

/** Whether an event is the one of this source and id. */
export function isEvent(
  event: Pick<JourneyEvent, 'id' | 'source'>,
  { id, source }: Pick<JourneyEvent, 'id' | 'source'>,
): boolean {
  return event.id === id && event.source === source;
}
