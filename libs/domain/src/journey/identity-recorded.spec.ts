import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { enrolmentUnder } from '../../test-journeys/northgate.js';
import { ToldJourney } from '../../test-journeys/told-journey.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

const by = { id: 'coordinator-1', role: 'coordinator' };
const recorded = { kind: 'identity-recorded', by, signatures: [] } as const;
const referred = () => ToldJourney.enrolled(enrolmentUnder(rules, { identityRecorded: false }));

describe('a journey that began without identity', () => {
  it('does not leave its referral before somebody recorded who the patient is', () => {
    const journey = referred();
    expect(journey.unmet('referral.complete')).toEqual(['identity-recorded']);
    journey.command(recorded);
    expect(journey.unmet('referral.complete')).toEqual([]);
    const [record] = journey.recordsOf('decision.recorded');
    expect(record?.data).toMatchObject({
      actor: { kind: 'person', ...by },
      decision: { type: 'patient.identity', data: {}, signatures: [] },
    });
  });

  it('is told so once', () => {
    const journey = referred().command(recorded).command(recorded);
    expect(journey.recordsOf('decision.recorded')).toHaveLength(1);
  });

  it('is held when the patient has another journey', () => {
    const journey = referred().command({ ...recorded, probableDuplicateOf: 'J2' });
    expect(journey.state.holds).toMatchObject([{ kind: 'duplicate-enrolment', about: 'J2' }]);
  });
});
