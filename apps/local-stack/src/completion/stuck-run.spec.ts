import { describe, expect, it } from '@jest/globals';
import { stuckRun } from './stuck-run.js';
import { linesOf } from './waiting-journeys.js';

describe('a run in which nothing moves any more', () => {
  const run = {
    enrolled: 2,
    waiting: ['a-journey in scheduling'],
    options: { patients: 2, simulator: true },
    logs: '/data/logs',
  };

  it('says which journeys wait and where to look', () => {
    const { message, remedy } = stuckRun(run);
    expect(message).toContain('Journeys that wait:\n  a-journey in scheduling');
    expect(message).not.toContain('enrolled');
    expect(remedy).toContain('/data/logs');
  });

  it('says how many were never enrolled, and nothing of journeys when there are none', () => {
    const { message } = stuckRun({ ...run, enrolled: 0, waiting: [] });
    expect(message).toContain('2 of 2 patients were not enrolled.');
    expect(message).not.toContain('Journeys');
  });

  it('was told to have nobody who acts', () => {
    const options = { patients: 2, simulator: false };
    expect(stuckRun({ ...run, options }).remedy).toContain('--no-simulator');
  });
});

describe('a journey that waits', () => {
  const unmet = { met: false, gate: 'leukapheresis.may-start', requirement: 'slot' };

  it('names its holds, and what is missing from whom', () => {
    const status = {
      waitingFor: [
        { ...unmet, text: 'A slot is booked', owner: 'coordinator' },
        { ...unmet, met: true, text: 'The referral is accepted', owner: 'physician' },
      ],
      holds: [{ kind: 'site-suspended', liftedBy: 'site.resumed' }],
    };
    expect(linesOf('a-journey', 'scheduling', status)).toEqual([
      'a-journey in scheduling',
      '  held: site-suspended, until site.resumed',
      '  missing from coordinator: A slot is booked (leukapheresis.may-start, slot)',
    ]);
  });

  it('says so when nothing is missing', () => {
    expect(linesOf('a-journey', 'monitoring', { waitingFor: [], holds: [] })).toEqual([
      'a-journey in monitoring',
      '  nothing is missing; it waits for its next moment',
    ]);
  });
});
