import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DeadLetterArchive } from '#dead-letters/dead-letter-archive.js';
import { LetterDesk } from '#dead-letters/letter-desk.js';
import { deadLetter as letterOf } from '#kafka/dead-letter.js';
import { partitionBounds } from '#kafka/partition-bounds.js';
import { KafkaProducer, type OutgoingMessage } from '#kafka/producer.js';
import { readToTheEnd } from '#kafka/read-to-the-end.js';
import type { ReceivedMessage } from '#kafka/received-message.js';
import { ensureTopics } from '#kafka/topics.js';
import { demonstrationNetwork } from '#partners/demonstration-network.js';
import { PartnerRegistry } from '#partners/registry.js';
import { vouchedAppendTime } from '#partners/replay-voucher.js';
import { someEvent } from '../event-intake/some-event.js';
import { someJourneyId } from '../event-intake/intake-stage.js';
import { ConsoleStage, operationsKey } from './console-stage.js';

const topic = 'clinic.events.v1';
const appendedAt = Date.parse('2026-03-02T09:00:00.000Z');
const operator = ['--by', 'ops-1', '--reason', 'the clinic corrected its interface'];

type Groups = {
  readonly total: number;
  readonly groups: readonly Readonly<Record<string, unknown>>[];
};
type Disposed = {
  readonly operation: number | null;
  readonly replayed?: readonly string[];
  readonly discarded?: readonly string[];
  readonly already: readonly string[];
  readonly left: number;
};

let stage: ConsoleStage;
let producer: KafkaProducer;
let nextOffset = 1_000;

beforeAll(async () => {
  stage = await ConsoleStage.open();
  await ensureTopics(stage.broker.brokers, [], stage.broker.logger);
  producer = new KafkaProducer(stage.broker);
});

afterAll(async () => {
  await producer.disconnect();
  await stage.close();
});

/** A message that intake read and could not use; its name is where it stood. */
async function deadLetter(
  value: string,
  reason = 'invalid-data',
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  nextOffset += 1;
  const message = messageAt(nextOffset, value, headers);
  const detail = '/data/weightKg: expected a number up to 400';
  const failedAt = appendedAt + 5_000;
  await producer.publish([letterOf(message, { reason, detail, failedAt, attempts: 1 })]);
  return `${topic}/2/${nextOffset}`;
}

function messageAt(
  offset: number,
  value: string,
  headers: Readonly<Record<string, string>>,
): ReceivedMessage {
  return {
    topic,
    partition: 2,
    offset,
    key: Buffer.from('the key'),
    value: Buffer.from(value),
    headers: Object.fromEntries(
      Object.entries({ signature: 'header..signature', ...headers }).map(([name, text]) => [
        name,
        Buffer.from(text),
      ]),
    ),
    timestamp: appendedAt,
    acknowledge: () => undefined,
  };
}

/** Everything published to the topic of the events themselves. */
async function published(): Promise<readonly ReceivedMessage[]> {
  const messages: ReceivedMessage[] = [];
  const bounds = await partitionBounds(stage.broker, [topic]);
  await readToTheEnd(stage.broker, bounds, (message) => messages.push(message));
  return messages;
}

async function publishedWith(value: string): Promise<readonly ReceivedMessage[]> {
  return (await published()).filter((message) => String(message.value) === value);
}

