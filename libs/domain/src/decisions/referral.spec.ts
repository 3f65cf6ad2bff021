import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { enrolmentUnder } from '../../test-journeys/northgate.js';
import { ToldJourney } from '../../test-journeys/told-journey.js';
import { plainDigest } from '../../test-journeys/plain-digest.js';
import { statusOf } from '../status/journey-status.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

const referred = () =>
  ToldJourney.enrolled(
    enrolmentUnder(rules, {
      identityRecorded: false,
      enrolledBy: { id: 'urn:v2v:site:northgate', role: 'partner' },
    }),
  );

describe('a referral that nobody has looked at', () => {
  it('is accepted by the centre, which does not say yet who the patient is', () => {
    const journey = referred();
    expect(journey.unmet('referral.complete')).toEqual(['referral-accepted', 'identity-recorded']);
    expect(journey.decide('accept-referral').outcome).toBe('accepted');
    expect(journey.unmet('referral.complete')).toEqual(['identity-recorded']);
  });

  it('is accepted by enrolling its patient', () => {
    const journey = referred().command({
      kind: 'identity-recorded',
      by: { id: 'coordinator-1', role: 'coordinator' },
      signatures: [],
    });
    expect(journey.unmet('referral.complete')).toEqual([]);
  });

  it('is declined with its reason, which ends the journey', () => {
    const journey = referred();
    journey.decide('decline-referral', { reason: 'no-capacity' });
    expect(journey.state.outcome).toMatchObject({ outcome: 'declined', reason: 'no-capacity' });
  });
});

describe('a task', () => {
  it('has one person at a time who looks after it', () => {
    const journey = referred();
    const taskId = 'referral.complete/identity-recorded';
    journey.decide('assign-task', { taskId, subject: 'coordinator-2' });
    journey.decide('assign-task', { taskId: 'other', subject: 'nurse-1' });
    journey.later(2).decide('assign-task', { taskId, subject: 'coordinator-3' });
    const { assignments } = statusOf(journey.state, journey.now, plainDigest);
    expect(assignments).toEqual([
      expect.objectContaining({ taskId: 'other', subject: 'nurse-1' }),
      expect.objectContaining({ taskId, subject: 'coordinator-3', at: journey.now }),
    ]);
  });
});
