import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../kafka/kafka-broker.js';
import { everythingIsCommitted } from './commits.js';
import { produceOnConsole } from './console-producer.js';
import { IntakeStage, someJourneyId } from './intake-stage.js';
import { closeSignal, rollSignal } from './recording-journey.workflow.js';
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

describe('a valid event', () => {
  it('is signalled to its journey under its own type, without subject, and committed', async () => {
    const journeyId = await stage.startJourney();
    await stage.startIntake();
    const event = someEvent(journeyId.toLowerCase());
    await stage.publish(journeyId, text(event));
    await until(async () => (await stage.signalsOf(journeyId)).length === 1);
    const { specversion: _version, subject: _subject, ...expected } = event;
    expect(await stage.signalsOf(journeyId)).toEqual([
      { name: 'patient.measured', argument: expected },
    ]);
    await everythingIsCommitted(stage.broker);
  });

  it('leaves its note in the vault', async () => {
    const journeyId = await stage.startJourney();
    await stage.startIntake();
    const data = { attempt: 1, reason: 'device', note: 'Pump alarm, Mrs Example waits' };
    await stage.publish(journeyId, text(someEvent(journeyId, { type: 'apheresis.failed', data })));
    await until(async () => (await stage.signalsOf(journeyId)).length === 1);
    const [signal] = await stage.signalsOf(journeyId);
    const note = await stage.database
      .selectFrom('vault.note')
      .select('note_id')
      .where('journey_id', '=', journeyId)
      .executeTakeFirstOrThrow();
    expect(signal?.argument).toMatchObject({
      data: { attempt: 1, reason: 'device', noteId: note.note_id },
    });
    expect(text(signal?.argument as object)).not.toContain('Example');
  });

  it('reaches the latest run of a journey that began anew', async () => {
    const journeyId = await stage.startJourney();
    const first = (await stage.handleOf(journeyId).describe()).runId;
    await stage.startWorker();
    await stage.handleOf(journeyId).signal(rollSignal);
    await until(async () => (await stage.handleOf(journeyId).describe()).runId !== first);
    await stage.stopWorker();
    await stage.startIntake();
    const event = someEvent(journeyId);
    await stage.publish(journeyId, text(event));
    await until(async () => (await stage.eventsOf(journeyId)).includes(event.id));
  });

  it('comes with others in few signals, in order, when many arrive at once', async () => {
    const journeyId = await stage.startJourney();
    const events = Array.from({ length: 300 }, () => someEvent(journeyId));
    for (const event of events) void stage.publish(journeyId, text(event));
    await stage.startIntake();
    await until(async () => (await stage.eventsOf(journeyId)).length === events.length);
    expect(await stage.eventsOf(journeyId)).toEqual(events.map(({ id }) => id));
    const signals = await stage.signalsOf(journeyId);
    expect(signals.filter(({ name }) => name === 'events').length).toBeGreaterThanOrEqual(4);
    expect(signals.length).toBeLessThan(30);
  });
});

