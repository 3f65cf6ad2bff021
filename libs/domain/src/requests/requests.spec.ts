import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { tellReleasedBatch } from '../../test-journeys/scenes.js';
import { journeyIn, leave } from '../../test-journeys/story.js';
import type { ToldJourney } from '../../test-journeys/told-journey.js';
import type { Stage } from '../journey/vocabulary.js';
import { planRequest, requests, type RequestType } from './requests.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

const sent = (journey: ToldJourney) =>
  journey.recordsOf('request.sent').map((one) => one.data.detail);

describe('a request', () => {
  const askedIn: readonly (readonly [RequestType, Exclude<Stage, 'closed'>, string])[] = [
    ['eligibility.requested', 'eligibility', 'northgate-clinic'],
    ['appointment.requested', 'scheduling', 'northgate-clinic'],
    ['slot.requested', 'scheduling', 'maker'],
    ['pickup.requested', 'outbound-shipment', 'polar-courier'],
    ['pickup.requested', 'inbound-shipment', 'polar-courier'],
    ['lymphodepletion.authorized', 'lymphodepletion', 'northgate-clinic'],
    ['infusion.authorized', 'infusion', 'northgate-clinic'],
    ['assessment.due', 'monitoring', 'northgate-clinic'],
  ];

  it.each(askedIn)(
    '%s in %s is sent once, to %s, under an id that stays',
    (type, stage, partner) => {
      const journey = journeyIn(stage, rules);
      const before = sent(journey).length;
      journey.ask(type).later(3).ask(type, type);
      const [asked, ...more] = sent(journey).slice(before);
      expect(more).toEqual([]);
      expect(asked).toMatchObject({ type, partnerId: partner });
      const number = sent(journey).filter((one) => one?.['type'] === type).length;
      expect(asked?.['requestId']).toBe(`${journey.state.journeyId}/${type}/${number}`);
    },
  );

  it.each(Object.keys(requests) as RequestType[])(
    '%s is not planned while there is nothing to ask for',
    (type) => {
      const asksAtOnce = [
        'eligibility.requested',
        'appointment.requested',
        'slot.requested',
      ] as readonly string[];
      const { state, now } = journeyIn('referral', rules);
      const plan = planRequest(state, type, now);
      expect(plan === null).toBe(!asksAtOnce.includes(type));
    },
  );

  it('for another batch is another one', () => {
    const journey = tellReleasedBatch(journeyIn('manufacturing', rules), ['P1']);
    journey.tell('batch.rejected', { batchId: 'B1' }, { by: 'manufacturer' });
    journey.decide('order-remanufacture', { batchId: 'B1' });
    tellReleasedBatch(journey, ['P2']);
    const tests = sent(journey).filter((one) => one?.['type'] === 'quality-test.requested');
    expect(tests.map((one) => one?.['purpose'])).toEqual(['batch/B1', 'batch/B2']);
    expect(tests[1]?.['requestId']).toBe(`${journey.state.journeyId}/quality-test.requested/2`);
  });

  it('for assessments comes anew for each interval', () => {
    const journey = journeyIn('monitoring', rules).ask('assessment.due');
    journey.later(13).tell('vitals.recorded', { celsius: 37, measuredAt: journey.now });
    journey.ask('assessment.due').ask('assessment.due');
    const purposes = sent(journey)
      .filter((one) => one?.['type'] === 'assessment.due')
      .map((one) => one?.['purpose']);
    expect(purposes).toHaveLength(2);
    expect(new Set(purposes).size).toBe(2);
  });

  it('for a visit comes when the visit is due', () => {
    const journey = journeyIn('follow-up', rules).ask('assessment.due');
    const before = sent(journey).length;
    const [visit] = journey.state.visits;
    journey.waitUntil(visit!.dueAt).ask('assessment.due');
    expect(sent(journey).slice(before)).toMatchObject([
      { purpose: `visit/${visit!.name}`, dueAt: visit!.windowUntil },
    ]);
  });

  it('to infuse lists the bags that may be given and what it rests on', () => {
    const journey = journeyIn('infusion', rules, { productBags: ['P1', 'P2'] });
    journey.ask('infusion.authorized');
    const { data, authorization } = sent(journey).at(-1) as {
      data: { bagIds: string[]; restsOn: string[] };
      authorization: unknown;
    };
    expect(data.bagIds).toEqual(['P1', 'P2']);
    const release = journey.state.batches[0]?.release?.evidence.eventId;
    expect(data.restsOn).toContain(release);
    expect(authorization).toMatchObject({ kind: 'infusion.authorized' });
  });

  it('never names anything of a closed journey', () => {
    const journey = leave(journeyIn('referral', rules));
    journey.decide('reject-eligibility', { reason: 'r' });
    const before = sent(journey).length;
    journey.ask(...(Object.keys(requests) as RequestType[]));
    expect(sent(journey)).toHaveLength(before);
  });
});
