import { currentBatch, decisionInForce, isOfJourney, type JourneyState } from '../journey/state.js';
import { doubtOn, isVerified } from '../rules/certainty.js';
import { type Instant, isAtOrAfter, isBefore, plusDays } from '../time/instant.js';
import { bagsToGive } from './bags-to-give.js';
import { always, coverage, siteQualified, treatmentConsent } from './common-requirements.js';
import { lymphodepletionCriteria } from './lymphodepletion-criteria.js';
import { noOpenExcursion, notExpired } from './manufacturing.gate.js';
import { productReceipt } from './product-receipt.js';
import { anotherProduct, productReleased } from './product-released.js';
import {
  decide,
  type Evaluation,
  evaluation,
  recordFact,
  type Requirement,
  requirement,
} from './requirement.js';
import { screeningPassed } from './screening-requirements.js';

/** The product on site is the released one, for this patient, intact and cold. */
export function productOnSite(state: JourneyState): readonly Requirement[] {
  const receipt = productReceipt(state);
  const release = currentBatch(state)?.release;
  const received = receipt?.bags.map((bag) => bag.bagId) ?? [];
  const isWhole =
    receipt !== undefined &&
    isOfJourney(state, receipt.coi) &&
    release !== undefined &&
    release !== null &&
    release.bags.every((bag) => received.includes(bag.bagId));
  const limit = state.rules.product.storageMaxCelsius;
  const evidence = [receipt?.evidence];
  const isIntact =
    receipt !== undefined &&
    receipt.sealIntact &&
    receipt.bags.every((bag) => bag.condition === 'intact');
  return [
    requirement(state, {
      id: 'product-received',
      text: 'Product received at the treatment centre and identity checked',
      met: isWhole,
      owner: receipt === undefined ? 'logistics' : 'clinic',
      rule: 'Chain of identity, batch and every released bag as scanned by the treatment centre',
      evidence,
      actions: [recordFact('product.received', 'Record receipt')],
    }),
    requirement(state, {
      id: 'product-intact',
      text: 'The seal and every bag were intact on arrival',
      met: isIntact,
      owner: 'quality',
      rule: 'Seal and condition as recorded at receipt',
      evidence,
      overridable: true,
    }),
    requirement(state, {
      id: 'product-cold',
      text: `The product stayed at or below ${limit} °C on its way`,
      met: receipt !== undefined && isAcceptable(state, receipt, limit),
      owner: 'quality',
      overridable: !isVerified(state.rules, 'product.storageMaxCelsius'),
      rule: `Storage limit of the product, ${limit} °C; above it only with an accepted excursion of at least the warmest reading at receipt${doubtOn(state.rules, 'product.storageMaxCelsius')}`,
      evidence,
    }),
    storedCold(state, limit),
  ];
}

/** Product that lies at the treatment centre lies cold enough, as far as anybody says. */
function storedCold(state: JourneyState, limit: number): Requirement {
  const bags = currentBatch(state)?.release?.bags.map(({ bagId }) => bagId) ?? [];
  const told = bags.flatMap((bagId) => state.storage[bagId] ?? []);
  return requirement(state, {
    id: 'product-stored-cold',
    text: `The product is stored at or below ${limit} °C`,
    met: told.every(({ celsius }) => celsius === undefined || celsius <= limit),
    owner: 'quality',
    overridable: !isVerified(state.rules, 'product.storageMaxCelsius'),
    rule: `Storage limit of the product, ${limit} °C, at the place where each bag was put last${doubtOn(state.rules, 'product.storageMaxCelsius')}`,
    evidence: told.map(({ evidence }) => evidence),
    actions: [recordFact('product.stored', 'Record where the product is stored')],
  });
}

/**
 * Product that was too warm needs its excursions accepted, one of them as warm as what the logger showed at receipt; product
 * of a rejected excursion is never given.
 */
function isAcceptable(
  state: JourneyState,
  { shipmentId, maxCelsius }: JourneyState['productReceipts'][number],
  limit: number,
): boolean {
  const shipment = state.shipments.find((one) => one.shipmentId === shipmentId);
  const excursions = shipment?.excursions ?? [];
  const dispositions = excursions.map((excursion) => excursion.disposition);
  if (dispositions.includes('rejected')) return false;
  if (maxCelsius <= limit) return true;
  return !dispositions.includes(null) && excursions.some((one) => one.worstCelsius >= maxCelsius);
}

