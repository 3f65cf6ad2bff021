import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { tellLymphodepletion, tellScreening } from '../../test-journeys/scenes.js';
import { journeyIn } from '../../test-journeys/story.js';
import type { ToldJourney } from '../../test-journeys/told-journey.js';
import type { GateName, Stage } from '../journey/vocabulary.js';
import { plusDays, plusHours } from '../time/instant.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

const ahead = (journey: ToldJourney) => ({ time: plusDays(journey.now, 400) });

type Adverse = readonly [
  name: string,
  stage: Exclude<Stage, 'closed'>,
  gate: GateName,
  requirement: string,
  prepare: (journey: ToldJourney) => unknown,
  tell: (journey: ToldJourney) => unknown,
];

const adverse: readonly Adverse[] = [
  [
    'a withdrawn consent',
    'inbound-shipment',
    'lymphodepletion.may-start',
    'treatment-consent',
    () => undefined,
    (journey) => journey.tell('consent.withdrawn', { scope: 'treatment' }, ahead(journey)),
  ],
  [
    'an infection',
    'inbound-shipment',
    'lymphodepletion.may-start',
    'screening-active-infection',
    tellScreening,
    (journey) =>
      journey.tell(
        'screening.resulted',
        {
          test: 'active-infection',
          qualitative: 'positive',
          collectedAt: ahead(journey).time,
        },
        ahead(journey),
      ),
  ],
  [
    'a denied coverage',
    'inbound-shipment',
    'lymphodepletion.may-start',
    'coverage-product',
    () => undefined,
    (journey) =>
      journey.tell('coverage.denied', { reference: 'A-1', covers: ['product'] }, ahead(journey)),
  ],
  [
    'a withdrawn stock',
    'lymphodepletion',
    'infusion.may-start',
    'tocilizumab-in-stock',
    tellLymphodepletion,
    (journey) => journey.tell('medicine-stock.withdrawn', { drug: 'tocilizumab' }, ahead(journey)),
  ],
  [
    'a rejection of the material',
    'outbound-shipment',
    'manufacturing.may-start',
    'material-accepted',
    (journey) =>
      journey.tell(
        'material.received',
        {
          coi: journey.state.journeyId,
          donationIds: ['D1'],
          bagIds: ['M1'],
          receivedAt: journey.now,
        },
        { by: 'manufacturer' },
      ),
    (journey) =>
      journey.tell(
        'material.rejected',
        { coi: journey.state.journeyId, reason: 'clotted' },
        { by: 'manufacturer', ...ahead(journey) },
      ),
  ],
];

describe('what a clock that runs ahead says', () => {
  it.each(adverse)('counts when it is %s', (_, stage, gate, requirement, prepare, tell) => {
    const journey = journeyIn(stage, rules).later(1);
    prepare(journey);
    expect(journey.requirement(gate, requirement).met).toBe(true);
    tell(journey.later(1));
    expect(journey.requirement(gate, requirement).met).toBe(false);
  });

  it('counts at the instant of what a right clock says', () => {
    const journey = journeyIn('inbound-shipment', rules).later(1);
    journey.tell('consent.signed', { scope: 'treatment', documentVersion: '5' });
    journey.tell('consent.withdrawn', { scope: 'treatment' }, ahead(journey));
    expect(journey.state.holds).toMatchObject([{ kind: 'consent-withdrawn' }]);
  });

  it('lifts no hold by a consent, and gives way to a later word of a right clock', () => {
    const journey = journeyIn('scheduling', rules).tell('consent.withdrawn', {
      scope: 'treatment',
    });
    const signed = { scope: 'treatment', documentVersion: '5' };
    journey.later(1).tell('consent.signed', signed, ahead(journey));
    expect(journey.state.holds).toMatchObject([{ kind: 'consent-withdrawn' }]);
    journey.later(1).tell('consent.signed', signed);
    expect(journey.state.holds).toEqual([]);
  });

  it('does not take back a rejection by a receipt', () => {
    const journey = journeyIn('outbound-shipment', rules).tell(
      'material.rejected',
      { coi: journeyIn('outbound-shipment', rules).state.journeyId, reason: 'clotted' },
      { by: 'manufacturer' },
    );
    const { journeyId } = journey.state;
    const receipt = { coi: journeyId, donationIds: ['D1'], bagIds: ['M1'] };
    const told = { by: 'manufacturer', ...ahead(journey.later(1)) } as const;
    journey.tell('material.received', { ...receipt, receivedAt: told.time }, told);
    expect(journey.unmet('manufacturing.may-start')).toContain('material-accepted');
  });

  it('completes no lymphodepletion and ends no bridging', () => {
    const journey = journeyIn('lymphodepletion', rules).later(1);
    journey.tell('lymphodepletion.started', { regimen: 'r' }).later(72);
    journey.tell('lymphodepletion.completed', { completedAt: plusHours(journey.now, 1) });
    expect(journey.unmet('infusion.may-start')).toContain('lymphodepletion-completed');
    const bridged = journeyIn('inbound-shipment', rules)
      .tell('bridging.started', { modality: 'steroid' })
      .later(1);
    bridged.tell('bridging.completed', { modality: 'steroid' }, ahead(bridged));
    bridged.later(24 * 60);
    expect(bridged.unmet('lymphodepletion.may-start')).toContain('bridging-wash-out');
  });

  it('starts the thaw clock of a bag at its arrival', () => {
    const journey = journeyIn('infusion', rules);
    const bag = { coi: journey.state.journeyId, batchId: 'B1', bagId: 'P1' };
    journey.tell('product.thawed', { ...bag, thawedAt: plusHours(journey.now, 9) });
    expect(journey.state.infusions).toMatchObject([{ thawedAt: journey.now }]);
  });
});
