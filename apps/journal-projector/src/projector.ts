import { setTimeout as after } from 'node:timers/promises';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { Database } from '#database/database.js';
import type { Digest } from '#domain/journey/record.js';
import type { KafkaConnection } from '#kafka/client.js';
import { ownServingGeneration, OtherVersionError } from './generations/generation.js';
import { aloneRebuilding } from './generations/generations.js';
import { projectionVersion } from './generations/projection-version.js';
import { ReadModelRebuild } from './generations/read-model-rebuild.js';
import type { JournalReader } from './journal-reader.js';

/** What the projector works with. */
export type ProjectorPorts = {
  readonly source: KafkaConnection;
  readonly database: Database;
  readonly digest: Digest;
  readonly reader: JournalReader;
  /** What happens when it cannot go on; by default the process ends with 1. */
  readonly onFailure?: (error: unknown) => void;
};

const lookInterval = 1_000;

/**
 * Projects the journal with the version of this release. While the read model is of an earlier one, it is built anew
 * beside it, by one projector of all; while it is of a later one, this projector stands by.
 */
export class Projector implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stopping = new AbortController();
  private preparing: Promise<void> | null = null;

  constructor(private readonly ports: ProjectorPorts) {}

  async onApplicationBootstrap(): Promise<void> {
    if ((await this.otherVersion()) === null) await this.ports.reader.onApplicationBootstrap();
    else this.preparing = this.prepare();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.preparing;
    await this.ports.reader.beforeApplicationShutdown();
  }

  /** @throws OtherVersionError while the read model is of another version than this release projects. */
  async assertOwnVersion(): Promise<void> {
    const other = await this.otherVersion();
    if (other !== null) throw other;
  }

  /** @throws Error when nothing is being read. */
  assertReading(): void {
    this.ports.reader.assertReading();
  }

  private async prepare(): Promise<void> {
    const { source, reader, onFailure } = this.ports;
    const { signal } = this.stopping;
    try {
      while (await this.hasToWait()) await after(lookInterval, undefined, { signal });
      await reader.onApplicationBootstrap();
    } catch (error) {
      if (signal.aborted) return;
      source.logger.fatal(`the read model cannot be brought to this version: ${String(error)}`);
      if (onFailure === undefined) process.exit(1);
      onFailure(error);
    }
  }

  /** Whether the read model is of another version still, after what can be done about it now. */
  private async hasToWait(): Promise<boolean> {
    const other = await this.otherVersion();
    if (other === null) return false;
    this.ports.source.logger.warn(other.message);
    if (other.found > projectionVersion) return true;
    const { signal } = this.stopping;
    const rebuild = new ReadModelRebuild({ ...this.ports, signal });
    const alone = await aloneRebuilding(this.ports.database, async () =>
      rebuild.run({ compares: false, swaps: true }),
    );
    return alone === undefined;
  }

  private async otherVersion(): Promise<OtherVersionError | null> {
    try {
      await ownServingGeneration(this.ports.database);
      return null;
    } catch (error) {
      if (error instanceof OtherVersionError) return error;
      throw error;
    }
  }
}
