import type { Transaction } from 'kysely';
import type { Database } from '#database/database.js';
import type { ReadModelTables, Tables } from '#database/tables.js';
import type { Digest } from '#domain/journey/record.js';
import type { JourneyState } from '#domain/journey/state.js';
import type { ReceivedMessage } from '#kafka/received-message.js';
import type { Logger } from '#observability/logger.js';
import { decodeRecord, type JournalEntry } from '#journal/decode-record.js';
import { foldJourney } from '#journal/fold-journey.js';
import {
  type Generation,
  ownServingGeneration,
  servingGeneration,
  tablesOf,
  tablesWithin,
} from './generations/generation.js';
import { projectorMetrics } from './projector-metrics.js';
import * as readModel from './read-model.js';
import { RememberedStates } from './remembered-states.js';
import { type Folded, storedTogetherOrAlone } from './store-folded.js';

/** Messages of one partition in order, and the offset before and after them. */
export type Stretch = {
  readonly partition: number;
  readonly expected: number;
  readonly next: number;
  readonly messages: readonly ReceivedMessage[];
};

/** Another projector has moved a partition, or another generation serves: nothing of the batch was written. */
export class FencedError extends Error {
  readonly code = 'projection-fenced';
  constructor(what: string) {
    super(what);
    this.name = 'FencedError';
  }
}

/** Brings stretches of the journal into the read model, each batch in one transaction with its offsets. */
export class Projection {
  private generation: Generation | null;
  private readonly remembered = new RememberedStates();

  /** Projects into the generation that serves, whichever that is, or into the one that is `built` beside it. */
  constructor(
    private readonly database: Database,
    private readonly digest: Digest,
    private readonly logger: Logger,
    private readonly built: Generation | null = null,
  ) {
    this.generation = built;
  }

  /** The offset each partition is projected from. @throws OtherVersionError when that is not ours to project. */
  async nextOffsets(partitions: readonly number[]): Promise<ReadonlyMap<number, number>> {
    this.generation = this.built ?? (await ownServingGeneration(this.database));
    const tables = tablesOf(this.database, this.generation);
    if (this.built === null) {
      projectorMetrics.quarantined.set(await readModel.quarantinedJourneys(tables));
    }
    return readModel.nextOffsets(tables, partitions);
  }

  /** @throws FencedError when a partition or a generation is not where it is expected; then nothing was written. */
  async project(stretches: readonly Stretch[]): Promise<void> {
    const entries = stretches.flatMap(({ messages }) =>
      messages.map((message) => decodeRecord(message, this.digest)),
    );
    const end = projectorMetrics.batchSeconds.startTimer();
    const folded = await this.database
      .transaction()
      .execute((transaction) => this.write(transaction, stretches, entries));
    end();
    this.remembered.remember(folded.flatMap(({ state }) => state ?? []));
    this.count(entries.length, folded);
  }

  private async write(
    transaction: Transaction<Tables>,
    stretches: readonly Stretch[],
    entries: readonly JournalEntry[],
  ): Promise<readonly Folded[]> {
    const tables = tablesWithin(transaction, await this.fencedGeneration(transaction));
    // In the order of partitions, so that two projectors wait for each other and never in a circle.
    for (const stretch of stretches.toSorted((a, b) => a.partition - b.partition)) {
      const isOurs = await readModel.moveOffset(tables, stretch);
      if (!isOurs) {
        throw new FencedError(`another projector moved partition ${stretch.partition}`);
      }
    }
    const folded = await this.fold(
      tables,
      Map.groupBy(entries, (entry) => entry.journeyId),
    );
    const stored = await storedTogetherOrAlone(tables, folded, this.digest.hash);
    for (const { journeyId, quarantine } of stored) {
      if (quarantine !== null) await readModel.quarantine(tables, journeyId, quarantine);
    }
    const moved = stored.filter(({ added }) => added.length > 0).map(({ journeyId }) => journeyId);
    if (moved.length > 0 && this.built === null) await readModel.notifyOf(tables, moved);
    return stored;
  }

  /** The generation that is projected; a swap takes its offsets away, so that it cannot be left behind unseen. */
  private async fencedGeneration(transaction: Transaction<Tables>): Promise<Generation> {
    if (this.generation === null) throw new FencedError('no generation is chosen yet');
    if (this.built !== null) return this.built;
    const { number } = await servingGeneration(transaction);
    if (number !== this.generation.number) {
      throw new FencedError(`generation ${number} serves now`);
    }
    return this.generation;
  }

  private async fold(
    transaction: Transaction<ReadModelTables>,
    journeys: ReadonlyMap<string, readonly JournalEntry[]>,
  ): Promise<readonly Folded[]> {
    const { remembered } = this;
    const known = await readModel.knownJourneys(transaction, [...journeys.keys()], remembered);
    const folded: Folded[] = [];
    for (const [journeyId, entries] of journeys) {
      if (known.quarantined.has(journeyId)) continue;
      const before = known.states.get(journeyId) ?? null;
      const hashes = await readModel.recordHashes(
        transaction,
        journeyId,
        repeatsIn(entries, before),
      );
      const { hash } = this.digest;
      const result = foldJourney(before, entries, (sequence) => hashes.get(sequence), hash);
      folded.push({ ...result, journeyId, before });
    }
    return folded;
  }

  private count(entries: number, folded: readonly Folded[]): void {
    const { records, quarantines, quarantined, batchRecords } = projectorMetrics;
    const projected = sum(folded, ({ added }) => added.length);
    const repeated = sum(folded, (journey) => journey.repeated);
    batchRecords.observe(entries);
    records.inc({ outcome: 'projected' }, projected);
    records.inc({ outcome: 'repeated' }, repeated);
    records.inc({ outcome: 'quarantined' }, entries - projected - repeated);
    for (const { journeyId, quarantine } of folded) {
      if (quarantine === null) continue;
      const { partition, offset, reason } = quarantine;
      quarantines.inc({ reason });
      quarantined.inc();
      this.logger.error(
        `${journeyId} is quarantined: ${reason} at offset ${offset} of partition ${partition}`,
      );
    }
  }
}

function repeatsIn(entries: readonly JournalEntry[], state: JourneyState | null): number[] {
  return entries.flatMap(({ content }) =>
    typeof content !== 'string' && content.data.sequence <= (state?.sequence ?? 0)
      ? [content.data.sequence]
      : [],
  );
}

function sum<T>(items: readonly T[], amount: (item: T) => number): number {
  return items.reduce((total, item) => total + amount(item), 0);
}