const spoilt = (change: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify(someEvent(someJourneyId(), { data: { weightKg: 99_999 }, ...change }));

const openNow = async (...filter: readonly string[]): Promise<Groups> =>
  stage.json<Groups>('dead-letters', 'list', ...filter);

describe('the list of dead letters', () => {
  it('groups them by partner, type, reason and topic, and holds no value of an event', async () => {
    const secret = 'Mrs Example';
    const first = await deadLetter(spoilt({ data: { note: secret } }), 'malformed-json');
    const second = await deadLetter(spoilt({ data: { note: secret } }), 'malformed-json');
    const text = await deadLetter(`{"note": "${secret}"`, 'malformed-json');
    const answer = await stage.run('dead-letters', 'list', '--fault', 'malformed-json');
    expect(answer.json).toMatchObject({
      total: 3,
      groups: [
        {
          partner: 'northgate-clinic',
          type: 'patient.measured',
          reason: 'malformed-json',
          topic,
          count: 2,
          letters: [first, second],
        },
        { partner: null, type: null, count: 1, letters: [text] },
      ],
    });
    expect(answer.text).toContain('northgate-clinic');
    expect(JSON.stringify(answer)).not.toContain(secret);
  });

  it('holds a letter once that intake wrote twice', async () => {
    const value = spoilt();
    const id = await deadLetter(value, 'unknown-type');
    nextOffset -= 1;
    await deadLetter(value, 'unknown-type');
    expect(await openNow('--fault', 'unknown-type')).toMatchObject({
      total: 1,
      groups: [{ count: 1, letters: [id] }],
    });
  });
});

describe('one dead letter', () => {
  it('shows what is known of it without its values', async () => {
    const event = someEvent(someJourneyId(), { data: { weightKg: 99_999 } });
    const id = await deadLetter(JSON.stringify(event));
    const answer = await stage.run('dead-letters', 'show', id);
    expect(answer.json).toMatchObject({
      id,
      partner: 'northgate-clinic',
      envelope: { id: event.id, subject: event.subject, type: 'patient.measured' },
      reason: 'invalid-data',
      detail: '/data/weightKg: expected a number up to 400',
      isSigned: true,
      disposition: null,
    });
    expect(JSON.stringify(answer)).not.toContain('99999');
  });

  it('shows no attribute that is not of the form of the contract', async () => {
    const id = await deadLetter(spoilt({ subject: 'Mrs Example', id: 'born 1 May' }));
    const answer = await stage.run('dead-letters', 'show', id);
    expect(JSON.stringify(answer)).not.toMatch(/Example|born/);
  });

  it('shows its bytes only to somebody who says why, on record', async () => {
    const value = spoilt();
    const id = await deadLetter(value);
    const before = await stage.operations();
    await expect(stage.run('dead-letters', 'show', id, '--bytes')).rejects.toMatchObject({
      code: 'operator-missing',
    });
    expect(await stage.operations()).toEqual(before);
    const shown = await stage.json<{ readonly bytes: string }>(
      'dead-letters',
      'show',
      id,
      '--bytes',
      ...operator,
    );
    expect(Buffer.from(shown.bytes, 'base64').toString()).toBe(value);
    expect((await stage.operations()).at(-1)).toMatchObject({
      subject: 'ops-1',
      action: 'dead-letters show',
      about: { letters: [id] },
    });
  });

  it('that there is not is said to be unknown', async () => {
    await expect(stage.run('dead-letters', 'show', `${topic}/0/999`)).rejects.toMatchObject({
      code: 'unknown-dead-letter',
    });
  });
});

describe('a replay', () => {
  it('publishes the same event, vouches for when it first came, and is on record', async () => {
    const value = spoilt();
    const id = await deadLetter(value, 'bad-signature', { traceparent: 'kept' });
    const done = await stage.json<Disposed>('dead-letters', 'replay', id, ...operator);
    expect(done).toMatchObject({ replayed: [id], already: [], left: 0 });
    const [message, ...more] = await publishedWith(value);
    expect(more).toEqual([]);
    expect(String(message?.key)).toBe('the key');
    const headers = Object.fromEntries(
      Object.entries(message?.headers ?? {}).map(([name, text]) => [name, String(text)]),
    );
    expect(headers).toEqual({
      signature: 'header..signature',
      traceparent: 'kept',
      'replayed-by': 'ops-1',
      'replay-count': '1',
      'original-append-time': new Date(appendedAt).toISOString(),
      'replay-voucher': expect.any(String),
    });
    expect(vouchedAppendTime(operationsKey, message!)).toBe(appendedAt);
    expect((await stage.operations()).at(-1)).toEqual({
      id: done.operation,
      subject: 'ops-1',
      action: 'dead-letters replayed',
      about: { letters: [id] },
      reason: 'the clinic corrected its interface',
    });
    expect((await openNow('--fault', 'bad-signature')).total).toBe(0);
  });

  it('that is asked for again publishes nothing and says so', async () => {
    const value = spoilt();
    const id = await deadLetter(value);
    await stage.run('dead-letters', 'replay', id, ...operator);
    const again = await stage.json<Disposed>('dead-letters', 'replay', id, ...operator);
    expect(again).toEqual({ operation: null, replayed: [], already: [id], left: 0 });
    expect(await publishedWith(value)).toHaveLength(1);
  });

  it('of an event that was replayed before keeps its first append time and counts on', async () => {
    const value = spoilt();
    const id = await deadLetter(value);
    await stage.run('dead-letters', 'replay', id, ...operator);
    const [replayed] = await publishedWith(value);
    const failed = { reason: 'invalid-data', detail: '/', failedAt: Date.now(), attempts: 1 };
    await producer.publish([letterOf(replayed!, failed)]);
    const { partition, offset } = replayed!;
    await stage.run('dead-letters', 'replay', `${topic}/${partition}/${offset}`, ...operator);
    const second = (await publishedWith(value)).find(
      ({ headers }) => String(headers['replay-count']) === '2',
    );
    expect(vouchedAppendTime(operationsKey, second!)).toBe(appendedAt);
  });

  it('believes no append time that the sender claimed', async () => {
    const value = spoilt();
    const id = await deadLetter(value, 'expired-key', {
      'original-append-time': '2020-01-01T00:00:00.000Z',
      'replay-voucher': 'forged',
      'replay-count': '7',
      'origin-append-time': '2020-01-01T00:00:00.000Z',
    });
    await stage.run('dead-letters', 'replay', id, ...operator);
    const [message] = await publishedWith(value);
    expect(vouchedAppendTime(operationsKey, message!)).toBe(appendedAt);
    expect(String(message!.headers['replay-count'])).toBe('1');
  });

  it('of a group takes the oldest up to its bound, and the next call goes on', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) ids.push(await deadLetter(spoilt(), 'too-large'));
    const group = ['--fault', 'too-large', '--topic', topic, '--limit', '3', ...operator];
    const first = await stage.json<Disposed>('dead-letters', 'replay', ...group);
    expect(first).toMatchObject({ replayed: ids.slice(0, 3), left: 2 });
    const second = await stage.json<Disposed>('dead-letters', 'replay', ...group);
    expect(second).toMatchObject({ replayed: ids.slice(3), left: 0 });
  });

  it('needs a letter or a group', async () => {
    await expect(stage.run('dead-letters', 'replay', ...operator)).rejects.toMatchObject({
      code: 'nothing-selected',
    });
  });

  it('needs somebody who does it', async () => {
    await expect(
      stage.run('dead-letters', 'replay', '--fault', 'x', '--reason', 'why'),
    ).rejects.toMatchObject({ code: 'commander.missingMandatoryOptionValue' });
  });
});

