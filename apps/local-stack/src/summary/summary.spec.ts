import { describe, expect, it } from '@jest/globals';
import { Screen } from './screen.js';
import { type Figures, summaryBlock, summaryLine } from './summary.js';

const figures: Figures = {
  journeyTime: '2026-04-02T10:20:30.000Z',
  journeys: {
    enrolled: 5,
    settled: 2,
    infused: 2,
    holds: 1,
    stages: { manufacturing: 3, 'follow-up': 1, closed: 1 },
    outcomes: { deceased: 1 },
    recordsOfOpen: 90,
  },
  topics: { sent: 230, deadLettered: 4, records: 310, waiting: { events: 2, records: 1 } },
};

describe('the summary of a stack', () => {
  it('shows each stage with its journeys', () => {
    const block = summaryBlock(figures, 6);
    expect(block[0]).toContain('2026-04-02 10:20 UTC   enrolled 5 of 6   infused 2');
    expect(block.find((line) => line.includes('manufacturing'))).toMatch(/ 3 ███$/);
    expect(block.find((line) => line.includes('lymphodepletion'))).toMatch(/ 0$/);
    expect(block).toContain('  closed: deceased 1');
    expect(block.at(-1)).toBe('events 230, records 310, dead letters 4, holds 1, in work 3');
  });

  it('is one line where nothing can be redrawn', () => {
    expect(summaryLine(figures, 6)).toMatch(
      /^2026-04-02 10:20 UTC · enrolled 5\/6 · manufacturing 3 · follow-up 1 · closed 1 · infused 2/,
    );
  });
});

describe('the screen', () => {
  function screen(isTTY: boolean) {
    let text = '';
    const output = { isTTY, columns: 20, write: (more: string) => (text += more) };
    return { screen: new Screen(output), read: () => text };
  }

  it('redraws its block below the lines that stay, no wider than the terminal', () => {
    const { screen: one, read } = screen(true);
    one.show(['first', 'a line that is much too wide'], 'line');
    one.say('a service crashed');
    expect(read()).toBe(
      'first\na line that is much\n\u001B[2A\u001B[Ja service crashed\nfirst\na line that is much\n',
    );
  });

  it('prints a line only when something changed where there is no terminal', () => {
    const { screen: one, read } = screen(false);
    for (const line of ['a', 'a', 'b']) one.show([], line);
    expect(read()).toBe('a\nb\n');
  });
});
