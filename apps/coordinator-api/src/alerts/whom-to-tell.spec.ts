import { describe, expect, it } from '@jest/globals';
import { calledOn, waysTo } from './whom-to-tell.js';

const vogt = {
  name: 'Dr Vogt',
  role: 'physician',
  phone: '+1 555 0199',
  email: 'vogt@example.org',
};
const ward = { name: 'Ward 7', role: 'nurse', phone: '+1 555 0177' };
const list = [vogt, ward];

describe('an alert goes along the on-call list', () => {
  it.each([
    [1, [vogt]],
    [2, [ward]],
    [3, [vogt, ward]],
  ])('at step %i', (level, expected) => {
    expect(calledOn(list, { level })).toEqual(expected);
  });

  it('to the only one there is at every step, and to nobody where there is no list', () => {
    expect(calledOn([vogt], { level: 2 })).toEqual([vogt]);
    expect(calledOn([], { level: 1 })).toEqual([]);
    expect(calledOn([], { level: 3 })).toEqual([]);
  });
});

describe('somebody on call is told', () => {
  const channels = ['mail', 'webhook'] as const;
  const by = (severity: string) => waysTo(list, { severity }, channels);

  it('of what harms at once by every way there is to them', () => {
    expect(by('immediate').map(({ channel, address }) => [channel, address])).toEqual([
      ['mail', 'vogt@example.org'],
      ['webhook', '+1 555 0199'],
      ['webhook', '+1 555 0177'],
    ]);
  });

  it('of what can wait for the day by mail alone, and of nothing that is only planned', () => {
    expect(by('today').map(({ channel }) => channel)).toEqual(['mail']);
    expect(by('planned')).toEqual([]);
  });
});
