import { describe, expect, it } from '@jest/globals';
import { ReadingToTheEnd } from './reading-to-the-end.js';

async function isAtTheEnd(reading: ReadingToTheEnd): Promise<boolean> {
  return Promise.race([reading.end.then(() => true), Promise.resolve(false)]);
}

describe('reading to the end', () => {
  it('is over at once when there is nothing to read', async () => {
    const reading = new ReadingToTheEnd([{ topic: 'a', partition: 0, from: 4, until: 4 }]);
    await expect(reading.end).resolves.toBeUndefined();
  });

  it('starts where each partition starts', async () => {
    const reading = new ReadingToTheEnd([{ topic: 'a', partition: 1, from: 4, until: 9 }]);
    expect(await reading.startAt()).toEqual([{ topic: 'a', partition: 1, offset: 4 }]);
  });

  it('is over when the last message that stood there was read in every partition', async () => {
    const reading = new ReadingToTheEnd([
      { topic: 'a', partition: 0, from: 0, until: 2 },
      { topic: 'a', partition: 1, from: 0, until: 1 },
    ]);
    reading.read({ topic: 'a', partition: 0, offset: 0 });
    reading.read({ topic: 'a', partition: 1, offset: 0 });
    expect(await isAtTheEnd(reading)).toBe(false);
    reading.read({ topic: 'a', partition: 0, offset: 1 });
    await reading.end;
  });
});
