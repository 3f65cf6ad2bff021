import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { arrivalCheck } from '../../apps/event-intake/src/check-arrival.js';
import { deadLetterList } from '#contracts/http/dead-letters.schema.js';
import { operationsOverview } from '#contracts/http/operations-overview.schema.js';
import { deadLetter as deadLetterOf } from '#kafka/dead-letter.js';
import { partitionBounds } from '#kafka/partition-bounds.js';
import { KafkaProducer } from '#kafka/producer.js';
import { readToTheEnd } from '#kafka/read-to-the-end.js';
import type { ReceivedMessage } from '#kafka/received-message.js';
import { ensureTopics } from '#kafka/topics.js';
import { demonstrationNetwork } from '#partners/demonstration-network.js';
import { type Partner, PartnerRegistry } from '#partners/registry.js';
import { WatchdogFindings } from '#register/watchdog-findings.js';
import { type KafkaBroker, kafkaBroker } from '../kafka/kafka-broker.js';
import {
  type Answer,
  ApiStage,
  journeys,
  operationsKey,
  problemOf,
  temporalUiOrigin,
} from './api-stage.js';
import { person, type Person } from './people.js';

const coordinator = person('coordinator');
const nurse = person('nurse');
const topics = ['clinic.events.v1', 'manufacturing.events.v1'];

let broker: KafkaBroker;
let stage: ApiStage;
let journeyId: string;

beforeAll(async () => {
  broker = await kafkaBroker('over-kafka-spec');
  await ensureTopics(broker.brokers, [], broker.logger);
  stage = await ApiStage.open(broker.brokers.join(','));
  await stage.startWorker();
  journeyId = await stage.enrol(coordinator);
  await stage.untilProjected(journeyId);
});
afterAll(async () => {
  await stage.close();
  await broker.stop();
});

async function publishedWith(text: string): Promise<readonly ReceivedMessage[]> {
  const found: ReceivedMessage[] = [];
  await readToTheEnd(broker, await partitionBounds(broker, topics), (message) => {
    if (message.value?.includes(text) === true) found.push(message);
  });
  return found;
}

describe('what a person writes down', () => {
  const vitals = (change: object = {}): object => ({
    type: 'vitals.recorded',
    data: { celsius: 38.4 },
    happenedAt: new Date(Date.now() - 60_000).toISOString(),
    entryMode: 'manual',
    ...change,
  });

  async function record(who: Person, body: object, key: string = randomUUID()): Promise<Answer> {
    const path = `${journeys}/${journeyId}/facts`;
    return stage.ask(who, 'POST', path, body, { 'idempotency-key': key });
  }

  it('is an event of the site, which the intake takes without a key of a partner', async () => {
    const { status, body } = await record(nurse, vitals());
    expect([status, body['source']]).toEqual([202, 'urn:v2v:site:northgate']);
    const [message] = await publishedWith(String(body['eventId']));
    if (message === undefined) throw new Error('nothing was published');
    const registry = new PartnerRegistry(demonstrationNetwork);
    expect(await arrivalCheck(registry, operationsKey)(message)).toMatchObject({
      ok: true,
      event: {
        id: body['eventId'],
        type: 'vitals.recorded',
        subject: journeyId,
        entryMode: 'manual',
        performedBy: nurse.subject,
        data: { celsius: 38.4, measuredAt: expect.any(String) },
      },
    });
  });

  it('is what a partner said on the telephone too, on the topic of its type', async () => {
    const started = {
      type: 'manufacturing.step-completed',
      data: { batchId: 'B-1', step: 'transduction' },
      happenedAt: new Date(Date.now() - 60_000).toISOString(),
      entryMode: 'phone',
      toldBy: 'Alpine Cell, customer logistics',
    };
    const { status, body } = await record(coordinator, started);
    expect([status, body]).toEqual([202, expect.objectContaining({ type: started.type })]);
    const [message] = await publishedWith(String(body['eventId']));
    expect(message?.topic).toBe('manufacturing.events.v1');
  });

  it('is the same event when it is sent again', async () => {
    const key = randomUUID();
    const body = vitals();
    const first = await record(nurse, body, key);
    const again = await record(nurse, body, key);
    expect(again.body).toEqual(first.body);
    const messages = await publishedWith(String(first.body['eventId']));
    const values = new Set(messages.map(({ value }) => value?.toString()));
    expect([messages.length, values.size]).toEqual([2, 1]);
  });

  it('is refused from whoever may not write it, in another form, of times to come, with free text', async () => {
    const ofCoordinator = await record(coordinator, vitals());
    expect(problemOf(ofCoordinator)).toBe('forbidden');
    const malformed = await record(nurse, vitals({ data: { celsius: 'hot' } }));
    expect(malformed.body).toMatchObject({
      code: 'invalid-body',
      faults: [{ pointer: '/data/celsius' }],
    });
    const future = new Date(Date.now() + 3_600_000).toISOString();
    const early = await record(nurse, vitals({ happenedAt: future }));
    expect(early.body).toMatchObject({ faults: [{ pointer: '/happenedAt' }] });
    const withNote = await record(nurse, vitals({ data: { celsius: 38, note: 'Ada is warm' } }));
    expect(withNote.body).toMatchObject({ faults: [{ pointer: '/data/note' }] });
    expect(problemOf(await record(nurse, vitals({ type: 'unheard.of' })))).toBe('unknown-fact');
    const foreign = await record(person('nurse', 'lakeview'), vitals());
    expect(problemOf(foreign)).toBe('unknown-journey');
  });
});

