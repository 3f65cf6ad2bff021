import { accepted, isAheadOfTarget, targetOf } from '../corrections/accepted.js';
import { journeyClosed } from '../decisions/effects.js';
import { holdLifted, holdPlaced } from './hold.js';
import { lostGround, revocable, wasInfusionAuthorized } from '../decisions/permissions.js';
import { stageEntered } from '../decisions/stage-entered.js';
import type { FactData } from '../facts/fact-data.js';
import { missingFor } from '../facts/facts.js';
import { isAnsweredOutOfSpecification } from '../gates/out-of-specification.js';
import { doseOfBag, isSplit, plannedDoses } from '../gates/planned-doses.js';
import { requestDraft } from '../requests/request-plan.js';
import { releasedCommitments } from '../requests/released-commitments.js';
import { withdrawalOf } from '../requests/withdrawal.js';
import { plusDays, type Instant } from '../time/instant.js';
import { alertRaised, reviewRaised } from './alert.js';
import { isFailedSterility } from './clinical-message.js';
import { legOf, productAboard } from './cargo.js';
import { brokenSchedule, changedSchedule } from './broken-schedule.js';
import { followedUp } from './followed-up.js';
import { foreignScans } from './identity.js';
import { lostUnderWay } from './lost-under-way.js';
import { recalled, suspendedSites } from './notices.js';
import type { Digest, RecordDraft } from './record.js';
import {
  begunAt,
  currentBatch,
  isGivenUp,
  isInfused,
  type JourneyState,
  type Shipment,
} from './state.js';
import { toxicity } from './toxicity-consequences.js';
import { doubledLabels, troubles } from './troubles.js';
import { stages } from './vocabulary.js';

/**
 * What follows from the state alone, without anybody deciding: parked events whose time has come, holds placed and
 * lifted, proposals of toxicity, authorisations whose ground is gone, the end by death. Empty when all is settled.
 */
export function consequences(
  state: JourneyState,
  now: Instant,
  digest: Digest,
): readonly RecordDraft[] {
  if (state.stage === 'closed') return [];
  if (state.death !== null && state.death.evidence.eventId !== state.reopened?.deathEventId) {
    return [
      ...withdrawalOf(state, revocable(state), now),
      ...releasedCommitments(state, now),
      journeyClosed(state, 'deceased', 'death.reported'),
    ];
  }
  for (const rule of settling) {
    const drafts = rule(state, now, digest);
    if (drafts.length > 0) return drafts;
  }
  return [];
}

type Rule = (state: JourneyState, now: Instant, digest: Digest) => readonly RecordDraft[];

const settling: readonly Rule[] = [
  unparked,
  foreignScans,
  excursions,
  consent,
  brokenSchedule,
  changedSchedule,
  missedSpecification,
  troubles,
  doubledLabels,
  failedSterility,
  recalled,
  suspendedSites,
  unpermittedInfusion,
  bagsToReview,
  followedUp,
  infusedAnyway,
  lostUnderWay,
  toxicity,
  lostGround,
  // What is taken back or corrected has had its effects before, in whatever order the two came.
  toldOtherwise,
  nothingToTakeBack,
];

function unparked(state: JourneyState, now: Instant, digest: Digest): readonly RecordDraft[] {
  const ready = state.parked.find(
    ({ event }) => targetOf(event) === undefined && missingFor(state, event) === null,
  );
  return ready === undefined ? [] : accepted(state, ready.event, ready.since, now, digest);
}

function toldOtherwise(state: JourneyState, now: Instant, digest: Digest): readonly RecordDraft[] {
  const ready = state.parked.find(
    ({ event }) => targetOf(event) !== undefined && !isAheadOfTarget(state, event, digest),
  );
  return ready === undefined ? [] : accepted(state, ready.event, ready.since, now, digest);
}

/** What is to be taken back or corrected never came: its sender meant another record, or another journey. */
function nothingToTakeBack(state: JourneyState): readonly RecordDraft[] {
  return state.parked.flatMap(({ event }) => {
    const isOverdue = state.firedSteps.includes(`parked-event/${event.type}/${event.id}#2`);
    return isOverdue && targetOf(event) !== undefined
      ? reviewRaised(state, 'nothing-to-take-back', event.id)
      : [];
  });
}

function excursions(state: JourneyState, now: Instant): readonly RecordDraft[] {
  const held = state.holds.filter((hold) => hold.kind === 'temperature-excursion');
  const open = state.shipments.filter((shipment) =>
    shipment.excursions.some((excursion) => excursion.disposition === null),
  );
  const settled = held.filter((hold) => !open.some((one) => one.shipmentId === hold.about));
  if (settled.length > 0) return settled.map((hold) => holdLifted(hold.kind, hold.about));
  return open.flatMap((shipment) => [
    ...(held.some((hold) => hold.about === shipment.shipmentId)
      ? []
      : [holdPlaced('temperature-excursion', shipment.shipmentId)]),
    ...assessmentAsked(state, shipment, now),
  ]);
}

/** Asks the manufacturer about what is known by now, and tells people of it; each worse reading is another question. */
function assessmentAsked(
  state: JourneyState,
  shipment: Shipment,
  now: Instant,
): readonly RecordDraft[] {
  const { shipmentId } = shipment;
  const readings = shipment.excursions.map(({ worstCelsius }) => worstCelsius).join();
  const request = requestDraft(state, {
    type: 'excursion.assessment-requested',
    purpose: `excursion/${shipmentId}/${readings}`,
    to: 'manufacturer',
    dueAt: plusDays(now, 1),
    data: {
      shipmentId,
      bagIds: bagsOnBoard(state, shipment),
      excursions: shipment.excursions.map(({ limitCelsius, worstCelsius, since }) => ({
        limitCelsius,
        worstCelsius,
        since,
      })),
    },
  });
  return request === null
    ? []
    : [alertRaised('temperature-excursion', `${shipmentId}/${readings}`, 'immediate'), request];
}

