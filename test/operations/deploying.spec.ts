import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { JournalProjectorModule } from '../../apps/journal-projector/src/journal-projector.module.js';
import { journalTopic } from '#contracts/topics.js';
import { journeyIdentifier } from '#domain/identifiers/journey-identifier.js';
import { protocolVersion } from '#domain/journey/journal.js';
import { identityClock } from '#domain/time/clock.js';
import { deadLetter } from '#kafka/dead-letter.js';
import { KafkaProducer, type OutgoingMessage } from '#kafka/producer.js';
import { ensureTopics } from '#kafka/topics.js';
import { NestLogger } from '#observability/nest-logger.js';
import { sliceFor } from '#products/products.js';
import {
  type JourneyInput,
  journeyTaskQueue,
  journeyWorkflowId,
  journeyWorkflowType,
} from '#workflows/journey/messages.js';
import { enrolmentUnder } from '../../libs/domain/test-journeys/northgate.js';
import { until } from '../kafka/kafka-broker.js';
import { ConsoleStage } from './console-stage.js';
import { LostTemporal } from './lost-temporal.js';

type Finding = { readonly name: string; readonly verdict: string; readonly detail: string };
type Safety = { readonly isSafe: boolean; readonly findings: readonly Finding[] };
type Rolled = { readonly asked: number; readonly left: number; readonly begunBefore: string };

const operator = ['--by', 'ops-1', '--reason', 'a release'];
const [first, second, unknown] = [1, 2, 3].map((serial) =>
  journeyIdentifier(new Uint8Array(26).fill(serial)),
) as [string, string, string];

let stage: ConsoleStage;
let producer: KafkaProducer;
let temporal: LostTemporal;
let projector: INestApplicationContext;
let refuses = false;

const publisher = {
  publish: async (messages: readonly OutgoingMessage[]) => {
    if (refuses) throw new Error('no broker answers');
    await producer.publish(messages);
  },
};

beforeAll(async () => {
  stage = await ConsoleStage.open();
  const { brokers, logger } = stage.broker;
  await ensureTopics(brokers, ['northgate-clinic', 'maker'], logger);
  producer = new KafkaProducer(stage.broker);
  temporal = await LostTemporal.open(publisher);
  await temporal.startWorker();
  stage.environment = temporal.environment;
  const service = {
    logLevel: 'fatal',
    environment: 'demonstration',
    healthHost: '127.0.0.1',
    healthPort: 0,
  } as const;
  const config = {
    service,
    kafka: { brokers: [...brokers] },
    database: { url: stage.databaseUrl },
  };
  projector = await NestFactory.createApplicationContext(
    JournalProjectorModule.of(config, logger),
    { logger: new NestLogger(logger), abortOnError: false },
  );
  await begin(first, protocolVersion);
  await begin(second, protocolVersion);
  await untilListed(2);
});

afterAll(async () => {
  await projector.close();
  await temporal.close();
  await producer.disconnect();
  await stage.close();
});

async function begin(journeyId: string, version: number): Promise<void> {
  const at = new Date().toISOString();
  const { client } = temporal;
  const rules = sliceFor({
    product: 'tisagenlecleucel',
    indication: 'b-all',
    jurisdiction: 'US',
    date: at,
  });
  const change = { journeyId, enrolledAt: at, referralId: journeyId };
  const input: JourneyInput = {
    enrolment: enrolmentUnder(rules, change),
    protocolVersion: version,
    clock: identityClock,
  };
  await client.workflow.start(journeyWorkflowType, {
    workflowId: journeyWorkflowId(journeyId),
    taskQueue: journeyTaskQueue,
    args: [input],
  });
}

/** Temporal's lists follow its runs a moment later. */
async function untilListed(count: number): Promise<void> {
  await until(async () => {
    const query = "ExecutionStatus = 'Running'";
    return (await temporal.client.workflow.count(query)).count === count;
  });
}

async function safety(): Promise<Safety> {
  return stage.json<Safety>('safe-to-deploy');
}

async function untilFound(name: string, verdict: string): Promise<Finding> {
  let found: Finding | undefined;
  await until(async () => {
    const { findings } = await safety();
    found = findings.find((one) => one.name === name);
    return found?.verdict === verdict;
  }, 60_000);
  return found as unknown as Finding;
}

