import { describe, expect, it } from '@jest/globals';
import { resultTable } from './result-table.js';

const result = {
  enrolled: 4,
  infused: 2,
  closed: { deceased: 1, ineligible: 2 },
  events: { sent: 121, applied: 119, duplicatesIgnored: 1, deadLettered: 1 },
  invariants: [
    { name: 'every event is applied', held: false, detail: 'lab.events.v1/0/7 is not' },
    { name: 'every journal is gapless', held: true, detail: '4 journals' },
  ],
};

describe('the result of a run for people', () => {
  it('says how many patients came to which end, and how long it took', () => {
    expect(resultTable(result, 130)).toEqual(
      expect.arrayContaining([
        'in follow-up        1',
        'closed              3 (deceased 1, ineligible 2)',
        'took                2 min 10 s',
      ]),
    );
  });

  it('ends with the verdict, below what is broken', () => {
    const lines = resultTable(result, 130);
    expect(lines.at(-3)).toBe('BROKEN every event is applied: lab.events.v1/0/7 is not');
    expect(lines.at(-1)).toBe('1 of 2 invariants broken.');
    const sound = result.invariants.filter(({ held }) => held);
    expect(resultTable({ ...result, invariants: sound }, 130).at(-1)).toBe(
      'All 1 invariants held.',
    );
  });
});
