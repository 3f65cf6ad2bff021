import { once } from 'node:events';
import { PassThrough, Writable } from 'node:stream';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Caller } from '#access/caller.js';
import { openDatabase } from '#database/database.js';
import { createLogger } from '#observability/logger.js';
import { JournalFeed } from './journal-feed.js';
import type { HeardRecord } from './journal-window.js';
import { JourneyStream } from './journey-stream.js';
import { positionOf } from './offset-vector.js';
import { ReceivedFeed } from './received-feed.js';

// Nothing of these is ever asked.
const database = openDatabase('postgres://nobody@127.0.0.1:1/none', { name: 'stream-spec' });
const logger = createLogger('stream-spec', 'silent');
const feed = new JournalFeed({ database, databaseUrl: '', logger, window: 10 });
const received = new ReceivedFeed({ database, databaseUrl: '', logger });
const nurse: Caller = { subject: 'n', name: 'N', roles: { northgate: ['nurse'] } };
const start = { edition: 1, offsets: [5] };

function heard(partition: number, offset: number, site = 'northgate'): HeardRecord {
  return {
    partition,
    offset,
    sites: { treating: site, collection: site },
    told: {
      journeyId: 'J1',
      sequence: offset,
      type: 'hold.placed',
      time: '2026-03-02T09:00:00.000Z',
      stageBefore: 'referral',
      stage: 'referral',
      holds: [],
    },
  };
}

let stream: JourneyStream;

afterEach(() => stream.end());

function streamTo(output: Writable, pingMs = 60_000): JourneyStream {
  stream = new JourneyStream(
    { database, feed, received, window: 10, pingMs, journeyTime: (wallTime) => wallTime },
    nurse,
    output,
    start,
  );
  return stream;
}

const idsIn = (text: string): readonly string[] =>
  Array.from(text.matchAll(/^id: (.+)$/gm), ([, id = '']) => id);

describe('an open stream', () => {
  it('tells under each id everything up to it, also of partitions that begin', async () => {
    const output = new PassThrough();
    await streamTo(output).open('none');
    const position = { edition: 1, offsets: [7, 0, 4] };
    stream.hear([heard(0, 5), heard(0, 6, 'riverside'), heard(2, 3)], position);
    expect(idsIn(String(output.read())).map(positionOf)).toEqual([
      start,
      { edition: 1, offsets: [6] },
      { edition: 1, offsets: [7, 0, 4] },
    ]);
  });

  it('tells nothing twice to whoever was told by a process that was ahead', async () => {
    const output = new PassThrough();
    await streamTo(output).open({ edition: 1, offsets: [6] });
    stream.hear([heard(0, 5), heard(0, 6)], { edition: 1, offsets: [7] });
    expect(String(output.read()).match(/"sequence":\d+/g)).toEqual(['"sequence":6']);
  });

  it('gives a sign of life that moves the reader on', async () => {
    const output = new PassThrough();
    await streamTo(output, 5).open('none');
    stream.hear([heard(0, 5, 'riverside')], { edition: 1, offsets: [6] });
    output.read();
    await once(output, 'readable');
    expect(String(output.read())).toMatch(/^: ping\nid: 1\.6\n\n/);
  });

  it('is dropped when its reader does not keep up, and then holds nothing', async () => {
    const output = new Writable({ write: () => undefined });
    await streamTo(output).open('none');
    for (let offset = 5; !output.destroyed; offset += 1) {
      stream.hear([heard(0, offset)], { edition: 1, offsets: [offset + 1] });
    }
    expect(output.writableLength).toBeLessThan(1_024 * 1_024);
  });
});
