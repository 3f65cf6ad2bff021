import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { toInstant } from '#domain/time/instant.js';
import type { Logger } from '#observability/logger.js';
import type { Enrolments } from '#register/enrolments.js';
import type { EnrolmentService } from './enrolment.service.js';

const everyMs = 2_000;
// Whoever accepted an enrolment is starting it; only what is older was left behind.
const leftBehindAfterMs = 5_000;
const atOnce = 50;

/** Starts the journeys whose enrolment was accepted and whose start a crash or an outage prevented. */
export class EnrolmentSweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(
    private readonly enrolments: Enrolments,
    private readonly service: EnrolmentService,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.next();
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.sweeping;
  }

  /** Starts everything left behind before an instant of wall time (epoch milliseconds). */
  async sweep(before: number): Promise<void> {
    for (const enrolment of await this.enrolments.notStarted(toInstant(before), atOnce)) {
      if (this.isStopped) return;
      await this.service.start(enrolment);
      this.logger.info({ journeyId: enrolment.journeyId }, 'a journey left behind is started');
    }
  }

  private next(): void {
    if (this.isStopped) return;
    this.timer = setTimeout(() => {
      this.sweeping = this.sweep(Date.now() - leftBehindAfterMs)
        .catch((error: unknown) =>
          this.logger.warn({ err: error }, 'journeys left behind are not started yet'),
        )
        .finally(() => this.next());
    }, everyMs);
  }
}
