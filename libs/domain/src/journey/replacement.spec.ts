import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { tellProductReceived, tellReleasedBatch } from '../../test-journeys/scenes.js';
import { journeyIn, leave } from '../../test-journeys/story.js';
import type { ToldJourney } from '../../test-journeys/told-journey.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

const received = (journey: ToldJourney, condition: string): ToldJourney =>
  journey.tell('product.received', {
    coi: journey.state.journeyId,
    batchId: 'B1',
    shipmentId: 'IN-B1',
    bags: ['P1', 'P2'].map((bagId) => ({ bagId, condition })),
    sealIntact: true,
    maxCelsius: -160,
    storageLocation: 'tank',
    receivedAt: journey.now,
  });

const losses: readonly (readonly [string, (journey: ToldJourney) => unknown])[] = [
  [
    'lost by the courier',
    (journey) =>
      journey
        .tell(
          'shipment.picked-up',
          { shipmentId: 'IN-B1', leg: 'manufacturer-to-clinic' },
          { by: 'courier' },
        )
        .later(40)
        .tell('shipment.lost', { shipmentId: 'IN-B1' }, { by: 'courier' }),
  ],
  [
    'damaged in every bag',
    (journey) => {
      for (const bagId of ['P1', 'P2']) journey.tell('bag.damaged', { bagId });
    },
  ],
  ['received broken', (journey) => received(journey, 'broken')],
  ['received thawed', (journey) => received(journey, 'thawed')],
];

describe('a released product that is lost', () => {
  const lost = (lose: (journey: ToldJourney) => unknown): ToldJourney => {
    const journey = journeyIn('inbound-shipment', rules, { productBags: ['P1', 'P2'] });
    lose(journey.later(1));
    return journey.later(1);
  };

  it.each(losses)('%s, is not taken for its replacement', (_, lose) => {
    const journey = lost(lose);
    expect(journey.unmet('lymphodepletion.may-start')).toContain('product-released');
    expect(journey.decide('order-remanufacture', { batchId: 'B1' }).outcome).toBe('accepted');
    expect(journey.state.stage).toBe('manufacturing');
    expect(journey.unmet('product.may-ship')).toContain('batch-released');
    expect(journey.pass('product.may-ship').state.stage).toBe('manufacturing');
  });

  it.each(losses)('%s, is replaced by a batch that is tested and given', (_, lose) => {
    const journey = lost(lose);
    journey.decide('order-remanufacture', { batchId: 'B1' });
    tellReleasedBatch(journey.ask('remanufacture.requested'), ['P3']).pass('product.may-ship');
    const tested = journey
      .recordsOf('request.sent')
      .filter(({ data }) => data.detail?.['type'] === 'quality-test.requested');
    expect(tested.map(({ data }) => data.detail?.['data'])).toMatchObject([
      { batchId: 'B1' },
      { batchId: 'B2' },
    ]);
    leave(leave(leave(journey)));
    expect(journey.state.stage).toBe('monitoring');
    expect(journey.state.infusions).toMatchObject([{ batchId: 'B2', bagId: 'P3' }]);
  });

  it('is not lost while one of its bags is whole', () => {
    const journey = lost((one) => tellProductReceived(one).tell('bag.damaged', { bagId: 'P1' }));
    expect(journey.decide('order-remanufacture', { batchId: 'B1' })).toMatchObject({
      code: 'batch-not-failed',
    });
  });
});

describe('a replacement batch', () => {
  const replacing = (): ToldJourney => {
    const journey = journeyIn('inbound-shipment', rules).tell('bag.damaged', { bagId: 'P1' });
    journey.decide('order-remanufacture', { batchId: 'B1' });
    return journey.later(1).tell(
      'manufacturing.started',
      {
        coi: journey.state.journeyId,
        batchId: 'B2',
        attempt: 2,
        inputBagIds: ['M1'],
        vectorLot: 'V',
      },
      { by: 'manufacturer' },
    );
  };

  it('does not ship on the tests of the first', () => {
    const journey = replacing().tell(
      'batch.released',
      {
        coi: replacing().state.journeyId,
        batchId: 'B2',
        releaseType: 'full',
        pendingTests: [],
        bags: [{ bagId: 'P2', carPositiveViableCells: 1.5e8 }],
        viabilityPercent: 90,
        expiresAt: '2027-01-01T00:00:00.000Z',
      },
      { by: 'manufacturer' },
    );
    expect(journey.unmet('product.may-ship')).toEqual(
      rules.manufacturing.requiredTests.map((test) => `test-${test}`),
    );
    expect(journey.requirement('lymphodepletion.may-start', 'product-released')).toMatchObject({
      met: false,
      text: expect.stringContaining('release test'),
    });
  });

  it('is not lost with the shipment of the first, whenever that is heard of', () => {
    const journey = replacing();
    const first = { shipmentId: 'IN-B1', leg: 'manufacturer-to-clinic' };
    journey.tell('shipment.picked-up', first, {
      by: 'courier',
      time: journey.state.batches[0]?.release?.evidence.happenedAt ?? '',
    });
    journey.later(1).tell('shipment.lost', { shipmentId: 'IN-B1' }, { by: 'courier' });
    expect(journey.unmet('product.may-ship')).toContain('batch-released');
    expect(journey.decide('order-remanufacture', { batchId: 'B2' })).toMatchObject({
      code: 'batch-not-failed',
    });
  });
});
