import { describe, expect, it } from '@jest/globals';
import type { ReceivedMessage } from '#kafka/received-message.js';
import { JournalRewoundError, PartitionQueue } from './partition-queue.js';

const acknowledged: number[] = [];

function message(offset: number): ReceivedMessage {
  return {
    topic: 'journey.events.v1',
    partition: 3,
    offset,
    key: null,
    value: null,
    headers: {},
    timestamp: 0,
    acknowledge: () => acknowledged.push(offset),
  };
}

describe('the queue of a partition', () => {
  it('gives its first messages with the offsets around them, until they are finished', () => {
    const queue = new PartitionQueue(3, 5);
    for (const offset of [5, 6, 8]) queue.add(message(offset));
    expect(queue.peek(2, 99)).toMatchObject({ partition: 3, expected: 5, next: 7 });
    queue.finish(2);
    expect(acknowledged).toEqual([5, 6]);
    expect(queue.peek(2, 99)).toMatchObject({ expected: 7, next: 9 });
  });

  it('gives nothing from a limit on', () => {
    const queue = new PartitionQueue(3, 5);
    for (const offset of [5, 6, 7]) queue.add(message(offset));
    expect(queue.peek(9, 7)).toMatchObject({ expected: 5, next: 7 });
    expect([queue.hasBefore(5), queue.hasBefore(6)]).toEqual([false, true]);
  });

  it('refuses a message from before its position: the journal is another one', () => {
    const queue = new PartitionQueue(3, 5);
    expect(() => queue.add(message(0))).toThrow(JournalRewoundError);
  });
});
