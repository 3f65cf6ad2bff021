import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { arrivalCheck } from '../../apps/event-intake/src/check-arrival.js';
import { partitionBounds } from '#kafka/partition-bounds.js';
import { readToTheEnd } from '#kafka/read-to-the-end.js';
import type { ReceivedMessage } from '#kafka/received-message.js';
import { ensureTopics } from '#kafka/topics.js';
import { demonstrationNetwork } from '#partners/demonstration-network.js';
import { PartnerRegistry } from '#partners/registry.js';
import { type KafkaBroker, kafkaBroker } from '../kafka/kafka-broker.js';
import { type Answer, ApiStage, journeys, operationsKey, problemOf } from './api-stage.js';
import { person, type Person } from './people.js';

const coordinator = person('coordinator');
const nurse = person('nurse');
const topics = ['clinic.events.v1', 'manufacturing.events.v1'];

describe('what a person writes down', () => {
  let broker: KafkaBroker;
  let stage: ApiStage;
  let journeyId: string;

  beforeAll(async () => {
    broker = await kafkaBroker('facts-spec');
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

  async function published(eventId: string): Promise<readonly ReceivedMessage[]> {
    const found: ReceivedMessage[] = [];
    await readToTheEnd(broker, await partitionBounds(broker, topics), (message) => {
      if (message.value?.includes(eventId) === true) found.push(message);
    });
    return found;
  }

  it('is an event of the site, which the intake takes without a key of a partner', async () => {
    const { status, body } = await record(nurse, vitals());
    expect([status, body['source']]).toEqual([202, 'urn:v2v:site:northgate']);
    const [message] = await published(String(body['eventId']));
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
    const [message] = await published(String(body['eventId']));
    expect(message?.topic).toBe('manufacturing.events.v1');
  });

  it('is the same event when it is sent again', async () => {
    const key = randomUUID();
    const body = vitals();
    const first = await record(nurse, body, key);
    const again = await record(nurse, body, key);
    expect(again.body).toEqual(first.body);
    const messages = await published(String(first.body['eventId']));
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
