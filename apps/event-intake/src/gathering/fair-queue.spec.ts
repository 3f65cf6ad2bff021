import { describe, expect, it } from '@jest/globals';
import { FairQueue } from './fair-queue.js';

function queued(amounts: Readonly<Record<string, number>>): FairQueue<string> {
  const queue = new FairQueue<string>();
  for (const [sender, amount] of Object.entries(amounts)) {
    for (let index = 1; index <= amount; index += 1) queue.add(sender, `${sender}${index}`);
  }
  return queue;
}

describe('a fair queue', () => {
  it('gives everything, of each sender in order', () => {
    const queue = queued({ a: 5, b: 2 });
    const taken = queue.take(100);
    expect(taken).toHaveLength(7);
    expect(taken.filter((item) => item.startsWith('a'))).toEqual(['a1', 'a2', 'a3', 'a4', 'a5']);
    expect(queue.isEmpty).toBe(true);
  });

  it('lets nobody wait behind a sender of very much', () => {
    const queue = queued({ flood: 10_000, b: 2, c: 1 });
    expect(new Set(queue.take(9))).toEqual(
      new Set(['flood1', 'flood2', 'flood3', 'b1', 'b2', 'c1', 'flood4', 'flood5', 'flood6']),
    );
    expect(queue.take(2)).toEqual(['flood7', 'flood8']);
  });

  it('gives each sender its turn when there is room for fewer than there are senders', () => {
    const queue = queued({ a: 3, b: 3, c: 3 });
    expect(queue.take(2)).toEqual(['a1', 'b1']);
    expect(queue.take(2)).toEqual(['c1', 'a2']);
  });
});
