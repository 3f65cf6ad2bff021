import type { Fault } from '#contracts/inbound/inbound-event.js';
import { isJourneyIdentifier } from '#domain/identifiers/journey-identifier.js';
import type { Persistence } from '#kafka/persistence.js';
import type { ClosedJourneyReviews } from '#register/closed-journey-reviews.js';
import type { ReceivedEvents } from '#register/received-events.js';
import type { UnusableMessage, UnusableMessages } from '#register/unusable-messages.js';
import { intakeMetrics } from '../intake-metrics.js';
import { JourneyLanes } from '../lanes/journey-lanes.js';
import type { DeliverToJourney, Delivery } from '../lanes/journey-port.js';
import { isNotice, mayTakeBackNotice, type Notices } from '../noticing/notices.js';
import { isReferral, type Referrals, type Referred } from '../referring/referrals.js';
import type { Rejections } from '../rejecting/rejections.js';
import type { Endings } from './endings.js';
import type { StandingOf } from './enrolled-journeys.js';
import type { JourneyNamed } from './named-journeys.js';
import { nameOf, type RegisteredEvent } from './registered-event.js';

/** What delivering depends on. */
export type CourierPorts = {
  readonly deliver: DeliverToJourney;
  readonly journeyNamed: JourneyNamed;
  readonly standingOf: StandingOf;
  readonly referrals: Referrals;
  readonly notices: Notices;
  readonly reviews: Pick<ClosedJourneyReviews, 'raise'>;
  readonly received: ReceivedEvents;
  readonly endings: Endings;
  readonly rejections: Rejections;
  readonly unusable: UnusableMessages;
  readonly persistence: Persistence;
  /** How long an event may wait for a journey that nobody knows, in ms. */
  readonly unknownJourneyMs: number;
};

const faults: { readonly [reason in 'unknown-journey' | 'journey-closed']: string } = {
  'unknown-journey': '/subject: expected the identifier of a journey',
  'journey-closed': '/subject: expected the identifier of an open journey',
};

/** Takes registered events to their journeys, and notes for each how that ended. */
export class Courier {
  private readonly lanes: JourneyLanes;
  private readonly lookups = new Set<Promise<void>>();

  constructor(private readonly ports: CourierPorts) {
    this.lanes = new JourneyLanes(ports.deliver, ports.persistence);
  }

  /** Takes an event and returns at once; it is released when it is delivered, waits or is a dead letter. */
  take(registered: RegisteredEvent): void {
    if (isNotice(registered.event)) this.follow(this.notice(registered));
    else if (mayTakeBackNotice(registered.event)) this.follow(this.retraction(registered));
    else this.toJourney(registered);
  }

  private toJourney(registered: RegisteredEvent): void {
    const { subject } = registered.event;
    const wasUnknown = registered.before?.reason === 'unknown-journey';
    if (isJourneyIdentifier(subject) && !wasUnknown) {
      this.intoLane(subject, registered);
    } else {
      this.follow(this.find(registered));
    }
  }

  /** Leaves an event to the waiting room, from where it is taken up when there is room: its sender has enough under way. */
  divert(registered: RegisteredEvent): void {
    const { persistence, endings } = this.ports;
    const { event, release } = registered;
    const name = nameOf(event);
    const noted = persistence.untilDone('to note that an event waits', () =>
      endings.wait({ ...name, journeyId: null, reason: 'over-quota', limitMs: null }),
    );
    intakeMetrics.waits.inc({ reason: 'over-quota' });
    this.follow(noted.then(release));
  }

  private follow(work: Promise<void>): void {
    const lookup = work
      .catch((error: unknown) => {
        if (!this.ports.persistence.isAbandoned) throw error;
      })
      .finally(() => this.lookups.delete(lookup));
    this.lookups.add(lookup);
  }

  /** Tells a journey that a clinical message about it could not be used; the register remembers until it was told. */
  tell(message: UnusableMessage): void {
    const { unusable } = this.ports;
    const { about, journeyId } = message;
    this.lanes.add(journeyId, {
      content: { kind: 'unusable-message', message },
      bytes: JSON.stringify(message).length,
      ended: (delivery) =>
        delivery === 'journey-in-trouble' ? unusable.later(about) : unusable.told(about),
    });
  }

  /** Waits until nothing is under way. */
  async drained(): Promise<void> {
    while (this.lookups.size > 0) await Promise.all(this.lookups);
    await this.lanes.drained();
  }

