import { describe, expect, it } from '@jest/globals';
import { Gathering } from './gathering.js';

class Work {
  readonly done: (readonly number[])[] = [];
  private readonly held: (() => void)[] = [];
  failure: Error | undefined;

  readonly gathering = new Gathering<number, number>(async (items) => {
    this.done.push(items);
    await new Promise<void>((go) => this.held.push(go));
    if (this.failure !== undefined) throw this.failure;
    return items.map((item) => item * 2);
  }, 3);

  release(): void {
    this.held.splice(0).forEach((go) => go());
  }

  async until(count: number): Promise<void> {
    while (this.done.length < count) await new Promise(setImmediate);
  }
}

describe('work that is gathered', () => {
  it('begins at once, and takes together what came meanwhile, up to its limit', async () => {
    const work = new Work();
    const first = work.gathering.add(1);
    await work.until(1);
    const others = [2, 3, 4, 5].map((item) => work.gathering.add(item));
    expect(work.done).toEqual([[1]]);
    work.release();
    await work.until(2);
    work.release();
    await work.until(3);
    work.release();
    expect(await Promise.all([first, ...others])).toEqual([2, 4, 6, 8, 10]);
    expect(work.done).toEqual([[1], [2, 3, 4], [5]]);
  });

  it('fails for those it was done for, and goes on', async () => {
    const work = new Work();
    work.failure = new Error('no');
    const first = work.gathering.add(1);
    await work.until(1);
    const second = work.gathering.add(2);
    work.release();
    await expect(first).rejects.toThrow('no');
    work.failure = undefined;
    await work.until(2);
    work.release();
    expect(await second).toBe(4);
  });
});
