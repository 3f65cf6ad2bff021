import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../kafka/kafka-broker.js';
import { everythingIsCommitted, uncommitted } from './commits.js';
import { IntakeStage, someJourneyId } from './intake-stage.js';
import { someEvent } from './some-event.js';

let stage: IntakeStage;

beforeAll(async () => {
  stage = await IntakeStage.open();
});

afterEach(async () => {
  await stage.stopIntake();
});

afterAll(async () => {
  await stage.close();
});

const text = (event: object): string => JSON.stringify(event);
const reasonOf = ({ headers }: { headers: Readonly<Record<string, Buffer>> }): string =>
  String(headers['reason']);

describe('the register', () => {
  it('holds every event that passed its check, sealed, before and after it is delivered', async () => {
    const journeyId = await stage.startJourney();
    await stage.startIntake();
    const event = someEvent(journeyId);
    await stage.publish(journeyId, text(event));
    await stage.untilState(event.id, 'delivered');
    expect(await stage.registered(event.id)).toMatchObject({
      source: event['source'],
      journey_id: journeyId,
      subject: journeyId,
      type: 'patient.measured',
      topic: 'clinic.events.v1',
      happened_at: '2026-03-02T08:55:00.000Z',
      message_key: Buffer.from(journeyId),
      settled_sequence: null,
    });
    const bytes = (await stage.registered(event.id))?.bytes;
    expect(bytes?.length).toBeGreaterThan(text(event).length);
    expect(bytes?.includes('weightKg')).toBe(false);
  });

  it('delivers the same event again and keeps one row of it', async () => {
    const journeyId = await stage.startJourney();
    await stage.startIntake();
    const event = someEvent(journeyId);
    await stage.publish(journeyId, text(event));
    await stage.publish(journeyId, text({ ...event, traceparent: '00-0af7-b7ad-01' }));
    await until(async () => (await stage.eventsOf(journeyId)).length === 2);
    await everythingIsCommitted(stage.broker);
    expect(stage.published.lettersOf(text(event))).toEqual([]);
  });

  it.each([
    ['other content', { data: { weightKg: 35, measuredAt: '2026-03-02T08:55:00Z' } }],
    ['another subject', { subject: someJourneyId() }],
  ])('tells an event from one of the same name with %s', async (_, change) => {
    const journeyId = await stage.startJourney();
    await stage.startIntake();
    const event = someEvent(journeyId);
    await stage.publish(journeyId, text(event));
    await stage.untilState(event.id, 'delivered');
    const other = text({ ...event, ...change });
    await stage.publish(journeyId, other);
    expect(reasonOf(await stage.published.of(other))).toBe('conflicting-duplicate');
    expect(await stage.published.noticeOf('northgate-clinic', event.id)).toMatchObject({
      type: 'event.rejected',
      data: { reason: 'conflicting-duplicate', pointer: '/id' },
    });
    await everythingIsCommitted(stage.broker);
    expect(await stage.eventsOf(journeyId)).toEqual([event.id]);
    expect((await stage.registered(event.id))?.state).toBe('delivered');
  });

  it('tells them apart also when they arrive together', async () => {
    const journeyId = await stage.startJourney();
    const event = someEvent(journeyId);
    const other = text({ ...event, corrects: 'e0' });
    await Promise.all([stage.publish(journeyId, text(event)), stage.publish(journeyId, other)]);
    await stage.startIntake();
    expect(reasonOf(await stage.published.of(other))).toBe('conflicting-duplicate');
    expect(await stage.eventsOf(journeyId)).toEqual([event.id]);
  });
});

