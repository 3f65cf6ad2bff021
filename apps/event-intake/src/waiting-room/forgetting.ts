import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from '#observability/logger.js';
import type { ReceivedEvents } from '#register/received-events.js';

const dayMs = 86_400_000;
const keptDays = 90;
const atOnce = 1_000;

/** Forgets, at the start and once a day, the bytes of messages older than 90 days; hashes stay for ever. */
export class Forgetting implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private forgetting: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(
    private readonly received: ReceivedEvents,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.forgetting = this.forget();
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.forgetting;
  }

  private async forget(): Promise<void> {
    try {
      const before = new Date(Date.now() - keptDays * dayMs).toISOString();
      while (!this.isStopped && (await this.received.forgetMessages(before, atOnce)) === atOnce);
    } catch (error) {
      this.logger.warn(`old messages are forgotten tomorrow: ${String(error)}`);
    }
    if (!this.isStopped) {
      this.timer = setTimeout(() => {
        this.forgetting = this.forget();
      }, dayMs).unref();
    }
  }
}
