import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  Client,
  Connection,
  isGrpcServiceError,
  type WorkflowExecutionInfo,
} from '@temporalio/client';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import pg from 'pg';
import { LocalFolder } from '../../apps/local-stack/src/data/local-folder.js';
import { startOptionsFrom } from '../../apps/local-stack/src/options/start-options.js';
import type { StackAddresses } from '../../apps/local-stack/src/stack/addresses.js';
import { Stack } from '../../apps/local-stack/src/stack/stack.js';
import { askOracleAt, type Ended, startStack } from './stack-run.js';

const directory = mkdtempSync(join(tmpdir(), 'vein-to-vein-'));
const folder = new LocalFolder(directory);
const dirt = ['--duplicates', '0.1', '--reorder', '0.1', '--invalid', '0.05'];
const otherwise = ['--corrections', '0.1', '--referrals', '0.4'];
const namespace = 'vein-to-vein';
const notFound = 5;
const play = ['--patients', '5', '--seed', '1', '--time-scale', '1d=1s', ...dirt, ...otherwise];

afterAll(() => {
  folder.empty();
  rmSync(directory, { recursive: true, force: true });
});

function violated({ outcome }: Ended): readonly string[] {
  return (outcome?.invariants ?? []).filter(({ held }) => !held).map(({ name }) => name);
}

describe('the whole stack with partners who repeat, confuse and spoil what they send', () => {
  let run: Ended;

  beforeAll(async () => {
    run = await startStack(directory, [...play, '--until-complete', '--json']);
    if (run.code !== 0) process.stderr.write(run.told);
  });

  it('brings every patient to an end or to follow-up, and some to their infusion', () => {
    expect(run.code).toBe(0);
    expect(run.outcome?.enrolled).toBe(5);
    expect(run.outcome?.infused).toBeGreaterThanOrEqual(1);
  });

  it('holds every invariant, and had something to show each on', () => {
    expect(violated(run)).toEqual([]);
    const empty = run.outcome?.invariants.filter(({ detail }) => detail.startsWith('nothing'));
    expect(empty).toEqual([]);
  });

  it('applies each event once, ignores repeats and sets aside what cannot be used', () => {
    const {
      sent = 0,
      applied = 0,
      duplicatesIgnored = 0,
      deadLettered = 0,
    } = run.outcome?.events ?? {};
    expect(applied).toBeGreaterThan(100);
    expect(duplicatesIgnored).toBeGreaterThan(0);
    expect(deadLettered).toBeGreaterThan(0);
    expect(applied + duplicatesIgnored + deadLettered).toBeLessThanOrEqual(sent);
  });
});

describe('the oracle at the stack started again', () => {
  const stack = new Stack(folder, startOptionsFrom([...play, '--no-simulator']), {
    report: () => undefined,
    onIncident: () => undefined,
  });
  let addresses: StackAddresses;

  beforeAll(async () => {
    addresses = await stack.start();
  });

  afterAll(async () => {
    await stack.stop();
  });

  function oracle(settleSeconds: number): Promise<Ended> {
    return askOracleAt(stack, folder, settleSeconds);
  }

  it('finds everything where it was', async () => {
    const asked = await oracle(60);
    expect(violated(asked)).toEqual([]);
    expect(asked.code).toBe(0);
  });

  it('finds a read model that was tampered with', async () => {
    await inDatabase(addresses, `UPDATE read_model.journey SET last_hash = repeat('f', 64)`);
    const asked = await oracle(1);
    expect(violated(asked)).toContain('read model and journals agree');
    expect(asked.code).toBe(1);
  });

  it('finds identity in the clear', async () => {
    await inDatabase(addresses, `UPDATE register.enrolment SET subject = 'Ottilie Canarybrook'`);
    expect(violated(await oracle(1))).toContain('no identity stands in the clear');
  });

  it('finds messages that nobody sent, or that are not what was sent', async () => {
    const subject = 'V2V-NONE';
    await publish(addresses, 'requests.polar-courier.v1', {
      type: 'pickup.requested',
      source: 'urn:v2v:journey',
      subject,
      data: { requestId: `${subject}/pickup.requested/1` },
    });
    await publish(addresses, 'clinic.events.v1.dead-letter', { subject });
    const found = violated(await oracle(1));
    expect(found).toContain('every request reaches its own partner once');
    expect(found).toContain('a dead letter is the message as it came, with its reason');
  });

  it('finds a journal that was forked', async () => {
    await publish(addresses, 'journey.events.v1', {
      subject: 'V2V-NONE',
      type: 'stage.entered',
      data: { sequence: 7, actor: { kind: 'system' }, holds: [], stageBefore: 'referral' },
    });
    expect(violated(await oracle(1))).toContain('every journal is gapless and hash-chained');
  });

  it('finds that Temporal has lost a journey, and takes no other answer for its own', async () => {
    await loseAJourney(addresses);
    const found = violated(await oracle(1));
    expect(found).toContain('every open journey has its workflow, no closed one has');
    expect(found).toContain('status of the API and journals agree');
  });
});

/** Temporal no longer knows one of the journeys that run, as when its data were lost. */
async function loseAJourney({ temporalAddress }: StackAddresses): Promise<void> {
  const connection = await Connection.connect({ address: temporalAddress });
  const client = new Client({ connection, namespace });
  try {
    const query = "WorkflowType = 'treatmentJourney' AND ExecutionStatus = 'Running'";
    const { value } = await client.workflow.list({ query })[Symbol.asyncIterator]().next();
    const { workflowId } = value as WorkflowExecutionInfo;
    await client.workflow.getHandle(workflowId).terminate();
    for (let isKnown = true; isKnown;) {
      isKnown = await client.workflowService
        .deleteWorkflowExecution({ namespace, workflowExecution: { workflowId } })
        .then(() => true)
        .catch(isNoLongerFound);
    }
  } finally {
    await connection.close();
  }
}

function isNoLongerFound(error: unknown): false {
  if (isGrpcServiceError(error) && error.code === notFound) return false;
  throw error;
}

async function inDatabase({ databaseUrl }: StackAddresses, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function publish(
  { kafkaBrokers }: StackAddresses,
  topic: string,
  event: { readonly subject: string; readonly [attribute: string]: unknown },
): Promise<void> {
  const kafka = new Kafka({ brokers: kafkaBrokers.split(','), logLevel: logLevel.NOTHING });
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  await producer.send({ topic, messages: [{ key: event.subject, value: JSON.stringify(event) }] });
  await producer.disconnect();
}
