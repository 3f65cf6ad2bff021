import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from '#observability/logger.js';
import { type ExpiringKey, expiringKeys, warningDue } from '#partners/key-expiry.js';
import type { PartnerRegistry } from '#partners/registry.js';
import { intakeMetrics } from './intake-metrics.js';

const dailyMs = 86_400_000;

/** Looks at its start and daily which keys of partners expire, counts their days and warns in time. */
export class KeyExpiry implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly warned = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly registry: PartnerRegistry,
    private readonly logger: Pick<Logger, 'warn' | 'error'>,
    private readonly now: () => number = Date.now,
  ) {}

  onApplicationBootstrap(): void {
    this.look();
    this.timer = setInterval(() => this.look(), dailyMs);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Warns once at 30, 14 and 3 days, and every time of a partner that is left without a valid key. */
  look(): void {
    intakeMetrics.keyDaysLeft.reset();
    for (const key of expiringKeys(this.registry.partners, this.now())) {
      intakeMetrics.keyDaysLeft.set({ partner: key.partnerId, kid: key.kid }, key.daysLeft);
      this.warn(key);
    }
  }

  private warn({ partnerId, kid, daysLeft, goesOn }: ExpiringKey): void {
    const name = `${partnerId}/${kid}`;
    if (daysLeft <= 0) {
      this.logger.error(`key ${kid} of ${partnerId} has expired and no other is valid`);
      return;
    }
    const warning = warningDue(daysLeft);
    if (warning === null || this.warned.get(name) === warning) return;
    this.warned.set(name, warning);
    const next = goesOn === null ? 'no other key is registered for then' : `${goesOn} goes on`;
    this.logger.warn(`key ${kid} of ${partnerId} expires in ${daysLeft} days; ${next}`);
  }
}
