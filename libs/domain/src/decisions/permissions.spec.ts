import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import {
  tellInfusion,
  tellLymphodepletion,
  tellReleasedBatch,
  verifyIdentity,
} from '../../test-journeys/scenes.js';
import { journeyIn, leave } from '../../test-journeys/story.js';
import type { ToldJourney } from '../../test-journeys/told-journey.js';
import { wakesAt } from '../deadlines/steps.js';
import { plusDays, plusHours } from '../time/instant.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

const withdrawnTypes = ({ records }: ToldJourney) =>
  records.filter((one) => one.type === 'request.withdrawn').map((one) => one.data.detail?.['type']);
const toldTypes = ({ records }: ToldJourney) =>
  records.filter((one) => one.type === 'request.sent').map((one) => one.data.detail?.['type']);

const authorizedInfusion = (productBags?: readonly string[]) =>
  journeyIn('infusion', rules, productBags === undefined ? {} : { productBags }).ask(
    'infusion.authorized',
  );
const authorizedLymphodepletion = () =>
  journeyIn('lymphodepletion', rules).ask('lymphodepletion.authorized');

const withdrawRelease = (journey: ToldJourney) =>
  journey.tell(
    'batch.release-withdrawn',
    { coi: journey.state.journeyId, batchId: 'B1', reason: 'sterility', advice: 'do-not-infuse' },
    { by: 'manufacturer' },
  );
const failSterility = (journey: ToldJourney) =>
  journey.tell(
    'quality.tested',
    {
      coi: journey.state.journeyId,
      batchId: 'B1',
      sampleId: 'late',
      test: 'sterility',
      resultStatus: 'final',
      passed: false,
    },
    { by: 'qualityLaboratory' },
  );

const losses: readonly (readonly [string, (journey: ToldJourney) => unknown])[] = [
  ['a hold', (journey) => journey.decide('place-hold', { kind: 'deviation', reason: 'r' })],
  ['the release withdrawn', withdrawRelease],
  ['a failed release test', failSterility],
  [
    'treatment consent withdrawn',
    (journey) => journey.tell('consent.withdrawn', { scope: 'treatment' }),
  ],
  [
    'an excursion of its shipment',
    (journey) =>
      journey.tell(
        'shipment.temperature-breached',
        {
          shipmentId: 'IN-B1',
          deviceId: 'd',
          limitCelsius: -120,
          worstCelsius: -90,
          since: plusHours(journey.now, -30),
        },
        { by: 'courier' },
      ),
  ],
  [
    'a bag of somebody else',
    (journey) =>
      journey.tell('product.thawed', {
        coi: journey.state.journeyId,
        batchId: 'B9',
        bagId: 'P9',
        thawedAt: journey.now,
      }),
  ],
];

