import { describe, expect, it } from '@jest/globals';
import { type Draft, onDay, writtenJournal } from '../journals/written-journal.js';
import { checkDeadlines } from './deadlines.js';

const due = { name: 'answer/slot', at: onDay(1), step: 2 };
const window = { name: 'driving', from: onDay(2), until: onDay(4) };
const calendar: Draft = { type: 'calendar.resolved', detail: { windows: [window] } };

function verdict(...drafts: readonly Draft[]) {
  const records = writtenJournal('V2V-1', [{ type: 'journey.enrolled' }, ...drafts]);
  return checkDeadlines(new Map([['V2V-1', records]]));
}

const sound: readonly Draft[] = [
  calendar,
  { type: 'deadline.due', detail: due, day: 1 },
  { type: 'window.opened', detail: window, day: 2 },
  { type: 'window.closed', detail: window, day: 4 },
  { type: 'alert.raised', day: 9 },
];

describe('deadline steps and windows', () => {
  it('are raised once', () => {
    expect(verdict(...sound)).toMatchObject({ held: true, detail: '3 deadline steps and windows' });
  });

  it('are found raised twice', () => {
    const again: Draft = { type: 'deadline.due', detail: due };
    expect(verdict(...sound, again).detail).toContain(
      'V2V-1/7 raises answer/slot#2 again, as V2V-1/3 did',
    );
    expect(verdict(...sound, { type: 'window.opened', detail: window }).held).toBe(false);
  });

  it('are found raised before their time', () => {
    expect(verdict({ type: 'deadline.due', detail: due, day: 0.5 }).detail).toContain(
      'before its time',
    );
  });

  it('are found closed before they opened', () => {
    expect(verdict({ type: 'window.closed', detail: window }).detail).toContain('is planned');
  });

  it('are found forgotten', () => {
    expect(verdict(calendar, { type: 'alert.raised', day: 9 }).detail).toContain(
      'V2V-1 has forgotten its window driving',
    );
  });
});