describe('an event for an unknown journey', () => {
  it('waits, holds up no offset, and is delivered at once when the journey is enrolled', async () => {
    const journeyId = someJourneyId();
    await stage.startIntake();
    const event = someEvent(journeyId);
    await stage.publish(journeyId, text(event));
    await stage.untilState(event.id, 'waiting');
    await everythingIsCommitted(stage.broker);
    // Long enough that only the enrolment can be what wakes it.
    await stage.database
      .updateTable('register.received_event')
      .set({ next_attempt_at: new Date(Date.now() + 3_600_000).toISOString() })
      .where('event_id', '=', event.id)
      .execute();
    await stage.enrol(journeyId);
    await stage.restartJourney(journeyId);
    await stage.journal('journey.enrolled', journeyId, { sequence: 1, detail: {} });
    await until(async () => (await stage.eventsOf(journeyId)).includes(event.id));
    await stage.untilState(event.id, 'delivered');
  });

  it('is a dead letter when it has waited long enough, also over a restart', async () => {
    const event = someEvent(someJourneyId());
    await stage.startIntake();
    await stage.publish(event.subject, text(event));
    await stage.untilState(event.id, 'waiting');
    await stage.stopIntake();
    expect(stage.published.lettersOf(text(event))).toEqual([]);
    await stage.startIntake({ unknownJourneyMs: 1 });
    expect(reasonOf(await stage.published.of(text(event)))).toBe('unknown-journey');
    await stage.untilState(event.id, 'rejected');
    expect(await stage.published.noticeOf('northgate-clinic', event.id)).toMatchObject({
      type: 'event.rejected',
      key: event.id,
      data: { eventId: event.id, reason: 'unknown-journey', pointer: '/subject' },
    });
  });

  it('is delivered when it is sent again after its journey was enrolled too late', async () => {
    const event = someEvent(someJourneyId());
    await stage.startIntake({ unknownJourneyMs: 1 });
    await stage.publish(event.subject, text(event));
    await stage.untilState(event.id, 'rejected');
    await stage.enrol(event.subject);
    await stage.restartJourney(event.subject);
    await stage.publish(event.subject, text(event));
    await stage.untilState(event.id, 'delivered');
    expect(await stage.eventsOf(event.subject)).toEqual([event.id]);
  });

  it('is delivered to the journey for which its sender registers the identifier', async () => {
    const journeyId = await stage.startJourney();
    const order = `ORDER-${crypto.randomUUID()}`.toUpperCase();
    await stage.startIntake();
    const event = someEvent(order);
    const others = someEvent(order, { source: 'urn:v2v:site:riverside' });
    await stage.publish(order, text(event));
    await stage.publish(order, text(others));
    await stage.untilState(event.id, 'waiting');
    await stage.registerIdentifier(journeyId, String(event['source']), order);
    await until(async () => (await stage.eventsOf(journeyId)).includes(event.id));
    await stage.untilState(event.id, 'delivered');
    expect((await stage.registered(event.id))?.journey_id).toBe(journeyId);
    await stage.untilState(others.id, 'waiting');
  });
});

describe('an event put back into the waiting room by hand', () => {
  it('is delivered again from its stored bytes', async () => {
    const journeyId = await stage.startJourney();
    await stage.startIntake();
    const event = someEvent(journeyId, {
      data: { weightKg: 34.5, measuredAt: '2026-03-02T08:55:00Z', note: 'x' },
    });
    await stage.publish(journeyId, text(event));
    await stage.untilState(event.id, 'delivered');
    await stage.database
      .updateTable('register.received_event')
      .set({ state: 'waiting', next_attempt_at: new Date().toISOString() })
      .where('event_id', '=', event.id)
      .execute();
    await until(async () => (await stage.eventsOf(journeyId)).length === 2);
    const [first, second] = await stage.signalsOf(journeyId);
    expect(second).toEqual(first);
    await stage.untilState(event.id, 'delivered');
  });
});

