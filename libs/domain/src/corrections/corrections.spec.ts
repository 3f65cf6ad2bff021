import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { tellReleasedBatch, tellScreening } from '../../test-journeys/scenes.js';
import { journeyIn } from '../../test-journeys/story.js';
import { eventOf, type ToldJourney } from '../../test-journeys/told-journey.js';
import type { JourneyEvent } from '../journey/event.js';
import { plusDays, plusHours } from '../time/instant.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

type Options = { readonly corrects?: string; readonly by?: 'clinic' | 'manufacturer' | 'courier' };

function event(
  journey: ToldJourney,
  id: string,
  type: string,
  data: JourneyEvent['data'],
  { corrects, by = 'clinic' }: Options = {},
): JourneyEvent {
  const told = eventOf(type, data, { id, time: journey.now, by });
  return corrects === undefined ? told : { ...told, corrects };
}

function idOf(journey: ToldJourney, type: string): string {
  return journey.recordsOf(type).at(-1)?.data.fact?.id ?? '';
}

function retract(journey: ToldJourney, retractedId: string, by: Options['by'] = 'clinic') {
  return journey.receive(
    event(
      journey,
      `no-${retractedId}`,
      'record.retracted',
      { retractedId, reason: 'duplicate' },
      { by },
    ),
  );
}

const reviewsOf = ({ state }: ToldJourney) => state.reviews.map(({ reviewId }) => reviewId);

const screening = (qualitative: string, collectedAt: string) => ({
  test: 'hbv',
  qualitative,
  collectedAt,
});

describe('a correction', () => {
  it('replaces what it corrects, and says so', () => {
    const journey = journeyIn('eligibility', rules);
    const { now } = journey;
    journey.receive(event(journey, 'a', 'screening.resulted', screening('positive', now)));
    const count = journey.records.length;
    journey.receive(
      event(journey, 'b', 'screening.resulted', screening('negative', plusDays(now, -3)), {
        corrects: 'a',
      }),
    );
    expect(journey.typesSince(count)).toEqual(['screening.resulted', 'event.corrected']);
    expect(journey.records.at(-1)?.data.detail).toEqual({
      event: { source: 'urn:v2v:site:northgate', id: 'a' },
      by: 'b',
    });
    expect(journey.state.screening['hbv']).toMatchObject({
      qualitative: 'negative',
      evidence: { eventId: 'b' },
    });
  });

  it('of another source replaces nothing: it waits for an event of its own source', () => {
    const journey = journeyIn('manufacturing', rules);
    const stock = { drug: 'tocilizumab', doses: 4 };
    journey.receive(event(journey, 'a', 'medicine-stock.confirmed', stock));
    journey.receive(
      event(journey, 'b', 'medicine-stock.confirmed', stock, { corrects: 'a', by: 'courier' }),
    );
    expect(journey.state.parked).toMatchObject([{ event: { id: 'b' }, needs: 'a' }]);
    expect(journey.state.medicineStock['tocilizumab']?.evidence.eventId).toBe('a');
  });

  it('that comes before what it corrects is parked, and looked after when that never comes', () => {
    const journey = journeyIn('eligibility', rules);
    const { now } = journey;
    const corrected = event(journey, 'b', 'screening.resulted', screening('negative', now), {
      corrects: 'a',
    });
    journey.receive(corrected);
    expect(journey.records.at(-1)?.type).toBe('event.parked');
    const waited = journey.fork().waitUntil(plusDays(now, 2));
    expect(waited.recordsOf('deadline.due').at(-1)?.data.detail).toMatchObject({
      name: 'parked-event/screening.resulted/b',
      owner: 'coordinator',
    });
    journey.receive(event(journey, 'a', 'screening.resulted', screening('positive', now)));
    expect(journey.state.parked).toEqual([]);
    expect(journey.state.screening['hbv']?.evidence.eventId).toBe('b');
  });

  it('of a message about safety counts at once, and what it corrects no longer when it comes', () => {
    const journey = journeyIn('monitoring', rules).later(1);
    const vitals = (celsius: number) => ({ celsius, measuredAt: journey.now });
    journey.receive(event(journey, 'b', 'vitals.recorded', vitals(37), { corrects: 'a' }));
    journey.receive(event(journey, 'a', 'vitals.recorded', vitals(40)));
    expect(journey.state.observations.map(({ eventId }) => eventId)).toEqual(['b']);
  });

  it('replaces an observation, the last recorded of several', () => {
    const journey = journeyIn('monitoring', rules).later(1);
    const vitals = (celsius: number) => ({ celsius, measuredAt: journey.now });
    journey.receive(event(journey, 'a', 'vitals.recorded', vitals(40)));
    const first = event(journey, 'b', 'vitals.recorded', vitals(39), { corrects: 'a' });
    const second = { ...first, id: 'a2', time: plusHours(journey.now, 1 / 60), data: vitals(37) };
    for (const order of [
      [first, second],
      [second, first],
    ]) {
      const told = journey.fork().receive(...order);
      expect(told.state.observations.map(({ eventId }) => eventId)).toEqual(['a2']);
    }
  });

  it.each([
    ['names itself', 'corrects-itself', 'quality.tested', 'x'],
    ['is an amended result of nothing', 'corrects-nothing', 'quality.amended', undefined],
  ])('that %s is refused', (_, reason, type, corrects) => {
    const journey = journeyIn('manufacturing', rules);
    const options = corrects === undefined ? {} : { corrects };
    journey.receive(event(journey, 'x', type, { batchId: 'B1' }, options));
    expect(journey.records.at(-1)).toMatchObject({
      type: 'event.refused',
      data: { detail: { reason } },
    });
  });

  it('of a parked event takes its place', () => {
    const journey = journeyIn('manufacturing', rules);
    const step = (batchId: string) => ({ batchId, step: 'expansion' });
    journey.receive(
      event(journey, 'a', 'manufacturing.step-completed', step('B7'), { by: 'manufacturer' }),
    );
    journey.receive(
      event(journey, 'b', 'manufacturing.step-completed', step('B1'), {
        by: 'manufacturer',
        corrects: 'a',
      }),
    );
    expect(journey.state.parked).toEqual([]);
    tellReleasedBatch(journey, ['P1']);
    expect(journey.state.batches[0]?.steps).toMatchObject([{ step: 'expansion' }]);
  });
});