/** Nobody is made ready for a product of which no bag is left. */
function bagCanBeGiven(state: JourneyState): Requirement {
  const receipt = productReceipt(state);
  return requirement(state, {
    id: 'bag-can-be-given',
    text: 'At least one bag of the product can be given',
    met: bagsToGive(state).length > 0,
    owner: receipt === undefined ? 'logistics' : 'quality',
    rule: 'Released, received intact, not damaged since and not given yet',
    evidence: [receipt?.evidence],
    actions:
      receipt === undefined
        ? [recordFact('product.received', 'Record receipt')]
        : anotherProduct(state),
  });
}

/** No active infection, by a result collected not before `notBefore`. */
export function noActiveInfection(
  state: JourneyState,
  now: Instant,
  notBefore?: Instant,
): Requirement {
  return screeningPassed(
    state,
    { test: 'active-infection', kind: 'negative', hard: true, overridable: true },
    { days: state.rules.eligibility.screeningValidityDays, notBefore },
    now,
  );
}

function bridgingWashOut(state: JourneyState, now: Instant): readonly Requirement[] {
  const { bridging } = state;
  if (bridging === null) return [];
  const days = state.rules.bridging.washOuts.find(
    (rule) => rule.modality === bridging.modality,
  )?.days;
  const safeFrom =
    bridging.lastDoseAt === null ? undefined : plusDays(bridging.lastDoseAt, days ?? 0);
  const isCompleted =
    bridging.completedAt !== null &&
    (bridging.startedAt === null || isAtOrAfter(bridging.completedAt, bridging.startedAt));
  const met = isCompleted && safeFrom !== undefined && !isBefore(now, safeFrom);
  return [
    requirement(state, {
      id: 'bridging-wash-out',
      text: !isCompleted
        ? 'Bridging therapy is completed and its wash-out over'
        : 'The wash-out of the bridging therapy is over',
      met,
      owner: isCompleted ? 'time' : 'clinic',
      overridable: true,
      rule: `${days ?? 0} days from the last dose (${bridging.modality}) to lymphodepletion`,
      evidence: [state.statements['bridging/started'], state.statements['bridging/completed']],
      changesAt: isCompleted && !met ? safeFrom : undefined,
      dueAt: safeFrom,
      actions: [recordFact('bridging.completed', 'Record the end of bridging therapy')],
    }),
  ];
}

/** A physician permits lymphodepletion, or says that this patient needs none; a hold stands until then. */
function lymphodepletionAuthorized(state: JourneyState): Requirement {
  const made =
    decisionInForce(state, 'authorize-lymphodepletion') ??
    decisionInForce(state, 'waive-lymphodepletion');
  const held = decisionInForce(state, 'hold-lymphodepletion');
  const isHeld = made === undefined && held !== undefined;
  return requirement(state, {
    id: 'lymphodepletion-authorized',
    text: isHeld
      ? `Lymphodepletion is held (${String(held.data['reason'])}) until a physician authorises it`
      : made?.type === 'waive-lymphodepletion'
        ? 'A physician has decided that this patient needs no lymphodepletion'
        : 'A physician has authorised lymphodepletion',
    met: made !== undefined,
    owner: 'physician',
    rule: 'Needs the decision authorize-lymphodepletion or waive-lymphodepletion',
    evidence: [made ?? held].flatMap((one) =>
      one === undefined ? [] : [`${state.journeyId}/${one.sequence}`],
    ),
    actions: [
      decide('authorize-lymphodepletion', 'Authorise lymphodepletion'),
      decide('waive-lymphodepletion', 'Go on without lymphodepletion'),
      decide('hold-lymphodepletion', 'Hold lymphodepletion'),
    ],
  });
}

/** `lymphodepletion.may-start`: only with the product on site. */
export function lymphodepletionMayStart(state: JourneyState, now: Instant): Evaluation {
  return evaluation('lymphodepletion.may-start', [
    ...always(state),
    treatmentConsent(state),
    siteQualified(state),
    coverage(state, 'product', now),
    coverage(state, 'stay', now),
    ...productOnSite(state),
    productReleased(state),
    bagCanBeGiven(state),
    noOpenExcursion(state, 'manufacturer-to-clinic'),
    notExpired(state, now),
    ...bridgingWashOut(state, now),
    noActiveInfection(state, now),
    ...lymphodepletionCriteria(state, now),
    lymphodepletionAuthorized(state),
  ]);
}
