import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { anotherJourneyId } from '../../test-journeys/northgate.js';
import { tellInfusion, tellLymphodepletion, tellWell } from '../../test-journeys/scenes.js';
import { journeyIn, leave } from '../../test-journeys/story.js';
import type { ToldJourney } from '../../test-journeys/told-journey.js';
import { journeyIdentifier } from '../identifiers/journey-identifier.js';
import { type Stage, stages } from './vocabulary.js';
import { statusOf } from '../status/journey-status.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

const offTheShelf = sliceFor({
  product: 'illustrative-off-the-shelf',
  indication: 'lbcl',
  jurisdiction: 'US',
  date: '2026-03-02',
});
/** A stage of products off the shelf is told of one. */
const rulesIn = (stage: string) => (stage === 'allocation' ? offTheShelf : rules);

function holdsOf({ state }: ToldJourney) {
  return state.holds.map(({ kind, about }) => [kind, about]);
}

function infused(journey: ToldJourney, batchId: string, bagId: string, coi?: string): ToldJourney {
  const bag = { coi: coi ?? journey.state.journeyId, batchId, bagId, doseNumber: 1 };
  return journey.tell('infusion.started', bag);
}

describe('the identity of what is given', () => {
  it('is held when a bag flows that is not of the released batch', () => {
    const journey = infused(journeyIn('infusion', rules), 'B1', 'P7');
    expect(holdsOf(journey)).toEqual([['identity-mismatch', 'infusion/B1/P7']]);
    expect(journey.recordsOf('identity.mismatch-detected')[0]?.data.detail).toMatchObject({
      identifier: 'bag',
      about: 'infusion/B1/P7',
    });
  });

  it('is held when a bag of a batch flows that is not of this journey', () => {
    expect(holdsOf(infused(journeyIn('infusion', rules), 'B9', 'P1'))).toEqual([
      ['identity-mismatch', 'infusion/B9/P1'],
    ]);
  });

  it('is held when the scan names another journey, and what flowed is followed', () => {
    const journey = infused(journeyIn('infusion', rules), 'B1', 'P1', anotherJourneyId);
    expect(journey.state.holds).toMatchObject([{ kind: 'identity-mismatch' }]);
    expect(journey.state.infusions).toMatchObject([{ batchId: 'B1', bagId: 'P1' }]);
    expect(journey.recordsOf('infusion.started')[0]?.data.fact?.flags).toEqual([
      'identity-mismatch',
    ]);
  });

  it('is held when a scan before the infusion names another journey, which is no ground for anything', () => {
    const journey = journeyIn('infusion', rules);
    const bag = { coi: anotherJourneyId, batchId: 'B1', bagId: 'P1' };
    journey.tell('product.thawed', { ...bag, thawedAt: journey.now });
    expect(journey.state.holds).toMatchObject([{ kind: 'identity-mismatch' }]);
    expect(journey.state.infusions).toEqual([]);
  });

  it('is held, and no name is learnt, when the identifier of another journey is registered', () => {
    const other = journeyIdentifier(new Uint8Array(26));
    const journey = journeyIn('infusion', rules).tell('identifier.assigned', {
      system: 'manufacturer-coi',
      value: ` ${other.toLowerCase()}`,
    });
    expect(journey.state).toMatchObject({
      assignedIdentifiers: [],
      holds: [{ kind: 'identity-mismatch' }],
    });
    infused(journey, 'B1', 'P1', other);
    expect(journey.recordsOf('identity.mismatch-detected')).toHaveLength(2);
  });

  it('is not held when its own identifier is registered', () => {
    const journey = journeyIn('infusion', rules);
    journey.tell('identifier.assigned', { system: 'ours', value: journey.state.journeyId });
    expect(journey.state.holds).toEqual([]);
  });

  it.each([
    ['in lower case and with blanks', (id: string) => ` ${id.toLowerCase()} `],
    ['by an identifier registered for it', () => 'COI-77'],
  ])('is the same when the journey is named %s', (_, written) => {
    const journey = journeyIn('infusion', rules).tell('identifier.assigned', {
      system: 'manufacturer-coi',
      value: 'COI-77',
    });
    infused(journey, 'B1', 'P1', written(journey.state.journeyId));
    expect(journey.state.holds).toEqual([]);
    expect(journey.state.infusions).toHaveLength(1);
  });

  it('is not held by the bags of the batch', () => {
    const journey = tellInfusion(journeyIn('infusion', rules, { productBags: ['P1', 'P2'] }));
    expect(journey.state.holds).toEqual([]);
  });

  it('is held when the clinic receives a bag too many', () => {
    const journey = journeyIn('inbound-shipment', rules).tell('product.received', {
      coi: journeyIn('inbound-shipment', rules).state.journeyId,
      batchId: 'B1',
      shipmentId: 'IN',
      bags: ['P1', 'P9'].map((bagId) => ({ bagId, condition: 'intact' })),
      sealIntact: true,
      maxCelsius: -160,
      storageLocation: 'tank',
      receivedAt: '2026-05-01T00:00:00.000Z',
    });
    expect(holdsOf(journey)).toEqual([['identity-mismatch', 'receipt/B1/P9']]);
  });

  it.each([
    ['a bag', ['D1'], ['M1', 'M8'], 'M8'],
    ['a donation', ['D8'], ['M8'], 'D8'],
  ])(
    'is held when the manufacturer receives %s of somebody else',
    (_, donationIds, bagIds, about) => {
      const journey = journeyIn('outbound-shipment', rules);
      journey.tell(
        'material.received',
        { coi: journey.state.journeyId, donationIds, bagIds, receivedAt: journey.now },
        { by: 'manufacturer' },
      );
      expect(holdsOf(journey)).toEqual([['identity-mismatch', about]]);
      expect(journey.unmet('manufacturing.may-start')).toContain('material-identity-equal');
    },
  );

  it('waits parked, and is looked after soon, when product is thawed before its release is known', () => {
    const journey = journeyIn('manufacturing', rules);
    const bag = { coi: journey.state.journeyId, batchId: 'B1', bagId: 'P7' };
    journey.tell('product.thawed', { ...bag, thawedAt: journey.now });
    expect(journey.state.parked).toMatchObject([{ needs: 'manufacturing.started' }]);
    journey.waitUntil('2027-01-01T00:00:00.000Z');
    expect(journey.recordsOf('deadline.due').map((one) => one.data.detail?.['name'])).toContain(
      journey.state.parked.map(({ event }) => `parked-infusion/${event.type}/${event.id}`)[0],
    );
  });
});

