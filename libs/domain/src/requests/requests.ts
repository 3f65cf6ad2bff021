import { infusionWindow } from '../gates/infusion.gate.js';
import {
  bagsToShip,
  collectionNumber,
  isBanked,
  nextCollection,
} from '../gates/collected-material.js';
import { bagsToGive } from '../gates/bags-to-give.js';
import { doseWindow, nextDose } from '../gates/planned-doses.js';
import { expectedReleaseAt } from '../gates/expected-release.js';
import { earliestSafeApheresis } from '../gates/wash-out.js';
import { normalisedIdentifier } from '../identifiers/normalised-identifier.js';
import { nextAssessment } from '../deadlines/assessment-cadence.js';
import { answerDueAt } from '../deadlines/steps.js';
import { isOffTheShelf } from '../journey/allocation.js';
import { currentBatch, decisionInForce, type JourneyState } from '../journey/state.js';
import {
  apheresisAppointment,
  bedAppointment,
  bookedSchedule,
} from '../scheduling/booked-schedule.js';
import { collectionOffered, offersToAskFor } from '../scheduling/offers-to-ask-for.js';
import { evaluate } from '../gates/gates.js';
import { earliest, type Instant, isAtOrAfter, plusDays } from '../time/instant.js';
import { unitToAskFor } from './unit-to-ask-for.js';
import type { RequestPlan } from './request-plan.js';

type Planner = (state: JourneyState, now: Instant) => RequestPlan | null;