describe('an amended result', () => {
  it('stands in the place of the result, also where that had failed', () => {
    const journey = tellReleasedBatch(journeyIn('manufacturing', rules), ['P1']);
    const { journeyId: coi } = journey.state;
    const result = (passed: boolean) => ({
      batchId: 'B1',
      coi,
      sampleId: 'late',
      test: 'sterility',
      resultStatus: 'final',
      passed,
    });
    journey.tell('quality.tested', result(false), { by: 'qualityLaboratory', id: 'f' });
    expect(journey.unmet('product.may-ship')).toContain('test-sterility');
    const amended = eventOf('quality.amended', result(true), {
      id: 'g',
      time: journey.now,
      by: 'qualityLaboratory',
    });
    journey.receive({ ...amended, corrects: 'f' });
    expect(journey.unmet('product.may-ship')).not.toContain('test-sterility');
  });
});

describe('a record taken back', () => {
  it('no longer counts', () => {
    const journey = journeyIn('eligibility', rules);
    const { now } = journey;
    journey.receive(event(journey, 'a', 'screening.resulted', screening('negative', now)));
    journey.later(1);
    journey.receive(event(journey, 'b', 'screening.resulted', screening('positive', journey.now)));
    const count = journey.records.length;
    retract(journey, 'b');
    expect(journey.typesSince(count)).toEqual(['record.retracted', 'event.retracted']);
    expect(journey.state.screening['hbv']?.evidence.eventId).toBe('a');
  });

  it('leaves what it had corrected', () => {
    const journey = journeyIn('eligibility', rules);
    const { now } = journey;
    journey.receive(event(journey, 'a', 'screening.resulted', screening('positive', now)));
    journey.receive(
      event(journey, 'b', 'screening.resulted', screening('negative', now), { corrects: 'a' }),
    );
    retract(journey, 'b');
    expect(journey.state.screening['hbv']?.evidence.eventId).toBe('a');
  });

  it('is not taken back by another source', () => {
    const journey = journeyIn('eligibility', rules);
    journey.receive(event(journey, 'a', 'screening.resulted', screening('positive', journey.now)));
    retract(journey, 'a', 'courier');
    expect(journey.state.screening['hbv']?.evidence.eventId).toBe('a');
    expect(journey.state.parked).toHaveLength(1);
  });

  it('that never came is looked into by people a day later, once', () => {
    const journey = journeyIn('eligibility', rules);
    retract(journey, 'never-told');
    expect(reviewsOf(journey)).toEqual([]);
    journey.waitUntil(plusDays(journey.now, 3));
    expect(reviewsOf(journey)).toEqual(['nothing-to-take-back/no-never-told']);
    expect(journey.recordsOf('review.requested')).toHaveLength(1);
    journey.decide('answer-review', {
      reviewId: 'nothing-to-take-back/no-never-told',
      finding: 'other-journey',
      reason: 'r',
    });
    expect(reviewsOf(journey.waitUntil(plusDays(journey.now, 3)))).toEqual([]);
  });

  it('is gone from those parked', () => {
    const journey = journeyIn('manufacturing', rules);
    journey.receive(
      event(
        journey,
        'a',
        'manufacturing.step-completed',
        { batchId: 'B7', step: 'harvest' },
        { by: 'manufacturer' },
      ),
    );
    retract(journey, 'a', 'manufacturer');
    expect(journey.state.parked).toEqual([]);
  });

  it('takes with it what rests on it, until it is told again', () => {
    const journey = tellReleasedBatch(journeyIn('manufacturing', rules), ['P1']);
    const id = idOf(journey, 'manufacturing.started');
    const before = journey.state.batches;
    retract(journey, id, 'manufacturer');
    expect(journey.state.batches).toEqual([]);
    expect(journey.state.told.waiting.length).toBeGreaterThan(5);
    const [batch] = before;
    journey.receive(
      event(
        journey,
        'again',
        'manufacturing.started',
        {
          coi: journey.state.journeyId,
          batchId: 'B1',
          attempt: 1,
          role: 'primary',
          inputBagIds: ['M1'],
          vectorLot: 'V8',
        },
        { by: 'manufacturer' },
      ),
    );
    expect(journey.state.told.waiting).toEqual([]);
    expect(journey.state.batches).toMatchObject([{ tests: batch?.tests, vectorLot: 'V8' }]);
  });

  it('is taken back by two people of quality, whoever told it', () => {
    const journey = journeyIn('eligibility', rules);
    journey.receive(event(journey, 'a', 'screening.resulted', screening('positive', journey.now)));
    const data = { source: 'urn:v2v:site:northgate', eventId: 'a', reason: 'wrong patient' };
    expect(journey.decide('retract-record', data, { persons: ['quality-1'] }).outcome).toBe(
      'awaiting-second',
    );
    expect(journey.state.screening['hbv']).toBeDefined();
    expect(journey.decide('retract-record', data, { persons: ['quality-2'] }).outcome).toBe(
      'accepted',
    );
    expect(journey.state.screening['hbv']).toBeUndefined();
    expect(journey.decide('retract-record', data)).toMatchObject({ code: 'record-unknown' });
  });
});

