import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { streamedReceipt } from '#contracts/http/stream.schema.js';
import { ReceivedEvents } from '#register/received-events.js';
import { someJourneyId } from '../event-intake/intake-stage.js';
import { ApiStage, eventually, vaultKeys } from './api-stage.js';
import { EventStream } from './event-stream.js';
import { type Person, person } from './people.js';

const coordinator = person('coordinator');
const hold = { type: 'place-hold', data: { kind: 'manual', reason: 'the family asked' } };

describe('the stream', () => {
  let stage: ApiStage;
  const streams: EventStream[] = [];

  beforeAll(async () => {
    stage = await ApiStage.open();
    await stage.startWorker();
  });
  afterEach(() => {
    for (const stream of streams.splice(0)) stream.close();
  });
  afterAll(async () => {
    await stage.close();
  });

  async function open(
    who: Person,
    options?: Parameters<typeof EventStream.open>[2],
  ): Promise<EventStream> {
    const stream = await EventStream.open(stage, who, options);
    streams.push(stream);
    return stream;
  }

  async function connected(
    who: Person,
    options?: Parameters<typeof EventStream.open>[2],
  ): Promise<EventStream> {
    const stream = await open(who, options);
    await so(() => stream.events.length > 0);
    return stream;
  }

  /** Waits until a stream has told a journey up to a sequence. */
  async function told(stream: EventStream, journeyId: string, sequence: number): Promise<void> {
    await so(() => stream.sequencesOf(journeyId).at(-1) === sequence);
  }

  it('tells each record of a journal while it is projected, in order', async () => {
    const stream = await connected(coordinator);
    expect(stream.events[0]).toMatchObject({ name: 'connected', data: {} });
    const id = await stage.enrol(coordinator);
    await told(stream, id, 4);
    await stage.decide(coordinator, id, hold);
    await told(stream, id, 6);
    expect(stream.sequencesOf(id)).toEqual([1, 2, 3, 4, 5, 6]);
    const own = stream.applied.filter(({ journeyId }) => journeyId === id);
    expect(own[0]).toMatchObject({ type: 'journey.enrolled', holds: [] });
    expect(own.at(-1)).toMatchObject({ type: 'hold.placed', holds: ['manual'] });
    const { body } = await stage.ask(coordinator, 'GET', `/api/v1/journeys/${id}`);
    expect(own.at(-1)?.stage).toBe(body['stage']);
  });

  it('goes on after any event that was heard: nothing is left out and nothing told twice', async () => {
    const first = await connected(coordinator);
    const ids = await Promise.all([1, 2, 3, 4].map(async () => stage.enrol(coordinator)));
    for (const id of ids) await told(first, id, 4);
    const heard = first.named('applied');
    first.close();
    for (const id of ids) await stage.decide(coordinator, id, hold);
    for (const cut of [0, 5, heard.length - 1]) {
      const second = await connected(coordinator, { lastEventId: heard[cut]?.id ?? '' });
      const last = await stage.enrol(coordinator);
      await told(second, last, 4);
      const before = heard.slice(0, cut + 1);
      const all = [...before, ...second.named('applied')].map(({ data }) => data) as {
        journeyId: string;
        sequence: number;
      }[];
      for (const id of ids) {
        const sequences = all.filter(({ journeyId }) => journeyId === id);
        expect(sequences.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6]);
      }
      expect(second.named('reset')).toEqual([]);
    }
  });

  it('tells what was just received, marked as such, only who may see the journey, and moves no position', async () => {
    const stream = await connected(coordinator);
    const elsewhere = await connected(person('coordinator', 'riverside'));
    const id = await stage.enrol(coordinator);
    await told(stream, id, 4);
    const { lastEventId } = stream;
    const register = new ReceivedEvents(stage.database, vaultKeys);
    const arrived = (eventId: string, journeyId: string) => ({
      source: 'urn:v2v:lab:northgate-lab',
      eventId,
      journeyId,
      subject: journeyId,
      type: 'laboratory.resulted',
      contentHash: eventId,
      happenedAt: '2026-03-02T08:55:00.000Z',
      message: {
        topic: 'lab.events.v1',
        partition: 0,
        offset: 1,
        key: null,
        value: Buffer.from('{}'),
        headers: {},
        timestamp: Date.now(),
      },
    });
    await register.register([arrived('e1', id), arrived('e2', someJourneyId())]);
    await so(() => stream.named('received').length > 0);
    await register.register([arrived('e1', id), arrived('e3', id)]);
    await so(() => stream.named('received').length > 1);
    expect(stream.named('received').map(({ data }) => streamedReceipt.parse(data))).toMatchObject([
      { journeyId: id, type: 'laboratory.resulted', happenedAt: '2026-03-02T08:55:00.000Z' },
      { journeyId: id },
    ]);
    expect(stream.named('received').map((event) => event.id)).toEqual([lastEventId, lastEventId]);
    expect(elsewhere.named('received')).toEqual([]);
  });

  it('tells nothing of journeys of another site, nor of any to a machine', async () => {
    const elsewhere = await connected(person('coordinator', 'riverside'));
    const machine = await connected(person('partner'));
    const auditor = await connected({ subject: 'a', roles: { '*': ['auditor'] } });
    const id = await stage.enrol(coordinator);
    await told(auditor, id, 4);
    expect(elsewhere.applied).toEqual([]);
    expect(machine.applied).toEqual([]);
  });

  it.each(['nonsense', '999.0.0', '1', ''])(
    'begins anew for whoever comes with an id of another read model: %j',
    async (lastEventId) => {
      const stream = await connected(coordinator, { lastEventId });
      const name = ['1', ''].includes(lastEventId) ? 'connected' : 'reset';
      expect(stream.events[0]?.name).toBe(name);
    },
  );

  it('says that it begins anew when more was missed than is told again', async () => {
    const live = await connected(coordinator);
    const { lastEventId } = live;
    await sql`INSERT INTO read_model_1.projection_offset VALUES (7, 20000)`.execute(stage.database);
    const id = await stage.enrol(coordinator);
    await so(() => live.named('reset').length === 1);
    const late = await connected(coordinator, { lastEventId });
    expect(late.events[0]?.name).toBe('reset');
    await stage.untilProjected(id);
    const next = await stage.enrol(coordinator);
    await told(late, next, 4);
    await told(live, next, 4);
  });

  it('says that it begins anew when journeys were built anew', async () => {
    const stream = await connected(coordinator);
    const { lastEventId } = stream;
    await sql`UPDATE read_model.generation SET edition = edition + 1`.execute(stage.database);
    await sql`SELECT pg_notify('journal', '')`.execute(stage.database);
    await so(() => stream.named('reset').length === 1);
    expect((await connected(coordinator, { lastEventId })).events[0]?.name).toBe('reset');
    const again = await connected(coordinator, { lastEventId: stream.lastEventId });
    expect(again.events[0]?.name).toBe('connected');
  });

  it('keeps its connection for nothing else, so that nobody waits for it when the API stops', async () => {
    const { headers } = await stage.ask(coordinator, 'GET', '/api/v1/stream');
    expect(headers.get('connection')).toBe('close');
  });

  it('ends with its token', async () => {
    const token = await stage.people.token(coordinator, '2s');
    const stream = await connected(coordinator, { authorization: `Bearer ${token}` });
    expect(stream.hasEnded).toBe(false);
    await so(() => stream.hasEnded);
  });

  it('is open to fifty people at once, and to nobody more than ten times', async () => {
    const everybody = await Promise.all(
      Array.from({ length: 50 }, async (_, index) =>
        connected(person('nurse', 'northgate', index)),
      ),
    );
    const id = await stage.enrol(coordinator);
    for (const stream of everybody) await told(stream, id, 4);
    for (const stream of everybody) expect(stream.sequencesOf(id)).toEqual([1, 2, 3, 4]);
    const greedy = person('nurse', 'northgate', 0);
    for (let count = 2; count <= 10; count += 1) {
      expect((await open(greedy)).status).toBe(200);
    }
    expect((await open(greedy)).status).toBe(429);
    everybody[0]?.close();
    await eventually(async () => {
      const { status } = await open(greedy);
      return status === 200 ? status : undefined;
    });
  });
});

/** Waits until something is so. */
async function so(condition: () => boolean): Promise<void> {
  await eventually(() => Promise.resolve(condition() ? true : undefined));
}
