import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { inboundType } from '#contracts/inbound/catalogue.js';
import { sliceFor } from '#products/products.js';
import { journeyIn } from '../../test-journeys/story.js';
import { statusOf } from '../status/journey-status.js';
import { factTypes } from './facts.js';
import { utcEvent } from './utc-event.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

const written = '2026-05-01T02:30:00+02:00';
const inUtc = '2026-05-01T00:30:00.000Z';

const instantFieldsOf = (type: string): readonly string[] => {
  const schema = inboundType(type)?.data;
  if (schema === undefined) return [];
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties)
    .filter(([, field]) => JSON.stringify(field).includes('"date-time"'))
    .map(([name]) => name)
    .filter((name) => name !== 'lastDose');
};

describe('an event of another zone', () => {
  it.each([...factTypes])('of type %s has all its instants in UTC', (type) => {
    const fields = instantFieldsOf(type);
    const data = Object.fromEntries(fields.map((field) => [field, written]));
    const told = utcEvent({ id: 'e', source: 's', type, time: written, data });
    expect(fields).toContain('happenedAt');
    expect([told.time, ...Object.values(told.data)]).toEqual([inUtc, ...fields.map(() => inUtc)]);
  });

  it('keeps dates, which say no instant', () => {
    const data = { manufacturingStart: '2026-05-01', bagId: written };
    expect(utcEvent({ id: 'e', source: 's', type: 't', time: written, data }).data).toEqual(data);
  });

  it('is shown in UTC and journalled as it was written', () => {
    const journey = journeyIn('manufacturing', rules);
    journey.tell(
      'shipment.booked',
      {
        shipmentId: 'IN1',
        leg: 'manufacturer-to-clinic',
        carrier: 'polar',
        eta: written,
        qualifiedUntil: written,
        happenedAt: '2026-03-10T10:00:00+09:00',
      },
      { by: 'courier' },
    );
    const { material, milestones, deadlines } = statusOf(
      journey.state,
      journey.now,
      journey.digest,
    );
    expect(material.shipments.find((one) => one.shipmentId === 'IN1')).toMatchObject({
      eta: inUtc,
      qualifiedUntil: inUtc,
      milestones: [{ name: 'booked', at: '2026-03-10T01:00:00.000Z' }],
    });
    expect(milestones.find((one) => one.name === 'product-received')?.expected).toBe(inUtc);
    expect(deadlines.find((one) => one.name === 'shipper-hold-time/IN1')?.at).toBe(inUtc);
    const [record] = journey.recordsOf('shipment.booked').slice(-1);
    expect(record?.data.fact?.data['eta']).toBe(written);
    expect(record?.data.nextDeadline?.at).toMatch(/\.\d{3}Z$/);
  });

  it('is the same excursion as one that began at the same instant', () => {
    const journey = journeyIn('outbound-shipment', rules);
    const breach = { shipmentId: 'OUT1', deviceId: 'L1', limitCelsius: 8, worstCelsius: 9 };
    journey
      .tell('shipment.temperature-breached', { ...breach, since: '2026-03-20T10:00:00Z' })
      .tell('shipment.temperature-breached', { ...breach, since: '2026-03-20T12:00:00+02:00' });
    expect(journey.state.shipments.flatMap((one) => one.excursions)).toHaveLength(1);
  });

  it('of a deferral is due at an instant, also when a date was decided', () => {
    const journey = journeyIn('eligibility', rules);
    journey.decide('defer-eligibility', { until: '2026-06-01', reason: 'infection' });
    expect(journey.requirement('eligibility.confirmed', 'deferral-over').dueAt).toBe(
      '2026-06-01T00:00:00.000Z',
    );
  });
});
