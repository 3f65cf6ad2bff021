import { describe, expect, it } from '@jest/globals';
import { Quota } from './quota.js';

describe('the quota of senders', () => {
  it('lets each have so much under way, and more when some of it is done', () => {
    const quota = new Quota(2);
    expect([quota.enter('a'), quota.enter('a'), quota.enter('a')]).toEqual([true, true, false]);
    expect(quota.enter('b')).toBe(true);
    quota.leave('a');
    expect([quota.enter('a'), quota.enter('a')]).toEqual([true, false]);
  });
});