function bagsOnBoard(state: JourneyState, shipment: Shipment): readonly string[] {
  return legOf(state, shipment) === 'manufacturer-to-clinic'
    ? (productAboard(state, shipment)?.release?.bags ?? []).map((bag) => bag.bagId)
    : state.donations.flatMap((donation) => donation.bags.map((bag) => bag.bagId));
}

/** A patient who withdrew consent goes no further; once infused they stay monitored. */
function consent(state: JourneyState): readonly RecordDraft[] {
  const told = state.consents['treatment'];
  const isWithdrawn = told?.given === false && !isInfused(state);
  const hold = state.holds.find((one) => one.kind === 'consent-withdrawn');
  if (isWithdrawn) return hold === undefined ? [holdPlaced('consent-withdrawn', null)] : [];
  // A consent of a wrong clock opens nothing, and lifts nothing either.
  return hold === undefined || told?.evidence.clockSuspect === true
    ? []
    : [holdLifted(hold.kind, hold.about)];
}

/** A batch that misses its specification waits for physician and quality, unless another attempt is made instead. */
function missedSpecification(state: JourneyState): readonly RecordDraft[] {
  const held = state.holds.filter((hold) => hold.kind === 'out-of-specification');
  const batch = currentBatch(state);
  const about =
    batch?.status === 'out-of-specification' &&
    !isGivenUp(state, batch) &&
    !isAnsweredOutOfSpecification(state, batch)
      ? batch.batchId
      : null;
  const settled = held.filter((hold) => hold.about !== about);
  const isNew = about !== null && !held.some((hold) => hold.about === about);
  return [
    ...settled.map((hold) => holdLifted(hold.kind, hold.about)),
    ...(isNew
      ? [
          holdPlaced('out-of-specification', about),
          alertRaised('out-of-specification', about, 'today'),
        ]
      : []),
  ];
}

function failedSterility(state: JourneyState): readonly RecordDraft[] {
  const early = state.batchNotices.map(({ data }) => data as FactData['quality.tested']);
  return [...state.batches.flatMap((batch) => batch.tests), ...early]
    .filter((result) => isFailedSterility(result))
    .map((test) => `${test.batchId}/${test.sampleId}`)
    .filter((about) => !state.alerts.some((one) => one.alertId === `sterility-failed/${about}`))
    .map((about) => alertRaised('sterility-failed', about, 'immediate'));
}

/** A bag that flowed while its infusion was not authorised: somebody has to find out how. */
function unpermittedInfusion(state: JourneyState): readonly RecordDraft[] {
  return state.infusions
    .filter((bag) => {
      const begun = begunAt(bag);
      const dose = doseOfBag(state, bag.bagId) ?? 1;
      return begun !== undefined && !wasInfusionAuthorized(state, begun, dose);
    })
    .flatMap(({ batchId, bagId }) =>
      reviewRaised(state, 'infusion-without-authorization', `${batchId}/${bagId}`),
    );
}

/** Bags that flowed before their turn, of another dose or component, and bags that broke when they were to be given. */
function bagsToReview(state: JourneyState): readonly RecordDraft[] {
  const batch = currentBatch(state);
  const released = batch?.release?.bags ?? [];
  const isAtBedside = stages.indexOf(state.stage) >= stages.indexOf('lymphodepletion');
  const broken = released.filter(({ bagId }) => isAtBedside && state.damagedBags.includes(bagId));
  return [
    ...broken.flatMap(({ bagId }) => reviewRaised(state, 'bag-damaged', bagId)),
    ...outOfTurn(state).flatMap((bagId) => reviewRaised(state, 'bag-out-of-turn', bagId)),
  ];
}

/** The bags that began to flow while one before them in the order of doses and components had not begun. */
function outOfTurn(state: JourneyState): readonly string[] {
  const { components } = state.rules.product;
  if (!isSplit(state) && components.length === 0) return [];
  const bags = currentBatch(state)?.release?.bags ?? [];
  const order = (plannedDoses(state) ?? []).flatMap(({ number, bagIds }) =>
    bagIds.map((bagId) => {
      const part = bags.find((one) => one.bagId === bagId)?.component;
      return { bagId, turn: number * 100 + components.findIndex(({ id }) => id === part) };
    }),
  );
  const beganAt = (bagId: string): number => {
    const begun = state.infusions.flatMap((bag) => (bag.bagId === bagId ? begunAt(bag) : []));
    const [at] = begun;
    return at === undefined || at === null ? Infinity : Date.parse(at);
  };
  return order
    .filter(
      ({ bagId, turn }) =>
        beganAt(bagId) < Infinity &&
        order.some(
          (other) =>
            other.turn < turn &&
            beganAt(other.bagId) > beganAt(bagId) &&
            !state.damagedBags.includes(other.bagId),
        ),
    )
    .map(({ bagId }) => bagId);
}

/** Product that flows is followed, permitted or not: a patient who is infused is monitored. */
function infusedAnyway(state: JourneyState): readonly RecordDraft[] {
  return isInfused(state) && stages.indexOf(state.stage) < stages.indexOf('infusion')
    ? [stageEntered(state, 'infusion', { isNewAttempt: true })]
    : [];
}