describe('the authorisation of an infusion', () => {
  it.each(losses)(
    'is withdrawn at once by %s, and everything has to be checked anew',
    (_, lose) => {
      const journey = authorizedInfusion();
      lose(journey);
      expect(withdrawnTypes(journey)).toEqual(['infusion.authorized']);
      expect(toldTypes(journey)).toContain('infusion.authorization-withdrawn');
      expect(journey.state).toMatchObject({ stage: 'lymphodepletion', authorizations: [] });
      expect(journey.unmet('infusion.may-start')).toEqual(
        expect.arrayContaining(['identity-verified-by-two', 'infusion-authorized']),
      );
    },
  );

  it.each(losses)('is not sent after %s between the decision and the request', (_, lose) => {
    const journey = journeyIn('infusion', rules);
    lose(journey);
    journey.ask('infusion.authorized');
    expect(toldTypes(journey)).not.toContain('infusion.authorized');
    expect(journey.state.stage).toBe('lymphodepletion');
  });

  it.each(losses)('lapses by %s before its gate was passed', (_, lose) => {
    const journey = verifyIdentity(tellLymphodepletion(journeyIn('lymphodepletion', rules)));
    expect(journey.decide('authorize-infusion', { doseNumber: 1 }).outcome).toBe('accepted');
    lose(journey);
    journey.pass('infusion.may-start');
    expect(journey.state.stage).toBe('lymphodepletion');
    expect(journey.unmet('infusion.may-start')).toContain('infusion-authorized');
  });

  it('says until when it holds: the window or the shelf life, whichever ends first', () => {
    const journey = authorizedInfusion();
    const [{ validUntil } = { validUntil: null }] = journey.state.authorizations;
    const { completedAt } = journey.state.lymphodepletion!;
    expect(validUntil).toBe(plusDays(completedAt!, 14));
    const short = journeyIn('infusion', rules);
    const batches = short.state.batches.map((batch) => ({
      ...batch,
      release: { ...batch.release!, expiresAt: plusDays(short.now, 3) },
    }));
    short.state = { ...short.state, batches };
    short.ask('infusion.authorized');
    expect(short.state.authorizations).toMatchObject([{ validUntil: plusDays(short.now, 3) }]);
  });

  it('falls at its last instant though nothing else happens', () => {
    const journey = authorizedInfusion();
    const until = journey.state.authorizations[0]!.validUntil!;
    expect(wakesAt(journey.state, plusHours(until, -1), 0)).toBe(until);
    journey.waitUntil(plusHours(until, -1));
    expect(journey.state.authorizations).toHaveLength(1);
    journey.waitUntil(until);
    expect(journey.state.authorizations).toEqual([]);
    expect(withdrawnTypes(journey)).toEqual(['infusion.authorized']);
  });

  it('can be taken back by a physician', () => {
    const journey = authorizedInfusion();
    const [{ requestId } = { requestId: '' }] = journey.state.authorizations;
    const taken = journey.decide('withdraw-authorization', { requestId, reason: 'fever' });
    expect(taken.outcome).toBe('accepted');
    expect(journey.state).toMatchObject({ stage: 'lymphodepletion', authorizations: [] });
    expect(toldTypes(journey)).toContain('infusion.authorization-withdrawn');
  });

  it('is used up when every bag is given', () => {
    const journey = leave(journeyIn('infusion', rules));
    expect(journey.state).toMatchObject({ stage: 'monitoring', authorizations: [] });
    expect(withdrawnTypes(journey)).toEqual([]);
  });

  it('is not withdrawn by what happens after the only bag has begun', () => {
    const journey = authorizedInfusion();
    tellInfusion(journey);
    failSterility(journey);
    expect(withdrawnTypes(journey)).toEqual([]);
    expect(journey.state.alerts.map((one) => one.kind)).toContain('sterility-failed');
  });

  it.each([0.1, 5, 24 * 3, 24 * 40])(
    'is not withdrawn by a thaw heard of %d hours after its bag was given, nor by anything else',
    (hours) => {
      const journey = authorizedInfusion();
      const [{ requestId } = { requestId: '' }] = journey.state.authorizations;
      const bag = { coi: journey.state.journeyId, batchId: 'B1', bagId: 'P1', doseNumber: 1 };
      const thawedAt = journey.now;
      journey.later(0.1).tell('infusion.started', bag).tell('infusion.completed', bag).later(hours);
      journey.tell('product.thawed', { ...bag, thawedAt });
      expect(withdrawnTypes(journey)).toEqual([]);
      const taken = journey.decide('withdraw-authorization', { requestId, reason: 'fever' });
      expect(taken).toMatchObject({ outcome: 'refused', code: 'no-such-authorization' });
      journey.tell('death.reported', { diedOn: journey.now.slice(0, 10), cause: 'infection' });
      expect(journey.state.stage).toBe('closed');
      expect(withdrawnTypes(journey)).not.toContain('infusion.authorized');
    },
  );

  it('falls for the bags that are left, and can be given anew for them', () => {
    const journey = authorizedInfusion(['P1', 'P2']);
    const bag = { coi: journey.state.journeyId, batchId: 'B1', bagId: 'P1', doseNumber: 1 };
    journey.tell('infusion.started', bag).decide('place-hold', { kind: 'manual', reason: 'r' });
    expect(withdrawnTypes(journey)).toEqual(['infusion.authorized']);
    expect(journey.state.stage).toBe('infusion');
    expect(journey.decide('authorize-infusion', { doseNumber: 1 }).outcome).toBe('refused');
    journey.decide('lift-hold', { kind: 'manual', reason: 'r' }, { role: 'quality' });
    journey.decide('verify-product-identity', {
      batchId: 'B1',
      bagId: 'P2',
      scannedCoi: journey.state.journeyId,
    });
    expect(journey.decide('authorize-infusion', { doseNumber: 1 }).outcome).toBe('accepted');
    journey.ask('infusion.authorized');
    const [sent] = journey.recordsOf('request.sent').slice(-1);
    expect(sent?.data.detail).toMatchObject({
      type: 'infusion.authorized',
      data: { bagIds: ['P2'] },
    });
  });
});

