import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { journalTopic, requestsTopic } from '#contracts/topics.js';
import type { DecisionOutcome } from '#domain/decisions/decision-command.js';
import { journeyIdentifier } from '#domain/identifiers/journey-identifier.js';
import type { Enrolment } from '#domain/journey/enrolment.js';
import { protocolVersion } from '#domain/journey/journal.js';
import type { JourneyState } from '#domain/journey/state.js';
import { identityClock } from '#domain/time/clock.js';
import { FoldedJournal } from '#journal/folded-journal.js';
import { partitionBounds } from '#kafka/partition-bounds.js';
import { KafkaProducer } from '#kafka/producer.js';
import { readToTheEnd } from '#kafka/read-to-the-end.js';
import { ensureTopics } from '#kafka/topics.js';
import { sliceFor } from '#products/products.js';
import { digest } from '#workflows/journey/digest.js';
import {
  decideUpdate,
  type JourneyInput,
  journeyTaskQueue,
  journeyWorkflowId,
  journeyWorkflowType,
  stateQuery,
} from '#workflows/journey/messages.js';
import { enrolmentUnder } from '../../libs/domain/test-journeys/northgate.js';
import { until } from '../kafka/kafka-broker.js';
import { ConsoleStage } from './console-stage.js';
import { LostTemporal } from './lost-temporal.js';

type Restored = {
  readonly started: readonly string[];
  readonly begunAnew: readonly string[];
  readonly running: number;
  readonly closed: number;
  readonly refused: readonly { readonly journeyId: string; readonly reason: string }[];
  readonly unknown: readonly string[];
  readonly deliveredAgain: number;
  readonly sentAgain: number;
  readonly unpublishedDecisions: readonly { readonly subject: string; readonly type: string }[];
};

const hold = { kind: 'manual', reason: 'papers missing' };
const operator = ['--by', 'ops-1', '--reason', 'the database of Temporal was lost'];
const [underWay, dead, forked, untold] = [1, 2, 3, 4].map((serial) =>
  journeyIdentifier(new Uint8Array(26).fill(serial)),
) as [string, string, string, string];

let stage: ConsoleStage;
let producer: KafkaProducer;
let temporal: LostTemporal;
let before: JourneyState;

beforeAll(async () => {
  stage = await ConsoleStage.open();
  await ensureTopics(stage.broker.brokers, ['northgate-clinic', 'maker'], stage.broker.logger);
  producer = new KafkaProducer(stage.broker);
  temporal = await LostTemporal.open({
    // Dies after the journal and before the requests of it, every time.
    publish: (messages) => producer.publish(messages.filter(({ topic }) => topic === journalTopic)),
  });
  await temporal.startWorker();
  for (const journeyId of [underWay, dead, forked]) await begin(journeyId);
  await told(underWay, 'weighed', 'patient.measured', { weightKg: 47, measuredAt: now() });
  await decided(underWay, 'place-hold', hold, 'key-1');
  await ended(dead);
  await untilPublished(underWay);
  before = await stateOf(underWay);
  await register();
});

afterAll(async () => {
  await temporal.close();
  await producer.disconnect();
  await stage.close();
});

function now(): string {
  return new Date().toISOString();
}

function enrolment(journeyId: string): Enrolment {
  const rules = sliceFor({
    product: 'tisagenlecleucel',
    indication: 'b-all',
    jurisdiction: 'US',
    date: now(),
  });
  return enrolmentUnder(rules, { journeyId, enrolledAt: now(), referralId: journeyId });
}

async function begin(journeyId: string): Promise<void> {
  const input: JourneyInput = {
    enrolment: enrolment(journeyId),
    protocolVersion,
    clock: identityClock,
  };
  await temporal.client.workflow.start(journeyWorkflowType, {
    workflowId: journeyWorkflowId(journeyId),
    taskQueue: journeyTaskQueue,
    args: [input],
  });
  await untilPublished(journeyId);
}

async function told(journeyId: string, id: string, type: string, data: object): Promise<void> {
  const handle = temporal.client.workflow.getHandle(journeyWorkflowId(journeyId));
  await handle.signal(type, { id, source: 'urn:v2v:site:northgate', type, time: now(), data });
}

