import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { journeyIn, leave } from '../../test-journeys/story.js';
import type { ToldJourney } from '../../test-journeys/told-journey.js';
import { plusDays } from '../time/instant.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

const fromMaker = { by: 'manufacturer' } as const;
const batchId = 'B1';

/** A batch whose viability missed its limit, everything else passed. */
function missed(test = 'viability'): ToldJourney {
  const journey = journeyIn('manufacturing', rules);
  const coi = journey.state.journeyId;
  journey
    .later(24)
    .tell(
      'manufacturing.started',
      { coi, batchId, attempt: 1, inputBagIds: ['M1'], vectorLot: 'V7' },
      fromMaker,
    );
  for (const required of journey.state.rules.manufacturing.requiredTests) {
    const result = { batchId, coi, sampleId: 'S', test: required, resultStatus: 'final' };
    journey.tell(
      'quality.tested',
      { ...result, passed: required !== test },
      { by: 'qualityLaboratory' },
    );
  }
  return journey.later(24 * 20).tell(
    'batch.out-of-specification',
    {
      coi,
      batchId,
      bags: [{ bagId: 'P1', carPositiveViableCells: 1e8 }],
      viabilityPercent: 74,
      expiresAt: plusDays(journey.now, 200),
      deviations: [{ test, value: 74, limit: 80 }],
    },
    fromMaker,
  );
}

const agree = (journey: ToldJourney) =>
  journey
    .tell(
      'out-of-specification.supply-approved',
      { batchId, regulatorReference: 'IND-1' },
      fromMaker,
    )
    .tell('consent.signed', { scope: 'out-of-specification', documentVersion: '1' });

describe('a product that misses its specification', () => {
  it('is held until physician and quality have decided', () => {
    const journey = missed();
    expect(journey.state.holds).toMatchObject([{ kind: 'out-of-specification', about: batchId }]);
    expect(journey.recordsOf('alert.raised').at(-1)?.data.detail).toMatchObject({
      kind: 'out-of-specification',
    });
    expect(journey.decide('accept-out-of-specification', { batchId })).toMatchObject({
      code: 'requirements-unmet',
      unmet: [{ id: 'out-of-specification-supply' }, { id: 'out-of-specification-consent' }],
    });
  });

  it('is asked for, supplied, agreed to by the patient, accepted by two, and given', () => {
    const journey = missed();
    journey.decide('request-out-of-specification-supply', { batchId });
    expect(journey.recordsOf('request.sent').at(-1)?.data.detail).toMatchObject({
      type: 'out-of-specification.supply-requested',
      partnerId: 'maker',
    });
    agree(journey);
    expect(journey.decide('accept-out-of-specification', { batchId }).outcome).toBe('accepted');
    expect(journey.state.holds).toEqual([]);
    expect(journey.state.batches).toMatchObject([
      { status: 'released', release: { releaseType: 'exceptional', bags: [{ bagId: 'P1' }] } },
    ]);
    expect(journey.unmet('product.may-ship')).toEqual([]);
    leave(leave(leave(journey.pass('product.may-ship'))));
    expect(journey.state.stage).toBe('monitoring');
  });

  it('is not accepted without the reference of a regulator', () => {
    const journey = missed()
      .tell('out-of-specification.supply-approved', { batchId }, fromMaker)
      .tell('consent.signed', { scope: 'out-of-specification', documentVersion: '1' });
    expect(journey.decide('accept-out-of-specification', { batchId })).toMatchObject({
      code: 'regulator-reference-missing',
    });
    const regulatorReference = 'IRB-7';
    expect(
      journey.decide('accept-out-of-specification', { batchId, regulatorReference }).outcome,
    ).toBe('accepted');
  });

  it('is signed by a physician first, then by quality', () => {
    const journey = agree(missed());
    const roles = ['quality', 'physician'];
    expect(journey.decide('accept-out-of-specification', { batchId }, { roles })).toMatchObject({
      code: 'signed-out-of-turn',
    });
    const one = { persons: ['physician-1'], roles: ['physician'] };
    expect(journey.decide('accept-out-of-specification', { batchId }, one).outcome).toBe(
      'awaiting-second',
    );
    const other = { persons: ['quality-1'], roles: ['quality'], role: 'quality' };
    expect(journey.decide('accept-out-of-specification', { batchId }, other).outcome).toBe(
      'accepted',
    );
  });

  it.each(['sterility', 'identity'])('is never accepted when it failed %s', (test) => {
    const journey = agree(missed(test));
    expect(journey.decide('accept-out-of-specification', { batchId })).toMatchObject({
      code: 'never-acceptable',
    });
  });

  it('is not given once the patient no longer agrees', () => {
    const journey = agree(missed());
    journey.decide('accept-out-of-specification', { batchId });
    leave(journey.pass('product.may-ship')).ask('lymphodepletion.authorized');
    expect(journey.state.authorizations).toHaveLength(1);
    journey.later(1).tell('consent.withdrawn', { scope: 'out-of-specification' });
    expect(journey.state).toMatchObject({ stage: 'inbound-shipment', authorizations: [] });
    expect(journey.requirement('lymphodepletion.may-start', 'product-released').text).toContain(
      'no longer agrees',
    );
  });

  it('that is refused is made again, or collected again', () => {
    const journey = missed();
    journey.decide('refuse-out-of-specification', { batchId, reason: 'too-few-cells' });
    expect(journey.state.holds).toEqual([]);
    expect(journey.unmet('product.may-ship')).toContain('batch-released');
    expect(journey.fork().decide('order-remanufacture', { batchId }).outcome).toBe('accepted');
    expect(journey.decide('request-second-apheresis', { reason: 'r' }).outcome).toBe('accepted');
  });

  it('that is made again without an answer is held no longer', () => {
    const journey = missed();
    journey.decide('order-remanufacture', { batchId });
    expect(journey.state.holds).toEqual([]);
  });
});
