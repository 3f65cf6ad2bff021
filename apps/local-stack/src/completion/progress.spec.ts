import { describe, expect, it } from '@jest/globals';
import type { Figures } from '../summary/summary.js';
import { limitsAt, Progress } from './progress.js';

function figures(journeys: Partial<Figures['journeys']>): Figures {
  return {
    journeyTime: '2026-04-02T10:20:30.000Z',
    journeys: {
      enrolled: 2,
      settled: 0,
      infused: 0,
      holds: 0,
      stages: {},
      outcomes: {},
      recordsOfOpen: 10,
      ...journeys,
    },
    topics: { sent: 0, deadLettered: 0, records: 0, waiting: { events: 0, records: 0 } },
  };
}

const limits = { noRecordMs: 100, noStepMs: 1_000 };

describe('a run that shall end', () => {
  it('is complete when all are enrolled and every journey is closed or in follow-up', () => {
    const progress = new Progress(2, limits);
    expect(progress.judge(figures({ enrolled: 1, settled: 1 }), 0)).toBe('going-on');
    expect(progress.judge(figures({ enrolled: 2, settled: 1 }), 1)).toBe('going-on');
    expect(progress.judge(figures({ enrolled: 2, settled: 2 }), 2)).toBe('complete');
  });

  it('is complete at once when nobody is to be enrolled', () => {
    expect(new Progress(0, limits).judge(figures({ enrolled: 0 }), 0)).toBe('complete');
  });

  it('is stuck when nothing at all happens to its open journeys', () => {
    const progress = new Progress(2, limits);
    expect(progress.judge(figures({}), 0)).toBe('going-on');
    expect(progress.judge(figures({ recordsOfOpen: 11 }), 90)).toBe('going-on');
    expect(progress.judge(figures({ recordsOfOpen: 11 }), 190)).toBe('going-on');
    expect(progress.judge(figures({ recordsOfOpen: 11 }), 191)).toBe('stuck');
  });

  it('is stuck when records go on and no journey ever moves', () => {
    const progress = new Progress(2, limits);
    const stages = { monitoring: 2 };
    for (let at = 0; at <= 1_000; at += 50) {
      expect(progress.judge(figures({ stages, recordsOfOpen: at }), at)).toBe('going-on');
    }
    expect(progress.judge(figures({ stages, recordsOfOpen: 9_999 }), 1_050)).toBe('stuck');
  });

  it('is given the time that its journeys take, and never less than the machine needs', () => {
    expect(limitsAt(17_280)).toEqual({ noRecordMs: 300_000, noStepMs: 750_000 });
    expect(limitsAt(864_000)).toEqual({ noRecordMs: 120_000, noStepMs: 420_000 });
  });
});
