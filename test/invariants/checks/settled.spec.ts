import { describe, expect, it } from '@jest/globals';
import { type Draft, onDay, writtenJournal } from '../journals/written-journal.js';
import { checkSettled, type Lag, type RunningJourneys } from './settled.js';

const lag: Lag = {
  group: 'event-intake',
  topic: 'lab.events.v1',
  partition: 0,
  committed: 5,
  end: 5,
};
const event = { source: 's', id: 'e1', time: onDay(0), data: {} };
const parked: Draft = { type: 'event.parked', detail: { event } };
const applied: Draft = { type: 'bag.damaged', fact: event };
const closed: Draft = { type: 'journey.closed', detail: { outcome: 'withdrawn' } };

function violations(
  drafts: readonly Draft[],
  { lags = [lag], running }: { lags?: readonly Lag[]; running?: RunningJourneys } = {},
): string {
  const records = writtenJournal('V2V-1', [{ type: 'journey.enrolled' }, ...drafts]);
  return checkSettled(new Map([['V2V-1', records]]), lags, running)
    .filter(({ held }) => !held)
    .map(({ detail }) => detail)
    .join(' | ');
}

describe('what has settled', () => {
  it('has read everything, applied what was parked, and runs what is open', () => {
    expect(violations([parked, applied, closed], { running: new Set() })).toBe('');
    expect(violations([parked], { running: new Set(['V2V-1']) })).toBe('');
  });

  it('is found behind', () => {
    expect(violations([], { lags: [{ ...lag, committed: 3 }] })).toContain(
      'event-intake is 2 behind in lab.events.v1/0',
    );
    expect(violations([], { lags: [{ ...lag, committed: -1 }] })).toContain('is 5 behind');
  });

  it('is found with an event parked for ever', () => {
    expect(violations([parked, closed])).toContain('V2V-1/2 parked s e1 and nothing followed');
  });

  it('leaves behind what corrects or takes back something that came no more', () => {
    const correction = { ...event, id: 'c1', corrects: 'e1' };
    const retraction = { ...event, id: 'r1', data: { retractedId: 'e1' } };
    for (const early of [correction, retraction]) {
      const left: Draft = { type: 'event.parked', detail: { event: early } };
      expect(violations([left, closed])).toBe('');
      expect(violations([left, applied, closed])).toContain(`parked s ${early.id}`);
    }
  });

  it('is found with a journey that does not run, or runs on', () => {
    expect(violations([], { running: new Set() })).toContain('V2V-1 is open and does not run');
    expect(violations([closed], { running: new Set(['V2V-1']) })).toContain(
      'V2V-1 is closed and runs',
    );
    expect(violations([closed], { running: new Set(['V2V-9']) })).toContain(
      'V2V-9 runs and has no journal',
    );
  });

  it('says that Temporal was not asked', () => {
    const verdicts = checkSettled(new Map(), [], undefined);
    expect(verdicts.map(({ detail }) => detail)).toEqual([
      'nothing to check: no partitions seen',
      'nothing to check: no journeys past treatment seen',
      'nothing to check: no journeys seen',
    ]);
  });
});