/** The patient dies, and with that the journey ends. */
async function ended(journeyId: string): Promise<void> {
  const data = { diedOn: now().slice(0, 10), cause: 'progression', relatedness: 'unrelated' };
  await told(journeyId, 'death', 'death.reported', data);
  await temporal.client.workflow.getHandle(journeyWorkflowId(journeyId)).result();
}

async function decided(
  journeyId: string,
  type: string,
  data: Readonly<Record<string, unknown>>,
  keyHash: string,
): Promise<DecisionOutcome> {
  const actor = { id: 'physician-1', name: 'physician-1', role: 'physician' };
  const command = { type, data, basis: null, actor, signatures: [], keyHash, bodyHash: keyHash };
  const handle = temporal.client.workflow.getHandle(journeyWorkflowId(journeyId));
  const outcome = await handle.executeUpdate(decideUpdate, { args: [command] });
  await attempted(journeyId, type, keyHash);
  return outcome;
}

async function attempted(journeyId: string, type: string, keyHash: string): Promise<void> {
  await stage.database
    .insertInto('audit.decision_attempt')
    .values({
      at: now(),
      subject: `who has ${keyHash}`,
      role: 'physician',
      journey_id: journeyId,
      type,
      key_hash: keyHash,
      outcome: 'accepted',
    })
    .execute();
}

async function stateOf(journeyId: string): Promise<JourneyState> {
  return temporal.client.workflow.getHandle(journeyWorkflowId(journeyId)).query(stateQuery);
}

async function folded(journeyId: string) {
  const journal = new FoldedJournal(digest, (id) => id === journeyId);
  const bounds = await partitionBounds(stage.broker, [journalTopic]);
  await readToTheEnd(stage.broker, bounds, (message) => journal.take(message));
  return journal.all()[0];
}

async function untilPublished(journeyId: string): Promise<void> {
  await until(async () => {
    const { sequence } = await stateOf(journeyId);
    return (await folded(journeyId))?.state?.sequence === sequence;
  }, 60_000);
}

/** What the stores outside Temporal hold at the moment of its loss. */
async function register(): Promise<void> {
  await attempted(underWay, 'place-hold', 'key never published');
  const gap = (await folded(forked))?.state;
  const record = { ...gap, id: `${forked}/99` };
  await producer.publish([
    { topic: journalTopic, key: forked, value: JSON.stringify(record), headers: {} },
  ]);
  for (const journeyId of [underWay, untold]) {
    await stage.database
      .insertInto('register.enrolment')
      .values({
        journey_id: journeyId,
        subject: 'coordinator-1',
        idempotency_key: journeyId,
        body_hash: '0',
        referral_id: null,
        enrolment: JSON.stringify(enrolment(journeyId)),
        accepted_at: now(),
        started_at: now(),
      })
      .execute();
  }
  await received('weighed', 'applied', 5);
  await received('not journalled', 'delivered', null);
}

async function received(
  id: string,
  state: 'applied' | 'delivered',
  settled: number | null,
): Promise<void> {
  await stage.database
    .insertInto('register.received_event')
    .values({
      source: 'urn:v2v:site:northgate',
      event_id: id,
      content_hash: '0',
      journey_id: underWay,
      subject: underWay,
      type: 'patient.measured',
      topic: 'clinic.events.v1',
      partition: 0,
      offset: 0,
      message_key: null,
      headers: null,
      bytes: Buffer.from('sealed'),
      appended_at: now(),
      received_at: now(),
      happened_at: now(),
      state,
      reason: null,
      waiting_since: null,
      next_attempt_at: null,
      settled_sequence: settled,
      told_at: null,
      changed_at: now(),
    })
    .execute();
}

async function restore(...options: readonly string[]): Promise<Restored> {
  stage.environment = temporal.environment;
  return stage.json<Restored>('restore-journeys', ...options);
}