describe('an interrupted replay', () => {
  const sent: OutgoingMessage[] = [];
  let desk: LetterDesk;

  beforeEach(() => {
    const registry = new PartnerRegistry(demonstrationNetwork);
    const archive = new DeadLetterArchive(stage.broker, stage.database, registry);
    desk = new LetterDesk(archive, stage.database);
  });

  it('goes on with what was not published yet', async () => {
    for (let count = 0; count < 60; count += 1) await deadLetter(spoilt(), 'conflicting-duplicate');
    const selection = { fault: 'conflicting-duplicate', ids: [], limit: 100 };
    const by = { by: 'ops-1', reason: 'again' };
    let calls = 0;
    const failing = {
      publish: async (messages: readonly OutgoingMessage[]) => {
        calls += 1;
        if (calls === 2) throw new Error('the brokers went away');
        sent.push(...messages);
        return Promise.resolve();
      },
    };
    await expect(desk.replay(selection, by, failing, operationsKey)).rejects.toThrow('went away');
    expect(sent).toHaveLength(50);
    const done = await desk.replay(selection, by, failing, operationsKey);
    expect(done.letters).toHaveLength(10);
    expect(new Set(sent.map(({ value }) => String(value))).size).toBe(60);
  });
});

describe('a discarded letter', () => {
  it('is listed no more, stays discarded, and can still be replayed', async () => {
    const value = spoilt();
    const id = await deadLetter(value, 'unknown-source');
    const done = await stage.json<Disposed>('dead-letters', 'discard', id, ...operator);
    expect(done.discarded).toEqual([id]);
    const again = await stage.json<Disposed>('dead-letters', 'discard', id, ...operator);
    expect(again).toMatchObject({ operation: null, already: [id] });
    expect((await openNow('--fault', 'unknown-source')).total).toBe(0);
    const shown = await stage.json<object>('dead-letters', 'show', id);
    expect(shown).toMatchObject({ disposition: { disposition: 'discarded', by: 'ops-1' } });
    expect(await publishedWith(value)).toEqual([]);
    await stage.run('dead-letters', 'replay', id, ...operator);
    expect(await publishedWith(value)).toHaveLength(1);
    expect(await stage.json<object>('dead-letters', 'show', id)).toMatchObject({
      disposition: { disposition: 'replayed' },
    });
  });
});