  /** What takes back no notice is about its journey alone. */
  private async retraction(registered: RegisteredEvent): Promise<void> {
    const { persistence, notices, received } = this.ports;
    const { event, message, release } = registered;
    const { value: isNoticed } = await persistence.untilDone('to take a notice back', async () => {
      const takesBack = await notices.takesBack(event);
      if (takesBack) await received.noticed(nameOf(event));
      return takesBack;
    });
    if (!isNoticed) {
      this.toJourney(registered);
      return;
    }
    intakeMetrics.events.inc({ topic: message.topic, outcome: 'noticed' });
    release();
  }

  private async notice({ event, message, release }: RegisteredEvent): Promise<void> {
    const { persistence, notices, received } = this.ports;
    await persistence.untilDone('to take a notice', async () => {
      await notices.take(event);
      await received.noticed(nameOf(event));
    });
    intakeMetrics.events.inc({ topic: message.topic, outcome: 'noticed' });
    release();
  }

  private async find(registered: RegisteredEvent): Promise<void> {
    const { persistence } = this.ports;
    const { value: found } = await persistence.untilDone('to find a journey', () =>
      this.journeyOf(registered),
    );
    if (typeof found === 'string') {
      this.intoLane(found, registered);
      return;
    }
    await persistence.untilDone('to note that there is no journey', async () => {
      if (found === null) {
        await this.ended(registered, null, 'unknown-journey', 0);
      } else {
        await this.reject(registered, null, found, 0);
        registered.release();
      }
    });
  }

  /** What waited for an unknown journey is not worth a signal before somebody knows the journey. */
  private async journeyOf({ event, before }: RegisteredEvent): Promise<Referred | null> {
    const { journeyNamed, standingOf, referrals } = this.ports;
    if (isReferral(event) && !isJourneyIdentifier(event.subject)) return referrals.journeyOf(event);
    const journeyId = (await journeyNamed(event)) ?? null;
    if (journeyId === null || before?.reason !== 'unknown-journey') return journeyId;
    return (await standingOf(journeyId)) === 'unknown' ? null : journeyId;
  }

  private intoLane(journeyId: string, registered: RegisteredEvent): void {
    const { event, message } = registered;
    this.lanes.add(journeyId, {
      content: { kind: 'event', event },
      bytes: message.value?.length ?? 0,
      ended: (delivery, attempts) => this.ended(registered, journeyId, delivery, attempts),
    });
  }

  private async ended(
    registered: RegisteredEvent,
    journeyId: string | null,
    delivery: Delivery,
    attempts: number,
  ): Promise<void> {
    const { endings } = this.ports;
    const { event, message, release } = registered;
    if (delivery === 'stored' && journeyId !== null) {
      await endings.delivered({ ...nameOf(event), journeyId });
      intakeMetrics.events.inc({ topic: message.topic, outcome: 'stored' });
      intakeMetrics.untilDelivered.observe((Date.now() - message.timestamp) / 1_000);
    } else if (delivery === 'journey-closed' || this.hasWaitedEnough(registered, delivery)) {
      const reason = delivery === 'journey-closed' ? delivery : 'unknown-journey';
      await this.reject(registered, journeyId, { reason, detail: faults[reason] }, attempts);
    } else {
      await this.wait(registered, journeyId, delivery);
    }
    release();
  }

  private hasWaitedEnough({ event, before }: RegisteredEvent, delivery: Delivery): boolean {
    if (delivery !== 'unknown-journey') return false;
    // Lots, devices and sites have no journey, and nobody will enrol one under their names.
    if (event.subject.startsWith('urn:')) return true;
    const since = before?.waitingSince ?? Date.now();
    return Date.now() - since >= this.ports.unknownJourneyMs;
  }

  private async wait(
    { event }: RegisteredEvent,
    journeyId: string | null,
    delivery: Delivery,
  ): Promise<void> {
    const reason = delivery === 'unknown-journey' ? delivery : 'journey-in-trouble';
    const limitMs = reason === 'unknown-journey' ? this.ports.unknownJourneyMs : null;
    await this.ports.endings.wait({ ...nameOf(event), journeyId, reason, limitMs });
    intakeMetrics.waits.inc({ reason });
  }

  private async reject(
    { event, message, before }: RegisteredEvent,
    journeyId: string | null,
    fault: Fault,
    attempts: number,
  ): Promise<void> {
    const { received, rejections, reviews } = this.ports;
    const name = nameOf(event);
    // A repetition of what the journal already has an end for needs no second one.
    if (await received.isSettled(name)) return;
    const tried = Math.max(1, (before?.attempts ?? 0) + attempts);
    await rejections.publish(message, fault, tried, { ...name, journeyId });
    if (fault.reason === 'journey-closed' && journeyId !== null) {
      await reviews.raise({ journeyId, kind: 'event', about: `${event.source}|${event.id}` });
    }
    await received.reject(name, fault.reason);
  }
}
