import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { journeyIn } from '../../test-journeys/story.js';
import type { ToldJourney } from '../../test-journeys/told-journey.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

const closed = () => {
  const journey = journeyIn('manufacturing', rules);
  journey.decide('close-journey', { outcome: 'other-therapy', reason: 'r' });
  return journey.later(24);
};
const reopen = (journey: ToldJourney) => journey.decide('reopen-journey', { reason: 'late' });
const die = (journey: ToldJourney) =>
  journey.tell('death.reported', { diedOn: '2026-06-01', cause: 'x', relatedness: 'unrelated' });

describe('a closed journey', () => {
  it('is opened again by two people of quality, in the stage in which it ended', () => {
    const journey = closed();
    const count = journey.records.length;
    expect(reopen(journey).outcome).toBe('accepted');
    expect(journey.typesSince(count)).toEqual(['decision.recorded', 'journey.reopened']);
    expect(journey.state).toMatchObject({ stage: 'manufacturing', outcome: null });
  });

  it('is not opened by one person, nor when it is open', () => {
    const journey = closed();
    const one = journey.decide('reopen-journey', { reason: 'r' }, { persons: ['quality-1'] });
    expect(one.outcome).toBe('awaiting-second');
    expect(journey.state.stage).toBe('closed');
    expect(reopen(journeyIn('manufacturing', rules))).toMatchObject({ code: 'wrong-stage' });
  });

  it('takes no other decision', () => {
    expect(closed().decide('lift-hold', { kind: 'manual' })).toMatchObject({
      code: 'journey-closed',
    });
  });

  it('takes what is told once it is open again', () => {
    const journey = closed();
    reopen(journey);
    journey.tell('consent.withdrawn', { scope: 'treatment' });
    expect(journey.state.holds).toMatchObject([{ kind: 'consent-withdrawn' }]);
  });

  it('closed by death stays open once it is opened, and closes by a signed decision', () => {
    const journey = die(journeyIn('monitoring', rules).later(24)).later(24);
    expect(journey.state.outcome?.outcome).toBe('deceased');
    reopen(journey);
    expect(journey.look().state.stage).toBe('monitoring');
    expect(journey.unmet('monitoring.may-end')).toContain('patient-alive');
    journey.decide('close-journey', { outcome: 'deceased', reason: 'r' });
    expect(journey.state.outcome?.outcome).toBe('deceased');
  });

  it('closed by a death that was a mistake goes on once it is taken back, and closes by the next', () => {
    const journey = die(journeyIn('monitoring', rules).later(24)).later(24);
    reopen(journey);
    const retractedId = journey.state.death?.evidence.eventId;
    journey.tell('record.retracted', { retractedId, reason: 'wrong-patient' });
    expect(journey.state.death).toBeNull();
    expect(journey.unmet('monitoring.may-end')).not.toContain('patient-alive');
    die(journey);
    expect(journey.state.stage).toBe('closed');
  });

  it('at the end of its follow-up closes by a signed decision alone', () => {
    const journey = journeyIn('follow-up', rules);
    journey.waitUntil('2046-01-01T00:00:00.000Z').pass('follow-up.may-close');
    expect(journey.state.outcome?.outcome).toBe('completed');
    reopen(journey);
    expect(journey.pass('follow-up.may-close').unmet('follow-up.may-close')).toEqual([
      'closed-by-decision',
    ]);
    journey.decide('close-journey', { outcome: 'completed', reason: 'r' });
    expect(journey.state.stage).toBe('closed');
  });
});