/** The requests that stages send, each planned from the state alone; null while there is nothing to ask. */
export const requests = {
  'eligibility.requested': (state, now) => ({
    type: 'eligibility.requested',
    purpose: 'eligibility',
    to: 'clinic',
    dueAt: answerDueAt(now),
    data: {
      tests: state.rules.eligibility.criteria.map((criterion) => criterion.test),
      priorClasses: state.rules.eligibility.priorClasses,
      consents: ['treatment'],
      covers: [...(isOffTheShelf(state) ? [] : ['apheresis']), 'product', 'stay'],
    },
  }),
  'appointment.requested': (state, now) => {
    const bed = bedAppointment(state);
    // Where nothing is collected, the clinic hears of the bed that was booked by this alone.
    if (isOffTheShelf(state) && bed?.status === 'offered') return bedBooked(bed, now);
    const purpose = offersToAskFor(state, 'appointment', now);
    const kinds = isBanked(state) || isOffTheShelf(state) ? ['bed'] : ['apheresis', 'bed'];
    return purpose === null
      ? null
      : {
          type: 'appointment.requested',
          purpose,
          to: 'clinic',
          dueAt: answerDueAt(now),
          data: {
            kinds,
            notBefore: earliestSafeApheresis(state),
            ...collectionOffered(state, 'slot', now),
          },
        };
  },
  'slot.requested': (state, now) => {
    const purpose = offersToAskFor(state, 'slot', now);
    return purpose === null
      ? null
      : {
          type: 'slot.requested',
          purpose,
          to: 'manufacturer',
          dueAt: answerDueAt(now),
          data: {
            product: state.rules.product.id,
            indication: state.rules.indication,
            notBefore: earliestSafeApheresis(state),
            ...collectionOffered(state, 'appointment', now),
          },
        };
  },
  'manufacturing.ordered': (state, now) => {
    const slotId = bookedSchedule(state)?.slotId;
    return slotId === undefined
      ? null
      : {
          type: 'manufacturing.ordered',
          purpose: `slot/${slotId}`,
          to: 'manufacturer',
          dueAt: answerDueAt(now),
          data: { slotId, product: state.rules.product.id, attempt: collectionNumber(state) },
        };
  },
  'apheresis.requested': (state, now) => {
    const schedule = bookedSchedule(state);
    if (schedule?.apheresisAppointmentId === undefined) return null;
    const attempt = nextCollection(state);
    return {
      type: 'apheresis.requested',
      purpose: `apheresis-${attempt}/${schedule.apheresisAppointmentId}`,
      to: 'clinic',
      dueAt: apheresisAppointment(state)?.endsAt ?? answerDueAt(now),
      data: {
        attempt,
        appointmentId: schedule.apheresisAppointmentId,
        bedAppointmentId: schedule.bedAppointmentId,
        dayCounts: state.rules.apheresis.dayCounts.map((criterion) => criterion.test),
        minimumCd3Cells: state.rules.apheresis.minimumCd3Cells,
      },
    };
  },
  'pickup.requested': (state, now) =>
    state.stage === 'inbound-shipment' ? inboundPickup(state, now) : outboundPickup(state, now),
  'quality-test.requested': (state, now) => {
    const batch = currentBatch(state);
    return batch === undefined
      ? null
      : {
          type: 'quality-test.requested',
          purpose: `batch/${batch.batchId}`,
          to: 'qualityLaboratory',
          dueAt: expectedReleaseAt(state, batch) ?? answerDueAt(now),
          data: { batchId: batch.batchId, tests: state.rules.manufacturing.requiredTests },
        };
  },
  'allocation.requested': (state, now) => {
    const wanted = unitToAskFor(state);
    if (wanted === null) return null;
    const { purpose, unitId } = wanted;
    return {
      type: 'allocation.requested',
      purpose,
      to: 'manufacturer',
      dueAt: answerDueAt(now),
      data: {
        product: state.rules.product.id,
        indication: state.rules.indication,
        destination: state.enrolment.sites.treating,
        weightKg: state.weightKg,
        hla: state.allocation.histocompatibility?.hla,
        neededBy: bedAppointment(state)?.startsAt,
        ...(unitId === undefined ? {} : { unitId }),
      },
    };
  },
  'remanufacture.requested': (state, now) => {
    const ordered = decisionInForce(state, 'order-remanufacture');
    if (ordered === undefined) return null;
    const batchId = normalisedIdentifier(String(ordered.data['batchId']));
    return {
      type: 'remanufacture.requested',
      purpose: `batch/${batchId}`,
      to: 'manufacturer',
      dueAt: answerDueAt(now),
      data: { batchId, attempt: state.attempts.manufacturing + 1 },
    };
  },
  'lymphodepletion.authorized': (state, now) => {
    const decided = decisionInForce(state, 'authorize-lymphodepletion');
    const expiresAt = currentBatch(state)?.release?.expiresAt;
    const isOpen = evaluate('lymphodepletion.may-start', state, now).isOpen;
    if (decided === undefined || expiresAt === undefined || !isOpen) return null;
    return {
      type: 'lymphodepletion.authorized',
      purpose: `decision/${decided.sequence}`,
      to: 'clinic',
      dueAt: plusDays(decided.at, 7),
      data: {
        regimen: decided.data['regimen'],
        attempt: state.attempts.lymphodepletion,
        validUntil: expiresAt,
        restsOn: groundOf(state, 'lymphodepletion.may-start', decided.at),
      },
      authorization: {
        kind: 'lymphodepletion.authorized',
        gate: 'lymphodepletion.may-start',
        validUntil: expiresAt,
      },
    };
  },
  'infusion.authorized': (state, now) => {
    const number = nextDose(state)?.number ?? 1;
    const decided = state.decisions.findLast(
      ({ type, data }) =>
        type === 'authorize-infusion' && (number === 1 || data['doseNumber'] === number),
    );
    const batch = currentBatch(state);
    const bagIds = bagsToGive(state);
    const isOpen = evaluate('infusion.may-start', state, now).isOpen;
    if (decided === undefined || batch === undefined || !isOpen) return null;
    const validUntil =
      earliest([
        number === 1
          ? (infusionWindow(state)?.until ?? undefined)
          : doseWindow(state, number)?.until,
        batch.release?.expiresAt,
      ]) ?? null;
    return {
      type: 'infusion.authorized',
      purpose: `decision/${decided.sequence}${number === 1 ? '' : `/dose-${number}`}`,
      to: 'clinic',
      dueAt: validUntil ?? plusDays(decided.at, 1),
      data: {
        doseNumber: decided.data['doseNumber'],
        batchId: batch.batchId,
        bagIds,
        clocks: state.rules.product.clocks,
        validUntil,
        restsOn: groundOf(state, 'infusion.may-start', decided.at),
      },
      authorization: { kind: 'infusion.authorized', gate: 'infusion.may-start', validUntil },
    };
  },
  'assessment.due': (state, now) =>
    state.stage === 'follow-up' ? visitDue(state, now) : assessmentDue(state),
} satisfies Record<string, Planner>;