describe('an identity mismatch', () => {
  const held = () => infused(journeyIn('infusion', rules), 'B1', 'P7');
  const resolve = (journey: ToldJourney, persons: readonly string[], finding = 'scan-error') =>
    journey.decide('resolve-identity-mismatch', { finding }, { persons });

  it('is shown with the record that placed it, beside any other hold', () => {
    const journey = held();
    journey.decide('place-hold', { kind: 'manual', reason: 'r' });
    const placed = journey.recordsOf('hold.placed').map(({ id }) => id);
    expect(placed).toHaveLength(2);
    expect(journey.requirement('infusion.may-start', 'no-hold').evidence).toEqual(placed);
    expect(
      statusOf(journey.state, journey.now, journey.digest).holds.map((hold) => hold.placedBy),
    ).toEqual(placed);
  });

  it('is lifted by two people of quality, and not placed again for the same scan', () => {
    const journey = held();
    expect(resolve(journey, ['quality-1']).outcome).toBe('awaiting-second');
    expect(journey.state.holds).toHaveLength(1);
    expect(resolve(journey, ['quality-2']).outcome).toBe('accepted');
    journey.later(1).look();
    expect(journey.state.holds).toEqual([]);
  });

  it('alerts people at once', () => {
    expect(held().state.alerts).toContainEqual(
      expect.objectContaining({ kind: 'identity-mismatch', severity: 'immediate' }),
    );
  });

  it('that was resolved says nothing of what is done with the same bag later', () => {
    const received = { coi: '', batchId: 'B1', shipmentId: 'IN', sealIntact: true };
    const journey = journeyIn('infusion', rules).tell('product.received', {
      ...received,
      coi: journeyIn('infusion', rules).state.journeyId,
      bags: ['P1', 'P9'].map((bagId) => ({ bagId, condition: 'intact' })),
      maxCelsius: -160,
      storageLocation: 'tank',
      receivedAt: '2026-05-01T00:00:00.000Z',
    });
    const settle = () => {
      resolve(journey, ['quality-1', 'quality-2']);
      expect(journey.state.holds).toEqual([]);
    };
    expect(holdsOf(journey)).toEqual([['identity-mismatch', 'receipt/B1/P9']]);
    settle();
    const bag = { coi: journey.state.journeyId, batchId: 'B1', bagId: 'P9' };
    journey.tell('product.thawed', { ...bag, thawedAt: journey.now });
    expect(holdsOf(journey)).toEqual([['identity-mismatch', 'thawed/B1/P9']]);
    settle();
    infused(journey, 'B1', 'P9');
    expect(holdsOf(journey)).toEqual([['identity-mismatch', 'infusion/B1/P9']]);
    settle();
    const alerts = journey.state.alerts.filter(({ kind }) => kind === 'identity-mismatch');
    expect(new Set(alerts.map(({ alertId }) => alertId)).size).toBe(3);
  });

  it('is not lifted by one person twice', () => {
    const journey = held();
    resolve(journey, ['quality-1']);
    expect(resolve(journey, ['quality-1'])).toMatchObject({
      outcome: 'refused',
      code: 'same-person',
    });
    expect(resolve(journey, ['quality-2', 'quality-2'])).toMatchObject({ code: 'same-person' });
    expect(journey.state.holds).toHaveLength(1);
  });

  it('is not lifted by two people who found different things', () => {
    const journey = held();
    resolve(journey, ['quality-1'], 'scan-error');
    expect(resolve(journey, ['quality-2'], 'label-error').outcome).toBe('awaiting-second');
  });

  it('is not lifted by a first signature given before another one was found', () => {
    const journey = held();
    resolve(journey, ['quality-1']);
    infused(journey, 'B1', 'P8');
    expect(resolve(journey, ['quality-2']).outcome).toBe('awaiting-second');
    expect(journey.state.holds).toHaveLength(2);
  });

  it('is not lifted by lift-hold', () => {
    expect(held().decide('lift-hold', { kind: 'identity-mismatch' })).toMatchObject({
      outcome: 'refused',
      code: 'hold-falls-by-itself',
    });
  });
});