describe('a deployment', () => {
  it('is safe when everything goes on', async () => {
    await untilFound('journal-projector', 'good');
    const answer = await stage.run('safe-to-deploy');
    expect(answer.json).toMatchObject({ isSafe: true });
    expect(answer.isGood).toBe(true);
    expect(answer.text).toContain('Yes: safe to deploy.');
  });

  it('is safe with dead letters nothing was done with, which are named', async () => {
    const message = {
      topic: 'lab.events.v1',
      partition: 0,
      offset: 7,
      key: null,
      value: Buffer.from('{'),
      headers: {},
      timestamp: Date.now(),
      acknowledge: () => undefined,
    };
    const why = { reason: 'malformed-json', detail: '/', failedAt: Date.now(), attempts: 1 };
    await producer.publish([deadLetter(message, why)]);
    const { isSafe, findings } = await safety();
    expect(isSafe).toBe(true);
    expect(findings).toContainEqual({
      name: 'dead letters',
      verdict: 'warning',
      detail: 'nothing was done with 1 of them yet',
    });
  });

  it('is not safe while a journey cannot publish', async () => {
    refuses = true;
    const handle = temporal.client.workflow.getHandle(journeyWorkflowId(first));
    const type = 'patient.measured';
    const time = new Date().toISOString();
    const source = 'urn:v2v:site:northgate';
    const data = { weightKg: 47, measuredAt: time };
    await handle.signal(type, { id: 'weighed', source, type, time, data });
    const found = await untilFound('publications', 'bad');
    expect(found.detail).toContain(journeyWorkflowId(first));
    expect((await stage.run('safe-to-deploy')).isGood).toBe(false);
    refuses = false;
    await untilFound('publications', 'good');
  });

  it('is not safe while events wait for a journey in trouble', async () => {
    const at = new Date().toISOString();
    const { database } = stage;
    await database
      .insertInto('register.received_event')
      .values({
        source: 'urn:v2v:site:northgate',
        event_id: 'e1',
        content_hash: '0',
        journey_id: second,
        subject: second,
        type: 'patient.measured',
        topic: 'clinic.events.v1',
        partition: 0,
        offset: 0,
        message_key: null,
        headers: null,
        bytes: null,
        appended_at: at,
        received_at: at,
        happened_at: at,
        state: 'waiting',
        reason: 'journey-in-trouble',
        waiting_since: at,
        next_attempt_at: at,
        settled_sequence: null,
        told_at: null,
        changed_at: at,
      })
      .execute();
    const found = await untilFound('journeys in trouble', 'bad');
    expect(found.detail).toContain(second);
    await database.deleteFrom('register.received_event').execute();
    await untilFound('journeys in trouble', 'good');
  });
});

describe('a sweep of journey.roll', () => {
  const runOf = async (journeyId: string): Promise<string> =>
    (await temporal.client.workflow.getHandle(journeyWorkflowId(journeyId)).describe()).runId;

  it('lets every open journey go on in a new run, once', async () => {
    const before = [await runOf(first), await runOf(second)];
    const { asked, begunBefore } = await stage.json<Rolled>('roll-journeys', ...operator);
    expect(asked).toBe(2);
    await until(async () => (await runOf(first)) !== before[0]);
    await until(async () => (await runOf(second)) !== before[1]);
    await untilListed(2);
    const resumed = ['roll-journeys', '--begun-before', begunBefore, ...operator];
    expect(await stage.json<Rolled>(...resumed)).toMatchObject({ asked: 0, left: 2 });
    expect((await stage.operations()).at(-1)).toMatchObject({
      subject: 'ops-1',
      action: 'roll-journeys',
      about: { begunBefore, rate: 20 },
    });
  });

  it('leaves out runs of a protocol that is new enough', async () => {
    const rolled = await stage.json<Rolled>('roll-journeys', '--protocol-below', '1', ...operator);
    expect(rolled).toMatchObject({ asked: 0, left: 2 });
  });
});

describe('a deployment', () => {
  it('is not safe while the task of a journey fails', async () => {
    await begin(unknown, 99);
    const found = await untilFound('workflow tasks', 'bad');
    expect(found.detail).toContain(journeyWorkflowId(unknown));
    await temporal.client.workflow.getHandle(journeyWorkflowId(unknown)).terminate('by the test');
    await untilFound('workflow tasks', 'good');
  });

  it('is not safe while a journey is not projected', async () => {
    await producer.publish([{ topic: journalTopic, key: unknown, value: '{}', headers: {} }]);
    const found = await untilFound('quarantine', 'bad');
    expect(found.detail).toContain(unknown);
  });

  it('is not safe while the read model is behind', async () => {
    await projector.close();
    const handle = temporal.client.workflow.getHandle(journeyWorkflowId(second));
    const type = 'patient.measured';
    const time = new Date().toISOString();
    const source = 'urn:v2v:site:northgate';
    const data = { weightKg: 47, measuredAt: time };
    await handle.signal(type, { id: 'weighed', source, type, time, data });
    const found = await untilFound('journal-projector', 'bad');
    expect(found.detail).toMatch(/^\d+ messages behind/);
  });
});
