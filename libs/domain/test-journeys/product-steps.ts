import { plusDays } from '../src/time/instant.js';
import { anotherJourneyId } from './northgate.js';
import {
  tellInfusion,
  tellLymphodepletion,
  tellProductReceived,
  verifyIdentity,
} from './scenes.js';
import { leave } from './story.js';
import type { ToldJourney } from './told-journey.js';

/** Something that can happen around the product, by its name. */
export type Step = readonly [name: string, take: (journey: ToldJourney) => unknown];

const fromMaker = { by: 'manufacturer' } as const;

/** Everything that can happen around the product between its arrival and the infusion, in no particular order. */
export const productSteps: readonly Step[] = [
  ['goes on', (journey) => leave(journey)],
  ['time passes', (journey) => journey.waitUntil(plusDays(journey.now, 2))],
  ['a fortnight passes', (journey) => journey.waitUntil(plusDays(journey.now, 14))],
  ['product received', (journey) => tellProductReceived(journey)],
  ['lymphodepletion', (journey) => tellLymphodepletion(journey)],
  ['identity checked', (journey) => verifyIdentity(journey)],
  [
    'one person checks',
    (journey) =>
      journey.decide(
        'verify-product-identity',
        { batchId: 'B1', bagId: 'P1', scannedCoi: journey.state.journeyId },
        { persons: ['nurse-1'] },
      ),
  ],
  [
    'another bag is scanned',
    (journey) =>
      journey.decide('verify-product-identity', {
        batchId: 'B1',
        bagId: 'P9',
        scannedCoi: journey.state.journeyId,
      }),
  ],
  ['authorised', (journey) => journey.decide('authorize-infusion', { doseNumber: 1 })],
  [
    'authorised without signature',
    (journey) => journey.decide('authorize-infusion', { doseNumber: 1 }, { signatures: [] }),
  ],
  [
    'lymphodepletion authorised',
    (journey) => journey.decide('authorize-lymphodepletion', { regimen: 'r' }),
  ],
  [
    'lymphodepletion repeated',
    (journey) => journey.decide('repeat-lymphodepletion', { reason: 'r' }),
  ],
  [
    'gates are tried',
    (journey) => journey.pass('lymphodepletion.may-start').pass('infusion.may-start'),
  ],
  [
    'partners are asked',
    (journey) => journey.ask('lymphodepletion.authorized', 'infusion.authorized'),
  ],
  ['held', (journey) => journey.decide('place-hold', { kind: 'deviation', reason: 'r' })],
  ['hold lifted', (journey) => journey.decide('lift-hold', { kind: 'deviation', reason: 'r' })],
  [
    'mismatch resolved',
    (journey) => journey.decide('resolve-identity-mismatch', { finding: 'scan-error' }),
  ],
  [
    'release withdrawn',
    (journey) =>
      journey.tell(
        'batch.release-withdrawn',
        { coi: journey.state.journeyId, batchId: 'B1' },
        fromMaker,
      ),
  ],
  [
    'too warm',
    (journey) =>
      journey.tell('shipment.temperature-breached', {
        shipmentId: 'IN-B1',
        deviceId: 'd',
        limitCelsius: -120,
        worstCelsius: -90,
        since: journey.now,
      }),
  ],
  [
    'assessed',
    (journey) =>
      journey.tell(
        'excursion.assessed',
        { shipmentId: 'IN-B1', bagIds: [], assessment: 'acceptable', basis: 'b' },
        fromMaker,
      ),
  ],
  [
    'accepted',
    (journey) =>
      journey.decide('dispose-excursion', { shipmentId: 'IN-B1', disposition: 'acceptable' }),
  ],
  [
    'rejected',
    (journey) =>
      journey.decide('dispose-excursion', { shipmentId: 'IN-B1', disposition: 'rejected' }),
  ],
  ['made again', (journey) => journey.decide('order-remanufacture', { batchId: 'B1' })],
  ['consent withdrawn', (journey) => journey.tell('consent.withdrawn', { scope: 'treatment' })],
  [
    'consent given',
    (journey) => journey.tell('consent.signed', { scope: 'treatment', documentVersion: '9' }),
  ],
  [
    'another patient',
    (journey) =>
      journey.tell('product.thawed', {
        coi: anotherJourneyId,
        batchId: 'B1',
        bagId: 'P1',
        thawedAt: journey.now,
      }),
  ],
  ['infused', (journey) => tellInfusion(journey)],
  [
    'infection',
    (journey) =>
      journey.tell('screening.resulted', {
        test: 'active-infection',
        qualitative: 'positive',
        collectedAt: journey.now,
      }),
  ],
  [
    'taken back',
    (journey) =>
      journey.decide('withdraw-authorization', {
        requestId: journey.state.authorizations[0]?.requestId ?? '',
        reason: 'r',
      }),
  ],
];