describe('trouble', () => {
  it('of one journey keeps its events and stops no other', async () => {
    const [broken, ...others] = await Promise.all(
      Array.from({ length: 13 }, () => stage.startJourney()),
    );
    await stage.handleOf(broken!).terminate('by hand');
    await stage.startIntake();
    const waiting = someEvent(broken!);
    await stage.publish(broken!, text(waiting));
    for (const journeyId of others) await stage.publish(journeyId, text(someEvent(journeyId)));
    for (const journeyId of others) {
      await until(async () => (await stage.eventsOf(journeyId)).length === 1);
    }
    await stage.untilState(waiting.id, 'waiting');
    await everythingIsCommitted(stage.broker);
    expect((await stage.registered(waiting.id))?.reason).toBe('journey-in-trouble');
    expect(stage.published.letters.map(({ value }) => String(value))).not.toContain(text(waiting));
    await stage.restartJourney(broken!);
    await until(async () => (await stage.eventsOf(broken!)).includes(waiting.id));
    await everythingIsCommitted(stage.broker);
  });

  it('of Temporal is waited out: nothing is lost and nothing a dead letter', async () => {
    const journeys = await Promise.all(Array.from({ length: 5 }, () => stage.startJourney()));
    await stage.startIntake();
    const letters = stage.published.letters.length;
    await stage.stopTemporal();
    const events = journeys.flatMap((journeyId) =>
      Array.from({ length: 4 }, () => someEvent(journeyId)),
    );
    for (const event of events) await stage.publish(event.subject, text(event));
    await until(async () =>
      (await uncommitted(stage.broker, 'clinic.events.v1')).some((count) => count > 0),
    );
    await stage.startTemporalAgain();
    for (const journeyId of journeys) {
      const sent = events.filter(({ subject }) => subject === journeyId).map(({ id }) => id);
      await until(async () => (await stage.eventsOf(journeyId)).length >= sent.length, 60_000);
      expect([...new Set(await stage.eventsOf(journeyId))]).toEqual(sent);
    }
    await everythingIsCommitted(stage.broker);
    expect(stage.published.letters).toHaveLength(letters);
  });

  it('of a journey that is enrolled and not yet started keeps its events until it is', async () => {
    const known = someJourneyId();
    await stage.enrol(known);
    await stage.startIntake();
    const event = someEvent(known);
    await stage.publish(known, text(event));
    await stage.untilState(event.id, 'waiting');
    await stage.restartJourney(known);
    await until(async () => (await stage.eventsOf(known)).includes(event.id));
    await everythingIsCommitted(stage.broker);
  });

  it('of PostgreSQL, which answers nothing for a while, is waited out', async () => {
    const journeyId = await stage.startJourney();
    await stage.startIntake();
    const letters = stage.published.letters.length;
    stage.signalDatabase('SIGSTOP');
    const events = Array.from({ length: 20 }, () => someEvent(journeyId));
    for (const event of events) await stage.publish(journeyId, text(event));
    await until(async () =>
      (await uncommitted(stage.broker, 'clinic.events.v1')).some((count) => count > 0),
    );
    expect(await stage.eventsOf(journeyId)).toEqual([]);
    stage.signalDatabase('SIGCONT');
    const ids = events.map(({ id }) => id);
    await until(async () => (await stage.eventsOf(journeyId)).length >= ids.length);
    expect([...new Set(await stage.eventsOf(journeyId))]).toEqual(ids);
    await everythingIsCommitted(stage.broker);
    expect(stage.published.letters).toHaveLength(letters);
  });

  it('of the intake itself, dead between register and signal, loses nothing', async () => {
    const journeyId = await stage.startJourney();
    const events = Array.from({ length: 5 }, () => someEvent(journeyId));
    for (const event of events) await stage.publish(journeyId, text(event));
    const { killed } = await stage.startDoomedIntake('before-signal');
    await killed;
    expect(await stage.eventsOf(journeyId)).toEqual([]);
    expect((await stage.registered(events[0]!.id))?.state).toBe('received');
    await stage.startIntake();
    const ids = events.map(({ id }) => id);
    await until(async () => (await stage.eventsOf(journeyId)).length === ids.length);
    expect(await stage.eventsOf(journeyId)).toEqual(ids);
    await everythingIsCommitted(stage.broker);
  });

  it('of the intake itself, dead between signal and commit, loses nothing', async () => {
    const journeyId = await stage.startJourney();
    const events = Array.from({ length: 5 }, () => someEvent(journeyId));
    for (const event of events) await stage.publish(journeyId, text(event));
    const { killed } = await stage.startDoomedIntake('after-signal');
    await killed;
    const before = await stage.eventsOf(journeyId);
    expect(before.length).toBeGreaterThan(0);
    expect((await uncommitted(stage.broker, 'clinic.events.v1')).some((count) => count > 0)).toBe(
      true,
    );
    await stage.startIntake();
    const ids = events.map(({ id }) => id);
    await until(
      async () => (await stage.eventsOf(journeyId)).length === before.length + ids.length,
    );
    expect((await stage.eventsOf(journeyId)).slice(before.length)).toEqual(ids);
    await everythingIsCommitted(stage.broker);
  });
});

describe('a clinical message that cannot be used', () => {
  const unusable = (journeyId: string): string =>
    text(someEvent(journeyId, { type: 'vitals.recorded', data: { heartRatePerMinute: 'fast' } }));

  it('is told to the journey it names, once however often it is sent', async () => {
    const journeyId = await stage.startJourney();
    await stage.startIntake();
    const value = unusable(journeyId);
    const { id, source } = JSON.parse(value) as { id: string; source: string };
    await stage.publish(journeyId, value);
    await stage.publish(journeyId, value);
    await until(() => stage.published.lettersOf(value).length === 2);
    await everythingIsCommitted(stage.broker);
    await until(async () => (await stage.signalsOf(journeyId)).length > 0);
    expect(await stage.signalsOf(journeyId)).toEqual([
      {
        name: 'clinical-message.unusable',
        argument: [{ about: `${source}|${id}`, type: 'vitals.recorded', reason: 'invalid-data' }],
      },
    ]);
  });

  it('is told to a journey that does not run as soon as it does', async () => {
    const journeyId = someJourneyId();
    await stage.enrol(journeyId);
    await stage.startIntake();
    const value = unusable(journeyId);
    await stage.publish(journeyId, value);
    await stage.published.of(value);
    await everythingIsCommitted(stage.broker);
    await stage.restartJourney(journeyId);
    await until(async () => (await stage.signalsOf(journeyId)).length === 1);
  });

  it('is told to nobody when it names no journey, or is not clinical', async () => {
    const journeyId = await stage.startJourney();
    await stage.startIntake();
    const values = [
      unusable(someJourneyId()),
      text(someEvent(journeyId, { data: { weightKg: 9_999 } })),
    ];
    for (const value of values) {
      await stage.publish(journeyId, value);
      await stage.published.of(value);
    }
    await everythingIsCommitted(stage.broker);
    expect(await stage.signalsOf(journeyId)).toEqual([]);
  });
});