describe('an event that could not be used', () => {
  const operations = person('operations', '*');
  const letters = '/api/v1/dead-letters';
  const [clinic] = demonstrationNetwork.partners as [Partner];

  async function spoilt(offset: number, text: string, reason = 'invalid-data'): Promise<string> {
    const producer = new KafkaProducer(broker);
    const message = {
      topic: 'clinic.events.v1',
      partition: 0,
      offset,
      key: Buffer.from(journeyId),
      value: Buffer.from(JSON.stringify({ source: clinic.source, note: text })),
      headers: { traceparent: Buffer.from('kept') },
      timestamp: Date.parse('2026-03-02T09:00:00.000Z'),
      acknowledge: () => undefined,
    };
    const how = { reason, detail: '/data: expected an object', failedAt: 0, attempts: 1 };
    await producer.publish([deadLetterOf(message, how)]);
    await producer.disconnect();
    return `clinic.events.v1:0:${offset}`;
  }

  it('is listed by partner and reason, without anything it says', async () => {
    const id = await spoilt(7_001, 'Ada Quintessa');
    const { status, body } = await stage.ask(operations, 'GET', `${letters}?reason=invalid-data`);
    expect(status).toBe(200);
    const { groups } = deadLetterList.parse(body);
    expect(groups).toMatchObject([
      {
        partner: clinic.id,
        organisation: clinic.contact.organisation,
        reason: 'invalid-data',
        count: 1,
        letters: [{ id }],
      },
    ]);
    expect(JSON.stringify(body)).not.toContain('Quintessa');
  });

  it('is published again once, by somebody on record', async () => {
    const id = await spoilt(7_002, 'replayed');
    const replay = async () =>
      stage.ask(operations, 'POST', `${letters}/${id}/replay`, { reason: 'they mended it' });
    expect((await replay()).body).toMatchObject({ letters: [id], already: [] });
    expect((await replay()).body).toMatchObject({ operation: null, letters: [], already: [id] });
    const [message, ...others] = await publishedWith('"replayed"');
    expect(others).toEqual([]);
    expect(message?.headers['replayed-by']?.toString()).toBe(operations.subject);
    const rows = await stage.database.selectFrom('audit.operation').selectAll().execute();
    expect(rows.filter(({ action }) => action === 'dead-letters replayed')).toMatchObject([
      { subject: operations.subject, reason: 'they mended it' },
    ]);
  });

  it('is laid aside with its whole group, never without a reason or with everything', async () => {
    const id = await spoilt(7_003, 'aside', 'unknown-type');
    const discard = async (body: object) =>
      stage.ask(operations, 'POST', `${letters}/discard`, body);
    expect(problemOf(await discard({ fault: 'unknown-type' }))).toBe('invalid-body');
    expect(problemOf(await discard({ reason: 'a test message' }))).toBe('invalid-body');
    const done = await discard({ fault: 'unknown-type', reason: 'a test message' });
    expect(done.body).toMatchObject({ letters: [id], left: 0 });
    const { body } = await stage.ask(operations, 'GET', `${letters}?reason=unknown-type`);
    expect(body).toEqual({ total: 0, groups: [] });
  });

  it('is unknown when it is not there', async () => {
    const absent = await stage.ask(operations, 'POST', `${letters}/clinic.events.v1:0:1/replay`);
    expect(problemOf(absent)).toBe('unknown-dead-letter');
  });
});

describe('the overview of operations', () => {
  const path = '/api/v1/operations';

  it('tells what is stuck, late, parked and waiting, with the way to the history', async () => {
    const since = '2026-03-02T09:00:00.000Z';
    const kind = 'journey-not-running';
    const text = 'It does not run.';
    const findings = new WatchdogFindings(stage.database);
    const finding = { kind, about: journeyId, isJourney: true, text, since } as const;
    await findings.settle([finding], () => false, since);
    const { status, body } = await stage.ask(person('operations', '*'), 'GET', path);
    expect(status).toBe(200);
    const told = operationsOverview.parse(body);
    expect(told.stuck).toEqual([
      expect.objectContaining({
        journeyId,
        site: 'northgate',
        findings: [{ kind, text, since }],
        history: `${temporalUiOrigin}/namespaces/vein-to-vein/workflows/journey%2F${journeyId}`,
      }),
    ]);
    expect(told.readers.map(({ name }) => name)).toEqual(['event-intake', 'journal-projector']);
    const elsewhere = await stage.ask(person('operations', 'lakeview'), 'GET', path);
    expect(elsewhere.body['stuck']).toEqual([]);
  });
});