describe('the authorisation of lymphodepletion', () => {
  it.each(losses)('is withdrawn at once by %s while nothing was given', (_, lose) => {
    const journey = authorizedLymphodepletion();
    lose(journey);
    expect(withdrawnTypes(journey)).toEqual(['lymphodepletion.authorized']);
    expect(journey.state.stage).toBe('inbound-shipment');
    expect(journey.unmet('lymphodepletion.may-start')).toContain('lymphodepletion-authorized');
  });

  it('falls when the coverage of the stay ends by its last day', () => {
    const journey = journeyIn('inbound-shipment', rules).tell('coverage.approved', {
      reference: 'A-2',
      covers: ['stay'],
      validUntil: '2026-04-10T00:00:00.000Z',
    });
    leave(journey).ask('lymphodepletion.authorized');
    expect(journey.state.authorizations).toHaveLength(1);
    journey.waitUntil('2026-04-10T00:00:00.000Z');
    expect(journey.state).toMatchObject({ stage: 'inbound-shipment', authorizations: [] });
  });

  it('is used up at the end of the course', () => {
    expect(tellLymphodepletion(journeyIn('lymphodepletion', rules)).state.authorizations).toEqual(
      [],
    );
  });

  it('is used up once product flows after a course whose end was not told', () => {
    const journey = authorizedLymphodepletion().tell('lymphodepletion.started', { regimen: 'x' });
    const bag = { coi: journey.state.journeyId, batchId: 'B1', bagId: 'P1', doseNumber: 1 };
    journey.later(24 * 5).tell('infusion.started', bag);
    expect(journey.state).toMatchObject({ stage: 'infusion', authorizations: [] });
    expect(withdrawnTypes(journey)).toEqual([]);
  });

  it('falls when product flows before any course was begun', () => {
    const journey = authorizedLymphodepletion();
    const bag = { coi: journey.state.journeyId, batchId: 'B1', bagId: 'P1', doseNumber: 1 };
    journey.tell('infusion.started', bag);
    expect(withdrawnTypes(journey)).toEqual(['lymphodepletion.authorized']);
  });

  it('stays while the course is under way', () => {
    const journey = authorizedLymphodepletion().tell('lymphodepletion.started', { regimen: 'x' });
    journey.decide('place-hold', { kind: 'manual', reason: 'r' });
    expect(journey.state.stage).toBe('lymphodepletion');
  });
});

describe('lymphodepletion that came too early', () => {
  it('is repeated from the beginning with a new authorisation, and its window counts anew', () => {
    const journey = tellLymphodepletion(journeyIn('lymphodepletion', rules));
    const until = plusDays(journey.state.lymphodepletion!.completedAt!, 14);
    journey.waitUntil(until);
    expect(journey.requirement('infusion.may-start', 'lymphodepletion-window')).toMatchObject({
      met: false,
      actions: [{ name: 'repeat-lymphodepletion' }],
    });
    expect(journey.decide('repeat-lymphodepletion', { reason: 'late' }).outcome).toBe('accepted');
    expect(journey.state.stage).toBe('inbound-shipment');
    journey.tell('screening.resulted', {
      test: 'active-infection',
      qualitative: 'negative',
      collectedAt: journey.now,
    });
    journey.decide('authorize-lymphodepletion', { regimen: 'again' });
    journey.pass('lymphodepletion.may-start');
    expect(journey.state.attempts.lymphodepletion).toBe(2);
    expect(journey.unmet('infusion.may-start')).toContain('lymphodepletion-completed');
    // Late words about the first course do not count for the second.
    journey.tell('lymphodepletion.completed', { completedAt: plusDays(until, -14) });
    tellLymphodepletion(journey);
    expect(journey.state.lymphodepletion).toMatchObject({ attempt: 2 });
    expect(toldTypes(journey).filter((type) => type === 'lymphodepletion.authorized')).toHaveLength(
      2,
    );
    verifyIdentity(journey).decide('authorize-infusion', { doseNumber: 1 });
    expect(journey.pass('infusion.may-start').state.stage).toBe('infusion');
  });
});

describe('a product that is lost on the way to the patient', () => {
  it.each([
    ['at the clinic', () => journeyIn('inbound-shipment', rules)],
    ['during lymphodepletion', () => tellLymphodepletion(journeyIn('lymphodepletion', rules))],
  ])('%s is made again and shipped', (_, told) => {
    const journey = withdrawRelease(told());
    expect(journey.unmet('infusion.may-start')).toContain('product-released');
    const ordered = journey.decide('order-remanufacture', { batchId: 'B1' });
    expect(ordered.outcome).toBe('accepted');
    expect(journey.state.stage).toBe('manufacturing');
    tellReleasedBatch(journey, ['Q1']).pass('product.may-ship');
    expect(journey.state).toMatchObject({ stage: 'inbound-shipment', holds: [] });
    leave(journey);
    expect(journey.state.stage).toBe('lymphodepletion');
    expect(leave(journey).state.stage).toBe('infusion');
    expect(leave(journey).state.stage).toBe('monitoring');
  });
});
