import { setTimeout as delay } from 'node:timers/promises';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { Watch } from './watch.js';

/** Passes of a watch for as long as the process runs; what it holds open is closed after the last. */
export class Watching implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly end = new AbortController();
  private passing: Promise<void> = Promise.resolve();

  constructor(
    readonly watch: Watch,
    private readonly everyMs: number,
    private readonly closeAll: () => Promise<void>,
  ) {}

  onApplicationBootstrap(): void {
    this.passing = this.passes();
  }

  async onApplicationShutdown(): Promise<void> {
    this.end.abort();
    await this.passing;
    await this.closeAll();
  }

  private async passes(): Promise<void> {
    const { signal } = this.end;
    while (!signal.aborted) {
      await this.watch.pass();
      await delay(this.everyMs, undefined, { signal }).catch(() => undefined);
    }
  }
}
