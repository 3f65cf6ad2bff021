import { describe, expect, it } from '@jest/globals';
import { Permits } from './permits.js';

describe('permits', () => {
  it('let nobody wait behind a sender of very much', async () => {
    const permits = new Permits(1, 1);
    const order: string[] = [];
    const use = (sender: string, name: string): Promise<void> =>
      permits.use(sender, async () => {
        order.push(name);
        await Promise.resolve();
      });
    const flood = Array.from({ length: 100 }, (_, index) => use('flood', `flood${index}`));
    await Promise.all([...flood, use('lab', 'lab1'), use('lab', 'lab2')]);
    expect(order).toHaveLength(102);
    expect(order.indexOf('lab1')).toBeLessThan(3);
    expect(order.indexOf('lab2')).toBeLessThan(6);
    expect(permits.areBusy).toBe(false);
  });
});
