import type { Persistence } from '#kafka/persistence.js';
import { intakeMetrics } from '../intake-metrics.js';
import { JourneyLane, type LaneItem } from './journey-lane.js';
import type { DeliverToJourney, Delivery } from './journey-port.js';
import { Permits } from './permits.js';

/** Takes an event whose delivery has ended, and after how many attempts; repeated when it rejects. */
export type Settle<T> = (of: T, delivery: Delivery, attempts: number) => Promise<void>;

const mostAtOnce = 64;

/**
 * One lane per journey: its events go in order, one delivery at a time, at once when it is calm and gathered while
 * a delivery is under way. What cannot be delivered now is tried again for as long as it takes; the trouble of one
 * journey never stops another.
 */
export class JourneyLanes<T> {
  private readonly lanes = new Map<string, JourneyLane<T>>();
  private readonly running = new Set<Promise<void>>();
  private readonly inTrouble = new Set<string>();
  private readonly permits = new Permits(mostAtOnce);

  constructor(
    private readonly deliver: DeliverToJourney,
    private readonly settle: Settle<T>,
    private readonly persistence: Persistence,
  ) {}

  /** Puts an event at the end of its journey's lane. */
  add(journeyId: string, item: LaneItem<T>): void {
    const lane = this.lanes.get(journeyId);
    if (lane !== undefined) {
      lane.add(item);
      return;
    }
    const opened = new JourneyLane<T>(journeyId);
    opened.add(item);
    this.lanes.set(journeyId, opened);
    intakeMetrics.lanes.set(this.lanes.size);
    const run = this.run(opened).finally(() => this.running.delete(run));
    this.running.add(run);
  }

  /** Waits until every lane is empty or was abandoned. */
  async drained(): Promise<void> {
    await Promise.all(this.running);
  }

  private async run(lane: JourneyLane<T>): Promise<void> {
    try {
      while (!lane.isEmpty) await this.deliverNext(lane);
    } catch (error) {
      if (!this.persistence.isAbandoned) throw error;
    } finally {
      this.lanes.delete(lane.journeyId);
      this.countTrouble(lane, false);
      intakeMetrics.lanes.set(this.lanes.size);
    }
  }

  private async deliverNext(lane: JourneyLane<T>): Promise<void> {
    const { journeyId } = lane;
    const { value, attempts } = await this.persistence.untilDone(`to signal ${journeyId}`, () =>
      this.permits.use(() => this.deliverOnce(lane)),
    );
    for (const { of } of value.items) {
      await this.persistence.untilDone(`to end a delivery to ${journeyId}`, () =>
        this.settle(of, value.delivery, attempts),
      );
    }
    lane.remove(value.items.length);
  }

  private async deliverOnce(
    lane: JourneyLane<T>,
  ): Promise<{ readonly items: readonly LaneItem<T>[]; readonly delivery: Delivery }> {
    const items = lane.gather();
    const end = intakeMetrics.deliverySeconds.startTimer();
    try {
      const delivery = await this.deliver(
        lane.journeyId,
        items.map(({ event }) => event),
      );
      intakeMetrics.deliveries.inc({ outcome: delivery });
      intakeMetrics.deliveredTogether.observe(items.length);
      this.countTrouble(lane, false);
      return { items, delivery };
    } catch (error) {
      intakeMetrics.deliveries.inc({ outcome: 'failed' });
      this.countTrouble(lane, true);
      throw error;
    } finally {
      end();
    }
  }

  private countTrouble({ journeyId }: JourneyLane<T>, hasTrouble: boolean): void {
    if (hasTrouble) this.inTrouble.add(journeyId);
    else this.inTrouble.delete(journeyId);
    intakeMetrics.lanesInTrouble.set(this.inTrouble.size);
  }
}
