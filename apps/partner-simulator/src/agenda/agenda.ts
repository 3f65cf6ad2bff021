import type { PlannedEvent } from '../story/planned-event.js';
import { type DisturbanceRates, type Sending, sendingsOf } from './disturbances.js';
import { EarliestFirst } from './earliest-first.js';

/** Everything that is still to be published, by journey time in epoch milliseconds. */
export class Agenda {
  private readonly queue = new EarliestFirst<Sending>();
  private readonly known = new Set<string>();
  private readonly withdrawnAt = new Map<string, number>();
  private readonly endsAt = new Map<string, number>();

  constructor(
    private readonly seed: number,
    private readonly rates: DisturbanceRates,
  ) {}

  /** How many sendings are waiting. */
  get size(): number {
    return this.queue.size;
  }

  /** The time of the next sending; undefined when nothing is planned. */
  get nextAt(): number | undefined {
    return this.queue.nextAt;
  }

  /** Remembers an event that an earlier run of the simulator has published. */
  alreadyPublished(eventId: string): void {
    this.known.add(eventId);
  }

  /** Plans events; one that was planned or published before is not planned again. */
  plan(events: readonly PlannedEvent[]): void {
    for (const event of events) {
      if (event.type === 'death.reported') this.endBy(event.subject, Date.parse(event.time));
      if (this.known.has(event.id)) continue;
      this.known.add(event.id);
      for (const sending of sendingsOf(event, this.seed, this.rates)) {
        this.queue.add(sending.at, sending);
      }
    }
  }

  /** Of what answers a request that was withdrawn at `at`, only what had happened by then is still published. */
  withdraw(requestId: string, at: number): void {
    this.withdrawnAt.set(requestId, at);
  }

  /** Nothing about a journey that happens later than `at` is published any more. */
  endBy(subject: string, at: number): void {
    this.endsAt.set(subject, Math.min(at, this.endsAt.get(subject) ?? Number.POSITIVE_INFINITY));
  }

  /** What is due at `now`, earliest first; it leaves the agenda. */
  due(now: number): readonly Sending[] {
    const happens = ({ event }: Sending): boolean => Date.parse(event.time) <= this.lastOf(event);
    return this.queue.takeUntil(now).filter(happens);
  }

  private lastOf({ requestid, subject }: PlannedEvent): number {
    const never = Number.POSITIVE_INFINITY;
    return Math.min(this.withdrawnAt.get(requestid) ?? never, this.endsAt.get(subject) ?? never);
  }
}