describe('the check at the bedside', () => {
  const scan = (journey: ToldJourney, changes: Record<string, string> = {}, persons?: string[]) =>
    journey.decide(
      'verify-product-identity',
      { batchId: 'B1', bagId: 'P1', scannedCoi: journey.state.journeyId, ...changes },
      persons === undefined ? {} : { persons },
    );

  it.each([
    ['bag', { bagId: 'P9' }],
    ['batch', { batchId: 'B9' }],
    ['patient', { scannedCoi: anotherJourneyId }],
  ])('of another %s is refused and holds the journey', (_, changes) => {
    const journey = tellLymphodepletion(journeyIn('lymphodepletion', rules));
    expect(scan(journey, changes)).toMatchObject({
      outcome: 'refused',
      code: 'identity-not-equal',
    });
    expect(journey.state.holds).toMatchObject([{ kind: 'identity-mismatch' }]);
    expect(scan(journey)).toMatchObject({ outcome: 'refused', code: 'requirements-unmet' });
  });

  it('counts for the bag that both people scanned, not for two different ones', () => {
    const journey = tellLymphodepletion(
      journeyIn('lymphodepletion', rules, { productBags: ['P1', 'P2'] }),
    );
    scan(journey, { bagId: 'P1' }, ['nurse-1']);
    expect(scan(journey, { bagId: 'P2' }, ['nurse-2']).outcome).toBe('awaiting-second');
    expect(journey.requirement('infusion.may-start', 'identity-verified-by-two').met).toBe(false);
  });

  it('of one bag does not take the place of that of another', () => {
    const journey = tellLymphodepletion(
      journeyIn('lymphodepletion', rules, { productBags: ['P1', 'P2'] }),
    );
    scan(journey, { bagId: 'P1' }, ['nurse-1']);
    scan(journey, { bagId: 'P2' }, ['nurse-1']);
    scan(journey, { bagId: 'P2' }, ['nurse-1']);
    expect(journey.state.awaitingSecond.map(({ data }) => data['bagId'])).toEqual(['P1', 'P2']);
    expect(scan(journey, { bagId: 'P1' }, ['nurse-2']).outcome).toBe('accepted');
    expect(journey.state.awaitingSecond.map(({ data }) => data['bagId'])).toEqual(['P2']);
    expect(scan(journey, { bagId: 'P2' }, ['nurse-2']).outcome).toBe('accepted');
    expect(journey.state.awaitingSecond).toEqual([]);
  });

  it('is remembered with the role of each person', () => {
    const journey = tellLymphodepletion(journeyIn('lymphodepletion', rules));
    const scanned = { batchId: 'B1', bagId: 'P1', scannedCoi: journey.state.journeyId };
    journey.decide('verify-product-identity', scanned, {
      persons: ['nurse-1', 'pharmacist-1'],
      roles: ['nurse', 'pharmacist'],
    });
    const [record] = journey.recordsOf('decision.recorded').slice(-1);
    expect(record?.data.detail?.['by']).toEqual([
      { id: 'nurse-1', role: 'nurse' },
      { id: 'pharmacist-1', role: 'pharmacist' },
    ]);
    expect(record?.data.decision?.signatures.some((one) => 'role' in one)).toBe(false);
  });

  it('is shown with its first person as long as a second one can complete it', () => {
    const journey = tellLymphodepletion(journeyIn('lymphodepletion', rules));
    scan(journey, {}, ['nurse-1']);
    const shown = (told: ToldJourney) =>
      statusOf(told.state, told.now, told.digest).awaitingSecond.map(({ by }) => by[0]?.id);
    expect(shown(journey)).toEqual(['nurse-1']);
    expect(shown(journey.fork().later(12))).toEqual([]);
    const changed = journey.fork();
    changed.tell('medicine-stock.confirmed', { drug: 'tocilizumab', doses: 3 });
    expect(shown(changed)).toEqual([]);
    scan(journey.later(13), { bagId: 'P1' }, ['nurse-2']);
    expect(journey.state.awaitingSecond.map(({ by }) => by[0]?.id)).toEqual(['nurse-2']);
  });

  it('is needed for every bag', () => {
    const journey = tellLymphodepletion(
      journeyIn('lymphodepletion', rules, { productBags: ['P1', 'P2'] }),
    );
    scan(journey);
    expect(journey.requirement('infusion.may-start', 'identity-verified-by-two')).toMatchObject({
      met: false,
      text: 'Two people have still to check P2',
    });
    scan(journey, { bagId: 'P2' });
    expect(journey.requirement('infusion.may-start', 'identity-verified-by-two').met).toBe(true);
  });

  it('forgets the first person after a shift', () => {
    const journey = tellLymphodepletion(journeyIn('lymphodepletion', rules));
    scan(journey, {}, ['nurse-1']);
    expect(scan(journey.later(13), {}, ['nurse-2']).outcome).toBe('awaiting-second');
  });
});

