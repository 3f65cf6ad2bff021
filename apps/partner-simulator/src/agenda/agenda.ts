import type { PlannedEvent } from '../story/planned-event.js';
import { type DisturbanceRates, type Sending, sendingsOf } from './disturbances.js';
import { EarliestFirst } from './earliest-first.js';
import { type Telling, tellingsOf } from './tellings.js';

type Item = Pick<Telling, 'first'> & { readonly sending: Sending };

/** Everything that is still to be published, by journey time in epoch milliseconds. */
export class Agenda {
  private readonly queue = new EarliestFirst<Item>();
  private readonly known = new Set<string>();
  private readonly published = new Set<string>();
  private readonly withdrawnAt = new Map<string, number>();
  private readonly endsAt = new Map<string, number>();
  private readonly infusedAt = new Map<string, number>();

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
    this.published.add(eventId);
  }

  /** Plans events; one that was planned or published before is not planned again. */
  plan(events: readonly PlannedEvent[]): void {
    for (const event of events) {
      if (event.type === 'death.reported' && event.onlyWhileWaiting !== true) {
        this.endBy(event.subject, Date.parse(event.time));
      }
      for (const telling of tellingsOf(event, this.seed, this.rates.corrections)) {
        this.planTelling(telling);
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
    const happens = this.queue.takeUntil(now).filter((item) => this.happens(item));
    for (const { sending } of happens) this.published.add(sending.event.id);
    return happens.map(({ sending }) => sending);
  }

  private planTelling({ event, first }: Telling): void {
    if (this.known.has(event.id)) return;
    this.known.add(event.id);
    for (const sending of sendingsOf(event, this.seed, this.rates)) {
      this.queue.add(sending.at, { sending, first });
    }
  }

  /** What was told once is set right, also when nobody asks for it any more. */
  private happens({ sending: { event }, first }: Item): boolean {
    const never = Number.POSITIVE_INFINITY;
    const endsAt = this.endsAt.get(event.subject) ?? never;
    const withdrawnAt = this.withdrawnAt.get(first.requestid) ?? never;
    const isTold = first !== event && this.published.has(first.id);
    const isDue = Date.parse(event.time) <= endsAt;
    return isDue && (isTold || Date.parse(first.time) <= withdrawnAt) && this.isStillSo(event);
  }

  /** An infusion that happens keeps what happens only to who waits from happening later. */
  private isStillSo({ type, subject, time, onlyWhileWaiting }: PlannedEvent): boolean {
    const at = Date.parse(time);
    const infusedAt = this.infusedAt.get(subject) ?? Number.POSITIVE_INFINITY;
    if (type === 'infusion.started') this.infusedAt.set(subject, Math.min(at, infusedAt));
    if (onlyWhileWaiting !== true) return true;
    if (at >= infusedAt) return false;
    this.endBy(subject, at);
    return true;
  }
}
