import type { OnApplicationBootstrap } from '@nestjs/common';
import { decodeInboundEvent } from '#contracts/inbound/decode-inbound-event.js';
import type { Logger } from '#observability/logger.js';
import type { DueEvent, WaitingEvents } from '#register/received-waiting.js';
import type { UnusableMessages } from '#register/unusable-messages.js';
import type { Courier } from '../delivering/courier.js';
import { intakeMetrics } from '../intake-metrics.js';

const everyMs = 500;
const mostAtOnce = 500;
const mostInHand = 2_000;

/** Takes up what waits in the register whenever its time has come, and never more than it can have in hand. */
export class WaitingRoom implements OnApplicationBootstrap {
  private readonly inHand = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> = Promise.resolve();
  private isClosed = false;

  constructor(
    private readonly waiting: WaitingEvents,
    private readonly unusable: UnusableMessages,
    private readonly courier: Courier,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.lookSoon(0);
  }

  /** Looks at once: something there may have its time now. */
  hurry(): void {
    clearTimeout(this.timer);
    this.looking = this.looking.then(() => this.look());
  }

  /** Takes up nothing more. */
  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    await this.looking;
  }

  private lookSoon(delay: number): void {
    clearTimeout(this.timer);
    if (this.isClosed) return;
    this.timer = setTimeout(() => this.hurry(), delay);
  }

  private async look(): Promise<void> {
    if (this.isClosed) return;
    try {
      const isMore = await this.takeUp();
      this.lookSoon(isMore ? 0 : everyMs);
    } catch (error) {
      this.logger.warn(`the waiting room could not be looked at yet: ${String(error)}`);
      this.lookSoon(everyMs);
    }
  }

  /** Whether there was as much as could be taken up. */
  private async takeUp(): Promise<boolean> {
    const room = Math.min(mostAtOnce, mostInHand - this.inHand.size);
    if (room <= 0) return false;
    const due = await this.waiting.take(room);
    due.forEach((event) => this.deliver(event));
    const messages = await this.unusable.take(mostAtOnce);
    messages.forEach((message) => this.courier.tell(message));
    await this.count();
    return due.length === room;
  }

  private deliver(due: DueEvent): void {
    const { message, reason, attempts, waitingSince } = due;
    const name = JSON.stringify([due.source, due.eventId]);
    if (this.inHand.has(name)) return;
    const decoded = decodeInboundEvent(message.value);
    if (!decoded.ok) {
      // It was valid when it came; a catalogue that no longer knows it is a fault of the release.
      this.logger.error(
        `an event of ${due.source} that waits is no longer valid: ${decoded.detail}`,
      );
      return;
    }
    this.inHand.add(name);
    this.courier.take({
      event: decoded.event,
      message,
      before: {
        attempts,
        waitingSince: waitingSince === null ? null : Date.parse(waitingSince),
        reason,
      },
      release: () => this.inHand.delete(name),
    });
  }

  private async count(): Promise<void> {
    const counts = await this.waiting.count();
    intakeMetrics.waiting.reset();
    for (const [reason, count] of counts) intakeMetrics.waiting.set({ reason }, count);
  }
}