/** The request types that stages send. */
export type RequestType = keyof typeof requests;

/** What a request of a type would ask at this instant; null while there is nothing to ask. */
export function planRequest(
  state: JourneyState,
  type: RequestType,
  now: Instant,
): RequestPlan | null {
  const planner: Planner = requests[type];
  return planner(state, now);
}

function bedBooked(
  { appointmentId, startsAt }: JourneyState['appointments'][string],
  now: Instant,
): RequestPlan {
  return {
    type: 'appointment.requested',
    purpose: `bed/${appointmentId}`,
    to: 'clinic',
    dueAt: answerDueAt(now),
    data: { kinds: ['bed'], bedAppointmentId: appointmentId, startsAt },
  };
}

function outboundPickup(state: JourneyState, now: Instant): RequestPlan | null {
  const bags = bagsToShip(state);
  if (bags.length === 0) return null;
  return {
    type: 'pickup.requested',
    purpose: `collection-to-manufacturer/${state.attempts.apheresis}`,
    to: 'courier',
    dueAt: bookedSchedule(state)?.pickupAt ?? plusDays(now, 1),
    data: {
      leg: 'collection-to-manufacturer',
      from: state.enrolment.sites.collection,
      destination: state.enrolment.partners.manufacturer.id,
      bagIds: bags.map(({ bagId }) => bagId),
      donationIds: [...new Set(bags.map(({ donationId }) => donationId))],
      celsius: state.rules.material.shippingCelsius,
    },
  };
}

function inboundPickup(state: JourneyState, now: Instant): RequestPlan | null {
  const release = currentBatch(state)?.release;
  if (release === undefined || release === null) return null;
  return {
    type: 'pickup.requested',
    purpose: `manufacturer-to-clinic/${release.batchId}`,
    to: 'courier',
    dueAt: plusDays(now, 2),
    data: {
      leg: 'manufacturer-to-clinic',
      from: state.enrolment.partners.manufacturer.id,
      destination: state.enrolment.sites.treating,
      batchId: release.batchId,
      bagIds: release.bags.map((bag) => bag.bagId),
      celsius: { max: state.rules.product.storageMaxCelsius },
    },
  };
}

function assessmentDue(state: JourneyState): RequestPlan | null {
  const next = nextAssessment(state);
  return next === null
    ? null
    : {
        type: 'assessment.due',
        purpose: `assessment/${next.name}`,
        to: 'clinic',
        dueAt: next.dueAt,
        data: {
          kind: 'toxicity',
          number: next.number,
          everyHours: next.everyHours,
          ageYears: state.enrolment.ageYears,
        },
      };
}

function visitDue(state: JourneyState, now: Instant): RequestPlan | null {
  const visit = state.visits.findLast(
    (one) => one.completed === null && isAtOrAfter(now, one.dueAt),
  );
  return visit === undefined
    ? null
    : {
        type: 'assessment.due',
        purpose: `visit/${visit.name}`,
        to: 'clinic',
        dueAt: visit.windowUntil,
        data: { kind: 'follow-up', visit: visit.name },
      };
}

/** The facts that an authorisation rests on, as the ids the gate's requirements name. */
function groundOf(
  state: JourneyState,
  gate: 'lymphodepletion.may-start' | 'infusion.may-start',
  at: Instant,
): readonly string[] {
  return [...new Set(evaluate(gate, state, at).requirements.flatMap((one) => one.evidence))];
}
