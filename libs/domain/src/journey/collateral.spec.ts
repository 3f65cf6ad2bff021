import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { anotherJourneyId, enrolmentUnder } from '../../test-journeys/northgate.js';
import { journeyIn } from '../../test-journeys/story.js';
import { ToldJourney } from '../../test-journeys/told-journey.js';
import { plusHours } from '../time/instant.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

function holdsOf({ state }: ToldJourney) {
  return state.holds.map(({ kind, about }) => [kind, about]);
}

describe('identifiers that two journeys name', () => {
  const foreign = [{ system: 'bag', value: 'P1' }];

  it('hold the journey that named what another owns, once each', () => {
    const journey = journeyIn('infusion', rules)
      .command({ kind: 'claims-answered', foreign })
      .command({ kind: 'claims-answered', foreign: [...foreign, { system: 'lot', value: 'L' }] });
    expect(holdsOf(journey)).toEqual([
      ['identity-mismatch', 'claim/bag/P1'],
      ['identity-mismatch', 'claim/lot/L'],
    ]);
    expect(journey.recordsOf('identity.mismatch-detected')).toHaveLength(2);
  });

  it('are no matter when all are its own', () => {
    const journey = journeyIn('infusion', rules);
    const count = journey.records.length;
    journey.command({ kind: 'claims-answered', foreign: [] });
    expect(journey.typesSince(count)).toEqual([]);
  });

  const named = () =>
    journeyIn('infusion', rules).command({
      kind: 'named-elsewhere',
      system: 'bag',
      value: 'P1',
      eventId: 'theirs',
    });
  const lift = (journey: ToldJourney, role = 'quality') =>
    journey.decide('lift-hold', { kind: 'identity-mismatch-collateral', reason: 'r' }, { role });
  const thaw = (journey: ToldJourney, bagId: string, coi = journey.state.journeyId) =>
    journey.later(1).tell('product.thawed', { coi, batchId: 'B1', bagId, thawedAt: journey.now });

  it('hold the other journey too, once, and say so at once', () => {
    const journey = named().command({
      kind: 'named-elsewhere',
      system: 'bag',
      value: 'P1',
      eventId: 'theirs-again',
    });
    expect(holdsOf(journey)).toEqual([['identity-mismatch-collateral', 'elsewhere/bag/P1']]);
    expect(journey.state.alerts).toContainEqual(
      expect.objectContaining({ kind: 'identity-mismatch-collateral', severity: 'immediate' }),
    );
    expect(journey.unmet('infusion.may-start')).toContain('no-hold');
  });

  it('stay held until what was named is scanned again', () => {
    expect(lift(named())).toMatchObject({ outcome: 'refused', code: 'scan-missing' });
  });

  it.each([
    ['another bag', 'P2', undefined],
    ['another patient', 'P1', anotherJourneyId],
  ])('stay held after a scan of %s', (_, bagId, coi) => {
    expect(lift(thaw(named(), bagId, coi))).toMatchObject({ code: 'scan-missing' });
  });

  it('stay held after a scan that was made before', () => {
    const journey = named();
    const thawedAt = plusHours(journey.now, -1);
    const { journeyId: coi } = journey.state;
    journey.tell('product.thawed', { coi, batchId: 'B1', bagId: 'P1', thawedAt });
    expect(lift(journey)).toMatchObject({ code: 'scan-missing' });
  });

  it('are free after that scan by one signature of quality', () => {
    const journey = thaw(named(), 'P1');
    expect(journey.state.holds[0]?.rescannedBy).toBeDefined();
    expect(lift(journey, 'coordinator')).toMatchObject({ code: 'quality-only' });
    expect(lift(journey).outcome).toBe('accepted');
    expect(journey.state.holds).toEqual([]);
  });
});

describe('a probable duplicate', () => {
  const enrolled = () =>
    ToldJourney.enrolled(enrolmentUnder(rules, { probableDuplicateOf: anotherJourneyId }));

  it('is enrolled with a hold that names the other journey', () => {
    const journey = enrolled();
    expect(holdsOf(journey)).toEqual([['duplicate-enrolment', anotherJourneyId]]);
    expect(journey.records.map(({ type, data }) => [type, data.causedBy])).toEqual([
      ['journey.enrolled', undefined],
      ['hold.placed', 1],
    ]);
  });

  it('goes on when quality has looked', () => {
    const journey = enrolled();
    const reason = { kind: 'duplicate-enrolment', reason: 'a twin' };
    expect(journey.pass('referral.complete').state.stage).toBe('referral');
    expect(journey.decide('lift-hold', reason, { role: 'coordinator' })).toMatchObject({
      code: 'quality-only',
    });
    journey.decide('lift-hold', reason);
    expect(journey.pass('referral.complete').state.stage).toBe('eligibility');
  });
});

describe('a message about safety that cannot be used', () => {
  it('alerts at once, once', () => {
    const journey = journeyIn('monitoring', rules);
    const unusable = { kind: 'clinical-message-unusable', type: 'vitals.recorded' } as const;
    for (const about of ['clinic.events.v1/0/7', 'clinic.events.v1/0/7', 'clinic.events.v1/0/8']) {
      journey.command({ ...unusable, about, reason: 'invalid-data' });
    }
    const alerts = journey.recordsOf('alert.raised').map(({ data }) => data.detail);
    expect(alerts.filter((one) => one?.['kind'] === 'clinical-message-unusable')).toMatchObject([
      { severity: 'immediate', eventType: 'vitals.recorded', reason: 'invalid-data' },
      { about: 'clinic.events.v1/0/8' },
    ]);
  });
});