describe('a decision that rests on what is corrected', () => {
  const authorized = () => {
    const journey = journeyIn('lymphodepletion', rules).ask('lymphodepletion.authorized');
    return journey.later(1);
  };
  const correctReceipt = (journey: ToldJourney, maxCelsius: number) => {
    const receipt = journey.state.productReceipts[0]!;
    const { evidence, ...data } = receipt;
    return journey.receive(
      event(
        journey,
        'corrected',
        'product.received',
        { ...data, maxCelsius },
        { corrects: evidence.eventId },
      ),
    );
  };

  it('says what it rests on', () => {
    const journey = authorized();
    const decision = journey.state.decisions.find(
      (one) => one.type === 'authorize-lymphodepletion',
    );
    expect(decision?.restsOn).toContain(journey.state.productReceipts[0]?.evidence.eventId);
  });

  it('stands, with a deviation, a review and a hold that quality lifts; its authorisation is withdrawn', () => {
    const journey = authorized();
    const count = journey.records.length;
    correctReceipt(journey, -157);
    expect(journey.typesSince(count)).toEqual(
      expect.arrayContaining([
        'event.corrected',
        'deviation.raised',
        'review.requested',
        'hold.placed',
        'request.withdrawn',
      ]),
    );
    expect(journey.state.holds).toMatchObject([{ kind: 'deviation' }]);
    expect(journey.state.authorizations).toEqual([]);
    journey.decide('lift-hold', { kind: 'deviation', reason: 'harmless' });
    expect(journey.state.holds).toEqual([]);
  });

  it('is not disturbed when the correction says the same but for when and who', () => {
    const journey = authorized();
    const { evidence, ...data } = journey.state.productReceipts[0]!;
    const receivedAt = plusHours(data.receivedAt, -1);
    journey.receive(
      event(
        journey,
        'c',
        'product.received',
        { ...data, receivedAt },
        { corrects: evidence.eventId },
      ),
    );
    expect(journey.state.holds).toEqual([]);
    expect(journey.recordsOf('deviation.raised')).toEqual([]);
  });

  it('raises a deviation without a hold once the product has flowed', () => {
    const journey = journeyIn('monitoring', rules).later(1);
    correctReceipt(journey, -157);
    expect(journey.recordsOf('deviation.raised').length).toBeGreaterThan(0);
    expect(journey.state.holds).toEqual([]);
  });

  it('about an excursion waits for another one when the reading turns out to be worse, not when it was milder', () => {
    const journey = journeyIn('inbound-shipment', rules);
    const breach = (worstCelsius: number) => ({
      shipmentId: 'IN-B1',
      deviceId: 'd',
      limitCelsius: -120,
      worstCelsius,
      since: journey.now,
    });
    journey.receive(
      event(journey, 'a', 'shipment.temperature-breached', breach(-100), { by: 'courier' }),
    );
    journey
      .later(1)
      .tell(
        'excursion.assessed',
        { shipmentId: 'IN-B1', bagIds: [], assessment: 'acceptable', basis: 'b' },
        { by: 'manufacturer' },
      );
    journey.decide('dispose-excursion', { shipmentId: 'IN-B1', disposition: 'acceptable' });
    expect(journey.state.holds).toEqual([]);
    const { since } = journey.state.shipments[0]!.excursions[0]!;
    const corrected = (worstCelsius: number) =>
      journey
        .fork()
        .receive(
          event(
            journey,
            'b',
            'shipment.temperature-breached',
            { ...breach(worstCelsius), since },
            { corrects: 'a', by: 'courier' },
          ),
        ).state;
    expect(corrected(-80).shipments[0]?.excursions).toMatchObject([{ disposition: null }]);
    expect(corrected(-80).holds.map(({ kind }) => kind)).toContain('temperature-excursion');
    expect(corrected(-110).shipments[0]?.excursions).toMatchObject([{ disposition: 'acceptable' }]);
  });
});