describe('an infusion nobody authorised', () => {
  const uncalled = (journey: ToldJourney) =>
    journey.state.alerts.filter(({ kind }) => kind === 'infusion-without-authorization');
  const living = stages.filter((stage): stage is Exclude<Stage, 'closed'> => stage !== 'closed');

  it.each(living)('is applied in %s, reviewed at once and alarmed', (stage) => {
    const journey = infused(journeyIn(stage, rulesIn(stage)).later(1), 'B7', 'P7');
    expect(journey.state.infusions).toContainEqual(expect.objectContaining({ bagId: 'P7' }));
    expect(journey.state.reviews).toMatchObject([
      { about: 'infusion-without-authorization/B7/P7' },
    ]);
    expect(uncalled(journey)).toMatchObject([{ severity: 'immediate' }]);
    journey.later(1).look();
    expect(uncalled(journey)).toHaveLength(1);
  });

  it.each(living.slice(0, stages.indexOf('infusion')))(
    'in %s is followed all the same, graded and monitored',
    (stage) => {
      const journey = infused(journeyIn(stage, rulesIn(stage)), 'B1', 'P1');
      expect(journey.state).toMatchObject({ stage: 'infusion', attempts: { infusion: 1 } });
      expect(tellWell(journey.later(1)).state.toxicity.crs).toMatchObject({ grade: 0 });
      const bag = { coi: journey.state.journeyId, batchId: 'B1', bagId: 'P1', doseNumber: 1 };
      journey.tell('infusion.completed', bag).pass('infusion.complete');
      expect(journey.state.stage).toBe('monitoring');
    },
  );

  it('of somebody else is followed all the same, though the own product was not given', () => {
    const journey = infused(journeyIn('lymphodepletion', rules), 'B9', 'P7', anotherJourneyId);
    expect(journey.state.stage).toBe('infusion');
    const bag = { coi: anotherJourneyId, batchId: 'B9', bagId: 'P7', doseNumber: 1 };
    journey.later(1).tell('infusion.completed', bag).pass('infusion.complete');
    expect(journey.state.stage).toBe('monitoring');
  });

  it('is one when its authorisation was taken back before', () => {
    const journey = journeyIn('infusion', rules).ask('infusion.authorized').later(1);
    const [open] = journey.state.authorizations;
    journey.decide('withdraw-authorization', { requestId: open?.requestId, reason: 'r' });
    infused(journey.later(1), 'B1', 'P1');
    expect(uncalled(journey)).toHaveLength(1);
  });

  it('is one when the authorised infusion is complete already', () => {
    const journey = infused(leave(journeyIn('infusion', rules)).later(1), 'B1', 'P7');
    expect(uncalled(journey)).toHaveLength(1);
  });

  it('is none when it was authorised', () => {
    const journey = leave(journeyIn('infusion', rules));
    expect(journey.state.reviews).toEqual([]);
    expect(uncalled(journey)).toEqual([]);
  });

  it('is none when it was authorised and is heard of after that was taken back', () => {
    const journey = journeyIn('infusion', rules).ask('infusion.authorized').later(1);
    const began = journey.now;
    const [open] = journey.later(1).state.authorizations;
    journey.decide('withdraw-authorization', { requestId: open?.requestId, reason: 'r' });
    const bag = { coi: journey.state.journeyId, batchId: 'B1', bagId: 'P1', doseNumber: 1 };
    journey.later(1).tell('infusion.started', bag, { time: began });
    expect(uncalled(journey)).toEqual([]);
  });
});