describe('journeys whose Temporal is lost', () => {
  it('are named, and nothing is started, by a dry run', async () => {
    await temporal.lose();
    const would = await restore('--all', '--dry-run');
    expect(would).toMatchObject({
      started: [underWay],
      begunAnew: [untold],
      running: 0,
      closed: 1,
      deliveredAgain: 0,
      sentAgain: 0,
    });
    const count = await temporal.client.workflow.count();
    expect(count.count).toBe(0);
    expect(await stage.operations()).toEqual([]);
  });

  it('are started only for somebody who says why', async () => {
    await expect(restore('--all')).rejects.toMatchObject({ code: 'operator-missing' });
    await expect(restore(...operator)).rejects.toMatchObject({ code: 'nothing-selected' });
  });

  it('that are not known are named', async () => {
    const unknown = journeyIdentifier(new Uint8Array(26).fill(9));
    expect(await restore('--journey', unknown, '--dry-run')).toMatchObject({
      started: [],
      unknown: [unknown],
    });
  });

  it('are started with the state of their journal, but for one whose journal does not follow', async () => {
    const restored = await restore('--all', ...operator);
    expect(restored).toMatchObject({
      started: [underWay],
      begunAnew: [untold],
      closed: 1,
      refused: [{ journeyId: forked, reason: 'malformed-record' }],
    });
    expect((await stage.operations()).at(-1)).toMatchObject({
      subject: 'ops-1',
      action: 'restore-journeys',
      about: { journeys: 'all' },
    });
  });

  it('send again what may not have reached a partner, under its own id', async () => {
    const requests: { readonly id: string; readonly type: string; readonly subject: string }[] = [];
    const bounds = await partitionBounds(stage.broker, [requestsTopic('northgate-clinic')]);
    await readToTheEnd(stage.broker, bounds, ({ value }) => {
      requests.push(JSON.parse(String(value)) as (typeof requests)[number]);
    });
    expect(requests).toMatchObject([
      {
        id: `${underWay}/eligibility.requested/1`,
        type: 'eligibility.requested',
        subject: underWay,
      },
    ]);
  });

  it('name the decisions that were answered and are in no journal', async () => {
    stage.environment = temporal.environment;
    const listed = await stage.run('unpublished-decisions');
    expect(listed).toMatchObject({
      isGood: false,
      json: {
        unpublishedDecisions: [
          { journeyId: underWay, type: 'place-hold', subject: 'who has key never published' },
        ],
      },
    });
    expect(listed.text).toContain('who has key never published');
  });

  it('get again what they were sent and had not journalled', async () => {
    const rows = await stage.database
      .selectFrom('register.received_event')
      .select(['event_id', 'state'])
      .orderBy('position')
      .execute();
    expect(rows).toEqual([
      { event_id: 'weighed', state: 'applied' },
      { event_id: 'not journalled', state: 'waiting' },
    ]);
  });

  it('are left alone when they run already', async () => {
    expect(await restore('--all', ...operator)).toMatchObject({
      started: [],
      begunAnew: [],
      running: 2,
      deliveredAgain: 0,
    });
  });

  it('go on where they stood, to their end, in an unbroken journal', async () => {
    await temporal.startWorker();
    expect(await stateOf(underWay)).toEqual(before);
    await told(underWay, 'weighed', 'patient.measured', { weightKg: 47, measuredAt: now() });
    await told(underWay, 'weighed anew', 'patient.measured', { weightKg: 46, measuredAt: now() });
    await untilPublished(underWay);
    expect((await stateOf(underWay)).sequence).toBeGreaterThan(before.sequence);
    const again = await decided(underWay, 'place-hold', hold, 'key-1');
    expect(again).toMatchObject({ outcome: 'accepted' });
    expect((await stateOf(underWay)).receipts).toHaveProperty('key-1');
    await ended(underWay);
    expect(await folded(underWay)).toMatchObject({ fault: null, state: { stage: 'closed' } });
  });

  it('that had published nothing begin anew', async () => {
    await untilPublished(untold);
    expect(await folded(untold)).toMatchObject({ fault: null, state: { stage: 'eligibility' } });
  });

  it('are restored one by one when their run was ended by hand', async () => {
    await untilPublished(untold);
    await temporal.client.workflow.getHandle(journeyWorkflowId(untold)).terminate('by hand');
    const restored = await restore('--journey', untold, ...operator);
    expect(restored).toMatchObject({ started: [untold], begunAnew: [] });
    await told(untold, 'weighed', 'patient.measured', { weightKg: 47, measuredAt: now() });
    await untilPublished(untold);
    expect(await folded(untold)).toMatchObject({ fault: null });
  });
});
