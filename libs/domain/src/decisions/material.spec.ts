import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { tellInfusion } from '../../test-journeys/scenes.js';
import { journeyIn } from '../../test-journeys/story.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

describe('a bag that quality disposes of', () => {
  it.each([
    ['unknown', 'manufacturing', 'X9', 'destroy', 'bag-unknown'],
    ['the product the patient waits for', 'inbound-shipment', 'P1', 'destroy', 'product-in-hand'],
  ] as const)('is not %s', (_, stage, bagId, disposition, code) => {
    const journey = journeyIn(stage, rules);
    expect(journey.decide('dispose-material', { bagId, disposition })).toMatchObject({ code });
  });

  it('is not one that was given', () => {
    const journey = tellInfusion(journeyIn('infusion', rules));
    expect(
      journey.decide('dispose-material', { bagId: 'P1', disposition: 'destroy' }),
    ).toMatchObject({ code: 'bag-given' });
  });

  it('may be kept', () => {
    const journey = journeyIn('inbound-shipment', rules);
    expect(journey.decide('dispose-material', { bagId: 'M1', disposition: 'retain' }).outcome).toBe(
      'accepted',
    );
  });
});

describe('what partners hold for a journey that ends', () => {
  it.each([
    ['scheduling', ['slot.released', 'request.withdrawn']],
    [
      'leukapheresis',
      ['request.withdrawn', 'slot.released', 'manufacturing.cancelled', 'apheresis.cancelled'],
    ],
    ['manufacturing', ['slot.released', 'manufacturing.cancelled']],
    ['inbound-shipment', ['pickup.cancelled']],
    ['monitoring', []],
  ] as const)('in %s is let go, each once', (stage, types) => {
    const journey = journeyIn(stage, rules);
    if (stage === 'scheduling') journey.ask('appointment.requested', 'slot.requested');
    if (stage === 'inbound-shipment') journey.ask('pickup.requested');
    const count = journey.records.length;
    journey.decide('close-journey', { outcome: 'progressed', reason: 'r' });
    const sent = journey.records
      .slice(count)
      .filter(({ type }) => type === 'request.sent')
      .map(({ data }) => String(data.detail?.['type']));
    expect(sent.toSorted()).toEqual([...types].toSorted());
  });

  it('is let go when the patient dies', () => {
    const journey = journeyIn('leukapheresis', rules);
    const count = journey.records.length;
    journey.tell('death.reported', { diedOn: '2026-04-01', cause: 'disease', relatedness: 'no' });
    expect(journey.typesSince(count).filter((type) => type === 'request.sent')).toHaveLength(4);
  });
});