describe('an event that cannot be used', () => {
  const journeyId = someJourneyId();
  const unusable: readonly [reason: string, value: string, detail: RegExp][] = [
    ['malformed-json', '{"specversion"', /^\/: /],
    ['invalid-envelope', text(someEvent(journeyId, { time: 'yesterday' })), /^\/time: /],
    ['unknown-type', text(someEvent(journeyId, { type: 'patient.vanished' })), /^\/type: /],
    ['invalid-data', text(someEvent(journeyId, { data: { weightKg: 9_999 } })), /^\/data/],
    ['unknown-source', text(someEvent(journeyId, { source: 'urn:v2v:site:x' })), /^\/source: /],
    [
      'not-permitted',
      text(someEvent(journeyId, { source: 'urn:v2v:lab:northgate-lab' })),
      /^\/type: /,
    ],
    [
      'too-large',
      text(someEvent(journeyId, { data: { note: 'x'.repeat(40_000) } })),
      /^\/: expected at most 32768 bytes/,
    ],
    ['unknown-journey', text(someEvent(journeyId)), /^\/subject: /],
    ['unknown-journey', text(someEvent('urn:v2v:device:D1')), /^\/subject: /],
    ['unknown-journey', text(someEvent('MRN-4711')), /^\/subject: /],
  ];

  it.each(unusable)('is a dead letter: %s', async (reason, value, detail) => {
    await stage.startIntake({ unknownJourneyMs: 1 });
    const key = `key of ${reason}`;
    await stage.publish(key, value);
    const letter = await stage.published.of(value);
    const headers = Object.fromEntries(
      Object.entries(letter.headers).map(([name, bytes]) => [name, String(bytes)]),
    );
    expect(headers).toEqual({
      'content-type': 'application/cloudevents+json',
      reason,
      detail: expect.stringMatching(detail),
      'failed-at': expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      'origin-topic': 'clinic.events.v1',
      'origin-partition': expect.stringMatching(/^[0-5]$/),
      'origin-offset': expect.stringMatching(/^\d+$/),
      'origin-append-time': expect.stringMatching(/^\d{4}-.*Z$/),
      attempts: '1',
    });
    expect(letter.topic).toBe('clinic.events.v1.dead-letter');
    expect(String(letter.key)).toBe(key);
    await everythingIsCommitted(stage.broker);
  });

  it('is a dead letter when its journey is closed', async () => {
    const closed = await stage.startJourney();
    await stage.startWorker();
    await stage.handleOf(closed).signal(closeSignal);
    await stage.handleOf(closed).result();
    await stage.stopWorker();
    await stage.startIntake();
    const value = text(someEvent(closed));
    await stage.publish(closed, value);
    const letter = await stage.published.of(value);
    expect(String(letter.headers['reason'])).toBe('journey-closed');
    await everythingIsCommitted(stage.broker);
  });
});

describe('the signature of an event', () => {
  const source = 'urn:v2v:site:riverside';

  it.each([
    ['nothing', 'bad-signature'],
    ['other-bytes', 'bad-signature'],
    ['unknown-key', 'bad-signature'],
    ['expired-key', 'expired-key'],
  ] as const)('made with %s makes it a dead letter', async (signing, reason) => {
    await stage.startIntake();
    const journeyId = await stage.startJourney();
    const value = text(someEvent(journeyId, { source }));
    await stage.publish(journeyId, value, 'clinic.events.v1', signing);
    const letter = await stage.published.of(value);
    expect(String(letter.headers['reason'])).toBe(reason);
    expect(await stage.signalsOf(journeyId)).toEqual([]);
  });

  it('made by its sender lets it pass', async () => {
    await stage.startIntake();
    const journeyId = await stage.startJourney();
    await stage.publish(journeyId, text(someEvent(journeyId, { source })));
    await until(async () => (await stage.signalsOf(journeyId)).length === 1);
  });
});

describe("Kafka's own console producer", () => {
  it('publishes events that are taken, with and without key, and others that are refused', async () => {
    const journeyId = await stage.startJourney();
    await stage.startIntake();
    const [keyed, keyless] = [someEvent(journeyId), someEvent(journeyId)];
    const broken = `{"broken": "${crypto.randomUUID()}`;
    await produceOnConsole(stage.broker, [`${journeyId}|${text(keyed)}`], true);
    await produceOnConsole(stage.broker, [text(keyless), broken], false);
    await until(async () => (await stage.eventsOf(journeyId)).length === 2);
    expect(new Set(await stage.eventsOf(journeyId))).toEqual(new Set([keyed.id, keyless.id]));
    const letter = await stage.published.of(broken);
    expect(String(letter.headers['reason'])).toBe('malformed-json');
    expect(letter.key).toBeNull();
    await everythingIsCommitted(stage.broker);
  });
});
