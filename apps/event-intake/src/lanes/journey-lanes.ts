import type { Persistence } from '#kafka/persistence.js';
import { intakeMetrics } from '../intake-metrics.js';
import { JourneyLane, type LaneItem } from './journey-lane.js';
import type { DeliverToJourney, Delivery } from './journey-port.js';
import { Permits } from './permits.js';

const mostAtOnce = 64;
const busyFrom = 16;
const longestGathering = 1_000;

/**
 * One lane per journey: its events go in order, one delivery at a time, at once when it is calm. They are gathered
 * while a delivery is under way, and for up to a second when many journeys are being delivered to. What cannot be
 * delivered now is tried again for as long as it takes; the trouble of one journey never stops another, and who sends
 * much has no more turns than others.
 */
export class JourneyLanes {
  private readonly lanes = new Map<string, JourneyLane>();
  private readonly running = new Set<Promise<void>>();
  private readonly permits = new Permits(mostAtOnce, busyFrom);

  constructor(
    private readonly deliver: DeliverToJourney,
    private readonly persistence: Persistence,
  ) {}

  /** Puts something at the end of its journey's lane. */
  add(journeyId: string, item: LaneItem): void {
    const lane = this.lanes.get(journeyId);
    if (lane !== undefined) {
      lane.add(item);
      return;
    }
    const opened = new JourneyLane(journeyId);
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

  private async run(lane: JourneyLane): Promise<void> {
    try {
      while (!lane.isEmpty) await this.deliverNext(lane);
    } catch (error) {
      if (!this.persistence.isAbandoned) throw error;
    } finally {
      this.lanes.delete(lane.journeyId);
      intakeMetrics.lanes.set(this.lanes.size);
    }
  }

  private async deliverNext(lane: JourneyLane): Promise<void> {
    const { journeyId } = lane;
    if (this.permits.areBusy) await lane.gathered(longestGathering);
    const { value, attempts } = await this.persistence.untilDone(
      `to signal ${journeyId}`,
      (attempt) => this.permits.use(lane.sender, () => this.deliverOnce(lane, attempt)),
    );
    const { items, delivery } = value;
    await Promise.all(
      items.map((item) =>
        this.persistence.untilDone(`to end a delivery to ${journeyId}`, () =>
          item.ended(delivery, attempts),
        ),
      ),
    );
    lane.remove(items.length);
  }

  private async deliverOnce(
    lane: JourneyLane,
    attempt: number,
  ): Promise<{ readonly items: readonly LaneItem[]; readonly delivery: Delivery }> {
    const items = lane.gather();
    const end = intakeMetrics.deliverySeconds.startTimer();
    try {
      const contents = items.map(({ content }) => content);
      const delivery = await this.deliver(lane.journeyId, contents, attempt);
      intakeMetrics.deliveries.inc({ outcome: delivery });
      intakeMetrics.deliveredTogether.observe(items.length);
      return { items, delivery };
    } catch (error) {
      intakeMetrics.deliveries.inc({ outcome: 'failed' });
      throw error;
    } finally {
      end();
    }
  }
}