describe('a fact that comes late', () => {
  const decided = () => {
    const journey = tellScreening(journeyIn('eligibility', rules).later(24))
      .tell('consent.signed', { scope: 'treatment', documentVersion: '4' })
      .tell('coverage.approved', { reference: 'A', covers: ['apheresis', 'product', 'stay'] })
      .later(6);
    journey.decide('confirm-eligibility');
    return journey.pass('eligibility.confirmed').later(2);
  };
  const tell = (journey: ToldJourney, collectedAt: string) =>
    journey.receive(
      event(journey, 'late', 'screening.resulted', screening('positive', collectedAt)),
    );

  it('undoes no signed decision: people look into it, and are paged while it can be stopped', () => {
    const journey = decided();
    const confirmed = journey.state.decisions.find((one) => one.type === 'confirm-eligibility');
    tell(journey, plusHours(journey.now, -3));
    expect(journey.state.stage).toBe('scheduling');
    expect(journey.state.decisions).toContainEqual(confirmed);
    const about = `late/${confirmed?.sequence}/late`;
    expect(reviewsOf(journey)).toEqual([about]);
    expect(journey.state.alerts.at(-1)).toMatchObject({
      alertId: `review-requested/${about}`,
      severity: 'immediate',
    });
    journey.decide('answer-review', { reviewId: about, finding: 'no-harm', reason: 'r' });
    expect(reviewsOf(journey)).toEqual([]);
  });

  it('is nothing to look into when it happened after the decision, or changes nothing', () => {
    expect(reviewsOf(tell(decided(), decided().now))).toEqual([]);
    expect(reviewsOf(tell(decided(), plusHours(decided().now, -30)))).toEqual([]);
  });

  it('pages nobody when nothing can be done about it any more', () => {
    const journey = journeyIn('monitoring', rules).later(1);
    const count = journey.state.alerts.length;
    const happenedAt = journey.state.decisions.find((one) => one.type === 'authorize-infusion')!.at;
    journey.receive(
      event(journey, 'late', 'consent.withdrawn', {
        scope: 'treatment',
        happenedAt: plusHours(happenedAt, -0.1),
      }),
    );
    expect(reviewsOf(journey).length).toBeGreaterThan(0);
    expect(journey.state.alerts).toHaveLength(count);
  });
});
