import { setTimeout as after } from 'node:timers/promises';
import type { Database } from '#database/database.js';
import { journalTopic } from '#contracts/topics.js';
import type { Digest } from '#domain/journey/record.js';
import type { KafkaConnection } from '#kafka/client.js';
import { partitionBounds } from '#kafka/partition-bounds.js';
import { Persistence } from '#kafka/persistence.js';
import { JournalReader } from '../journal-reader.js';
import { Projection } from '../projection.js';
import { Comparison } from './comparison.js';
import type { Checksum } from './checksum.js';
import { type Generation, servingGeneration } from './generation.js';
import {
  beginGeneration,
  begunGeneration,
  type Offsets,
  offsetsOf,
  removeGeneration,
  removeOutdated,
} from './generations.js';
import { Swap } from './swap.js';

/** What a rebuild needs; `signal` ends it, and what was built so far is gone on with by the next. */
export type RebuildPorts = {
  readonly source: KafkaConnection;
  readonly database: Database;
  readonly digest: Digest;
  readonly signal: AbortSignal;
};

/** What became of a rebuild; checksums only where both generations stood at the same offsets. */
export type Rebuilt = {
  readonly before: Generation;
  readonly after: Generation;
  readonly hasSwapped: boolean;
  readonly checksums: { readonly before: Checksum; readonly after: Checksum } | null;
};

/** Whether the generations are compared, and whether the new one serves afterwards. */
export type RebuildOptions = { readonly compares: boolean; readonly swaps: boolean };

const lookInterval = 100;
const longestFollowing = 3_000;
const longestCatchUp = 10_000;

/** Builds a generation from the journal beside the one that serves and lets it take its place. */
export class ReadModelRebuild {
  constructor(private readonly ports: RebuildPorts) {}

  /**
   * Without a swap what was built is removed again; it is compared then, or waited for until it can be.
   * Rejects with AbortError when it is ended; the serving generation is as it was then.
   */
  async run(options: RebuildOptions): Promise<Rebuilt> {
    const { source, database, digest } = this.ports;
    await removeOutdated(database);
    const generation = await this.begunOrNew();
    const { logger } = source;
    logger.info(`generation ${generation.number} of the read model is being built`);
    const reader = new JournalReader(
      { ...source, groupId: `journal-projector-rebuild-${crypto.randomUUID()}` },
      new Projection(database, digest, logger, generation),
      new Persistence(logger),
    );
    await reader.onApplicationBootstrap();
    try {
      return await this.finish(generation, reader, options);
    } finally {
      await reader.beforeApplicationShutdown();
    }
  }

  /** What an interrupted rebuild left is gone on with, unless the journal is another one since. */
  private async begunOrNew(): Promise<Generation> {
    const { database } = this.ports;
    const begun = await begunGeneration(database);
    if (begun === undefined) return beginGeneration(database);
    const ends = await this.ends();
    const stands = await offsetsOf(database, begun);
    if (hasReached(ends, stands)) return begun;
    await removeGeneration(database, begun);
    return beginGeneration(database);
  }

  private async finish(
    generation: Generation,
    reader: JournalReader,
    options: RebuildOptions,
  ): Promise<Rebuilt> {
    const { source, signal } = this.ports;
    for (;;) {
      const ends = await this.ends();
      await this.until(async () => hasReached(await this.standsAt(generation), ends));
      const rebuilt = await this.attempt(generation, reader, options).catch((error: unknown) => {
        source.logger.warn(`generation ${generation.number} does not serve yet: ${String(error)}`);
      });
      if (rebuilt !== undefined) {
        await this.remove(rebuilt.hasSwapped ? rebuilt.before : rebuilt.after);
        return rebuilt;
      }
      reader.goOn(null);
      await after(5 * lookInterval, undefined, { signal });
    }
  }

  /** Undefined when the two generations could not be brought to the same place in time. */
  private async attempt(
    generation: Generation,
    reader: JournalReader,
    { compares, swaps }: RebuildOptions,
  ): Promise<Rebuilt | undefined> {
    const { database } = this.ports;
    const stands = await reader.hold();
    const serving = await servingGeneration(database);
    // Nobody may project it any more: then it stays behind, and there is nothing to compare.
    await this.within(longestFollowing, async () =>
      hasReached(await this.standsAt(serving), stands),
    );
    const swap = await Swap.of(database, serving);
    let comparison: Comparison | null = null;
    try {
      if (swap === undefined) return undefined;
      const target = meeting(swap.held, stands, await this.ends());
      reader.goOn(target);
      const isThere = await this.within(longestCatchUp, async () =>
        hasReached(await this.standsAt(generation), target),
      );
      const isComparable = hasReached(swap.held, target);
      if (!isThere || (!swaps && !isComparable)) return undefined;
      if (compares && isComparable) {
        comparison = await Comparison.of(database, serving, generation);
      }
      if (swaps) await swap.to(generation);
      else await swap.end();
      const checksums = (await comparison?.checksums()) ?? null;
      return { before: serving, after: generation, hasSwapped: swaps, checksums };
    } finally {
      await swap?.end();
      await comparison?.end();
    }
  }

  /** Somebody who still reads of it keeps it until the next rebuild. */
  private async remove(generation: Generation): Promise<void> {
    const { database, source } = this.ports;
    await removeGeneration(database, generation).catch((error: unknown) => {
      source.logger.warn(`generation ${generation.number} is not removed yet: ${String(error)}`);
    });
  }

  private async ends(): Promise<Offsets> {
    const bounds = await partitionBounds(this.ports.source, [journalTopic]);
    return new Map(bounds.map(({ partition, until }) => [partition, until]));
  }

  private async standsAt(generation: Generation): Promise<Offsets> {
    return offsetsOf(this.ports.database, generation);
  }

  private async until(condition: () => Promise<boolean>): Promise<void> {
    while (!(await condition())) {
      await after(lookInterval, undefined, { signal: this.ports.signal });
    }
  }

  /** Whether it became so in time. */
  private async within(longest: number, condition: () => Promise<boolean>): Promise<boolean> {
    const end = Date.now() + longest;
    while (!(await condition())) {
      if (Date.now() > end) return false;
      await after(lookInterval, undefined, { signal: this.ports.signal });
    }
    return true;
  }
}

function hasReached(stands: Offsets, ends: Offsets): boolean {
  return [...ends].every(([partition, end]) => (stands.get(partition) ?? 0) >= end);
}

/** Where the two generations meet: as far as either stands, and not beyond the end of the journal. */
function meeting(held: Offsets, stands: Offsets, ends: Offsets): Offsets {
  return new Map(
    [...ends].map(([partition, end]) => [
      partition,
      Math.max(stands.get(partition) ?? 0, Math.min(held.get(partition) ?? 0, end)),
    ]),
  );
}
