import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { tellLymphodepletion, verifyIdentity } from '../../test-journeys/scenes.js';
import { journeyIn } from '../../test-journeys/story.js';
import type { ToldJourney } from '../../test-journeys/told-journey.js';
import { plusDays } from '../time/instant.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

const readyButForStock = (): ToldJourney =>
  verifyIdentity(tellLymphodepletion(journeyIn('lymphodepletion', rules))).tell(
    'medicine-stock.withdrawn',
    { drug: 'tocilizumab' },
  );

const override = (journey: ToldJourney, requirement: string, changes = {}) =>
  journey.decide('override-requirement', {
    gate: 'infusion.may-start',
    requirement,
    reason: 'national-shortage',
    validUntil: plusDays(journey.now, 2),
    ...changes,
  });

const stock = (journey: ToldJourney) =>
  journey.requirement('infusion.may-start', 'tocilizumab-in-stock');

describe('a requirement that is overridden', () => {
  it('counts as met until the day that was signed for, and says so', () => {
    const journey = readyButForStock();
    const until = plusDays(journey.now, 2);
    expect(stock(journey).met).toBe(false);
    expect(override(journey, 'tocilizumab-in-stock').outcome).toBe('accepted');
    expect(stock(journey)).toMatchObject({ met: true, changesAt: until, actions: [] });
    expect(stock(journey).text).toContain(`overridden until ${until}`);
    expect(journey.decide('authorize-infusion', { doseNumber: 1 }).outcome).toBe('accepted');
    expect(stock(journey.at(until)).met).toBe(false);
  });

  it('is not met any more when what was known of it changes', () => {
    const journey = readyButForStock();
    override(journey, 'tocilizumab-in-stock');
    journey.later(1).tell('medicine-stock.confirmed', { drug: 'tocilizumab', doses: 0 });
    expect(stock(journey).met).toBe(false);
  });

  it('takes an authorisation with it that rests on it', () => {
    const journey = readyButForStock();
    override(journey, 'tocilizumab-in-stock');
    journey.decide('authorize-infusion', { doseNumber: 1 });
    journey.pass('infusion.may-start').ask('infusion.authorized');
    expect(journey.state.authorizations).toHaveLength(1);
    journey.waitUntil(plusDays(journey.now, 3));
    expect(journey.state).toMatchObject({ stage: 'lymphodepletion', authorizations: [] });
  });

  it.each([
    ['is never overridable', 'product-released', {}, 'requirement-met'],
    ['nobody waits for', 'yield-sufficient', {}, 'requirement-unknown'],
    [
      'is of a gate that is not ahead',
      'yield-sufficient',
      { gate: 'material.may-ship' },
      'requirement-unknown',
    ],
    ['would be over already', 'tocilizumab-in-stock', { validUntil: '2020-01-01' }, 'already-over'],
  ])('is refused when it %s', (_, requirement, changes, code) => {
    expect(override(readyButForStock(), requirement, changes)).toMatchObject({ code });
  });

  it.each(['no-hold', 'identity-verified-by-two'])('is never %s', (requirement) => {
    const journey = tellLymphodepletion(journeyIn('lymphodepletion', rules));
    journey.decide('place-hold', { kind: 'manual', reason: 'r' });
    expect(override(journey, requirement)).toMatchObject({ code: 'never-overridable' });
  });

  it('is overridden by whose requirement it is', () => {
    const journey = readyButForStock();
    const data = {
      gate: 'infusion.may-start',
      requirement: 'tocilizumab-in-stock',
      reason: 'r',
      validUntil: plusDays(journey.now, 2),
    };
    expect(journey.decide('override-requirement', data, { role: 'quality' })).toMatchObject({
      code: 'other-role',
    });
  });
});
