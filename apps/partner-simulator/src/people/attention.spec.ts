import { describe, expect, it } from '@jest/globals';
import { Attention } from './attention.js';

const open = (version: number) => [{ journeyId: 'J1', version }];

describe('attention', () => {
  it('is given to a journey that is new and then only when it has changed', () => {
    const attention = new Attention();
    expect(attention.worthALook(open(3), 0)).toEqual(['J1']);
    attention.looked('J1', { version: 3 });
    expect(attention.worthALook(open(3), 1_000)).toEqual([]);
    expect(attention.worthALook(open(4), 1_000)).toEqual(['J1']);
  });

  it('is given again to what may ripen, when its time has come', () => {
    const attention = new Attention();
    attention.looked('J1', { version: 3, againAt: 500 });
    expect(attention.worthALook(open(3), 499)).toEqual([]);
    expect(attention.worthALook(open(3), 500)).toEqual(['J1']);
  });

  it('waits after a refusal, whatever happens meanwhile', () => {
    const attention = new Attention();
    attention.looked('J1', { version: 3, againAt: 0, notBefore: 500 });
    expect(attention.worthALook(open(9), 499)).toEqual([]);
    expect(attention.worthALook(open(9), 500)).toEqual(['J1']);
  });

  it('is never given to what is ignored', () => {
    const attention = new Attention();
    attention.ignore('J1');
    expect(attention.worthALook(open(1_000), 1_000)).toEqual([]);
  });

  it('notices once that a journey is no longer open', () => {
    const attention = new Attention();
    attention.looked('J1', { version: 3 });
    expect(attention.gone(open(3))).toEqual([]);
    expect(attention.gone([])).toEqual(['J1']);
    expect(attention.gone([])).toEqual([]);
  });
});
