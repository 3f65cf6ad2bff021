import type { BeforeApplicationShutdown } from '@nestjs/common';
import type { Writable } from 'node:stream';
import type { Caller } from '#access/caller.js';
import { ProblemError } from '../problems/problem-error.js';
import { JourneyStream, type StreamPorts } from './journey-stream.js';
import { positionOf } from './offset-vector.js';
import { streamMetrics } from './stream-metrics.js';

const mostPerPerson = 10;
const mostInAll = 2_000;

/** The streams this process holds open, so many for a person and so many in all. */
export class OpenStreams implements BeforeApplicationShutdown {
  private readonly streams = new Map<JourneyStream, string>();
  private isClosing = false;

  constructor(private readonly ports: StreamPorts) {}

  /** Every stream ends: an open answer would keep the process from closing. */
  beforeApplicationShutdown(): void {
    this.isClosing = true;
    for (const stream of this.streams.keys()) stream.end();
  }

  /** @throws ProblemError when the caller has too many streams, or nothing can be told at the moment. */
  assertRoomFor({ subject }: Caller): void {
    const own = [...this.streams.values()].filter((holder) => holder === subject).length;
    if (own >= mostPerPerson) {
      throw new ProblemError('too-many-requests', {
        detail: `You have ${own} streams open; close one first.`,
      });
    }
    const isReady = !this.isClosing && this.ports.feed.position !== null;
    if (!isReady || this.streams.size >= mostInAll) throw new ProblemError('unavailable');
  }

  /**
   * Streams to `output` what the caller may see after the event `lastEventId`, until one of them leaves or the
   * caller's token expires (epoch milliseconds).
   */
  async open(
    caller: Caller,
    output: Writable,
    lastEventId: string | undefined,
    expiresAt: number,
  ): Promise<void> {
    const start = this.ports.feed.position;
    if (start === null) throw new ProblemError('unavailable');
    const stream = new JourneyStream(this.ports, caller, output, start);
    this.streams.set(stream, caller.subject);
    streamMetrics.open.set(this.streams.size);
    const expiry = setTimeout(() => stream.end(), Math.min(expiresAt - Date.now(), longestTimer));
    output.on('close', () => {
      clearTimeout(expiry);
      this.streams.delete(stream);
      streamMetrics.open.set(this.streams.size);
    });
    await stream.open(lastEventId === undefined ? 'none' : (positionOf(lastEventId) ?? 'unknown'));
  }
}

// What setTimeout counts at most, 24 days.
const longestTimer = 2 ** 31 - 1;
