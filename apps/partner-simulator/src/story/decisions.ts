import { type DecisionType, decisionRule } from '#domain/decisions/decision-table.js';
import type { Fate, LeavingReason } from './fate.js';
import type { JourneyStatus, Requirement } from './journey-status.js';
import type { PartnerRequest } from './partner-request.js';
import { latestOffers } from './clinic-scheduling.js';
import type { Circumstances } from './partner-request.js';
import { unitNumber } from './stock.reactions.js';
import { slotNumber } from './manufacturer.reactions.js';
import { days, ms } from './planned-event.js';
import { gradeOn } from './toxicity-course.js';

/** What a person decides next about a journey. */
export type PlannedDecision = {
  readonly type: DecisionType;
  readonly data: Readonly<Record<string, unknown>>;
  /** Null for a decision that meets no requirement. */
  readonly basis: string | null;
  /** Tells repetitions of one type apart, e.g. the grade that is confirmed. */
  readonly occasion: string;
};

/** What the people at the site know besides the status. */
export type Knowledge = {
  readonly circumstances: Circumstances;
  /** Every request that was sent about the journey, oldest first. */
  readonly requests: readonly PartnerRequest[];
  /** The regimen of lymphodepletion of the centre for this product. */
  readonly regimen: string;
  /** Days since the infusion; negative before it. */
  readonly day: number;
};

type Chosen = Pick<PlannedDecision, 'data' | 'occasion'>;

type Choose = (
  status: JourneyStatus,
  knowledge: Knowledge,
  requirement: Requirement,
) => Chosen | null;

const once = (data: PlannedDecision['data'] = {}): Chosen => ({ data, occasion: 'once' });

function confirmGrade(kind: 'crs' | 'icans'): Choose {
  return (status, { circumstances, day }) => {
    const { grade, status: standing } = status.toxicity[kind];
    if (grade === null) return null;
    const scale = 'astct';
    if (standing === 'proposed') {
      const data = { kind, grade, scale, agrees: true };
      return { data, occasion: `${kind}-${grade}-at-${status.version}` };
    }
    const { fate } = circumstances;
    const isOver = gradeOn(fate[kind], day) === 0 && day > fate[kind].onsetDay;
    return isOver && grade > 0
      ? {
          data: { kind, grade: 0, scale, agrees: false },
          occasion: `${kind}-over-at-${status.version}`,
        }
      : null;
  };
}

function latestBatch(
  status: JourneyStatus,
): JourneyStatus['material']['batches'][number] | undefined {
  return status.material.batches.toSorted((a, b) => b.attempt - a.attempt)[0];
}

const choices: Readonly<Partial<Record<DecisionType, Choose>>> = {
  'confirm-eligibility': () => once(),
  // While something is not offered yet, it waits for others.
  'book-schedule': (_, { requests, circumstances }, { owner }) => {
    if (owner !== 'coordinator') return null;
    const slot = requests.findLast((one) => one.type === 'slot.requested');
    const offers = latestOffers({ ...circumstances, earlier: requests });
    if (offers !== undefined && circumstances.cast.isOffTheShelf()) {
      const { appointmentId } = offers.bed;
      return { data: { bedAppointmentId: appointmentId }, occasion: appointmentId };
    }
    return slot === undefined || offers === undefined
      ? null
      : {
          data: {
            slotId: slotNumber(slot.id),
            apheresisAppointmentId: offers.apheresis.appointmentId,
            bedAppointmentId: offers.bed.appointmentId,
          },
          occasion: slot.id,
        };
  },
  'allocate-unit': (_, { requests }, { owner }) => {
    const asked = requests.findLast(
      ({ type, data }) => type === 'allocation.requested' && data['unitId'] === undefined,
    );
    if (owner !== 'physician' || asked === undefined) return null;
    const unitId = unitNumber(asked.id);
    return { data: { unitId }, occasion: unitId };
  },
  'accept-low-yield': (status) =>
    once({ donationIds: status.material.donations.map((donation) => donation.donationId) }),
  'order-remanufacture': (status) => {
    const batch = latestBatch(status);
    return batch === undefined
      ? null
      : { data: { batchId: batch.batchId }, occasion: batch.batchId };
  },
  'dispose-excursion': (status, { circumstances }) => {
    const shipment = status.material.shipments.find((one) =>
      (one.excursions ?? []).some(
        ({ assessment, disposition }) => assessment !== null && disposition === null,
      ),
    );
    if (shipment === undefined) return null;
    const { shipmentId } = shipment;
    const isPlain = circumstances.random(`disposition-${shipmentId}`).chance(0.8);
    const disposition = isPlain ? 'acceptable' : 'acceptable-with-conditions';
    return { data: { shipmentId, disposition }, occasion: shipmentId };
  },
  'authorize-lymphodepletion': (status, { regimen }) => ({
    data: { regimen },
    occasion: `at-${status.version}`,
  }),
  // Only before the product flows: who is infused is monitored, however late that was told.
  'repeat-lymphodepletion': (status, { day }) =>
    day < 0 ? { data: { reason: 'window-over' }, occasion: `at-${status.version}` } : null,
  // Each bag is checked for itself; the requirement names the checks that were made.
  'verify-product-identity': (status, _, { evidence }) => {
    const batch = latestBatch(status);
    const bags = status.material.bags.filter((one) => one.batchId === batch?.batchId);
    const bag = bags[evidence.length];
    return batch === undefined || bag === undefined
      ? null
      : {
          data: { batchId: batch.batchId, bagId: bag.bagId, scannedCoi: status.journeyId },
          occasion: `at-${status.version}`,
        };
  },
  'authorize-infusion': (status) => ({
    data: { doseNumber: 1 },
    occasion: `at-${status.version}`,
  }),
  'close-monitoring': () => once(),
};

function chooserOf(type: string, requirement: Requirement): Choose | undefined {
  if (type === 'confirm-toxicity-grade') {
    return confirmGrade(requirement.requirement === 'toxicity-icans' ? 'icans' : 'crs');
  }
  return choices[type as DecisionType];
}

/** Whether everything a decision rests on is met. */
function isReady(type: string, about: Requirement, all: readonly Requirement[]): boolean {
  const needs = decisionRule(type)?.needs ?? [];
  return all
    .filter((one) => one.gate === about.gate && one !== about && !one.met)
    .every((one) => needs !== 'all-others' && !needs.includes(one.requirement));
}

function rejection(status: JourneyStatus, fate: Fate): PlannedDecision | null {
  const finding = status.waitingFor.find(
    (one) => one.requirement === 'screening-active-infection' && !one.met,
  );
  const isFound = fate.isIneligible && finding !== undefined && finding.evidence.length > 0;
  return isFound && status.stage === 'eligibility'
    ? {
        type: 'reject-eligibility',
        data: { reason: 'active-infection' },
        basis: null,
        occasion: 'once',
      }
    : null;
}

const outcomeOf = {
  'adverse-event': 'adverse-event',
  'physician-decision': 'physician-decision',
  'patient-decision': 'withdrawn',
  'protocol-deviation': 'discontinued',
  progression: 'progressed',
} as const satisfies Record<Exclude<LeavingReason, 'death'>, string>;

/** When somebody leaves by a decision, in epoch milliseconds; undefined for who does not or dies. */
export function leavesAt({ circumstances, requests }: Knowledge): number | undefined {
  const { leavesWaiting } = circumstances.fate;
  const [first] = requests;
  return leavesWaiting === null || leavesWaiting.reason === 'death' || first === undefined
    ? undefined
    : Math.floor(ms(first.time) + days(leavesWaiting.afterDays));
}

/** The end of a journey that waited too long for the patient. */
function leaving(status: JourneyStatus, knowledge: Knowledge): PlannedDecision | null {
  const { leavesWaiting } = knowledge.circumstances.fate;
  const at = leavesAt(knowledge);
  if (leavesWaiting === null || leavesWaiting.reason === 'death') return null;
  if (at === undefined || ms(status.asOf) < at || knowledge.day >= 0) return null;
  return {
    type: 'close-journey',
    data: { outcome: outcomeOf[leavesWaiting.reason], reason: leavesWaiting.reason },
    basis: null,
    occasion: 'once',
  };
}

const stagesOfBridging = ['leukapheresis', 'outbound-shipment', 'manufacturing'];

function bridgingPlan(status: JourneyStatus, { bridging }: Fate): PlannedDecision | null {
  const isPlanned = status.tracks.some((track) => track.name === 'bridging');
  if (bridging === null || isPlanned || !stagesOfBridging.includes(status.stage)) return null;
  const { modality } = bridging;
  return {
    type: 'plan-bridging',
    data: { modality, regimen: `${modality}-standard`, from: status.asOf.slice(0, 10) },
    basis: null,
    occasion: 'once',
  };
}

/** The end of a journey whose product could not be made in the attempts that are allowed. */
function givingUp(status: JourneyStatus, { failingAttempts }: Fate): PlannedDecision | null {
  const failed = status.material.batches.filter((batch) => batch.status === 'failed').length;
  return failed >= 2 && failed <= failingAttempts && status.stage === 'manufacturing'
    ? {
        type: 'close-journey',
        data: { outcome: 'manufacturing-failed', reason: 'attempts-used' },
        basis: null,
        occasion: 'once',
      }
    : null;
}

/** Whether time alone can make a decision possible, so that it is worth looking again at the same status. */
export function mayRipen(status: JourneyStatus): boolean {
  return status.waitingFor.some(
    ({ met, owner, actions }) =>
      !met && (owner === 'time' || actions.some((one) => one.name === 'confirm-toxicity-grade')),
  );
}

/** The decision that somebody takes now, or null while there is nothing to decide. */
export function nextDecision(status: JourneyStatus, knowledge: Knowledge): PlannedDecision | null {
  if (status.outcome !== null) return null;
  const { fate } = knowledge.circumstances;
  const unasked =
    leaving(status, knowledge) ??
    rejection(status, fate) ??
    givingUp(status, fate) ??
    bridgingPlan(status, fate);
  if (unasked !== null) return unasked;
  for (const requirement of status.waitingFor) {
    if (requirement.met) continue;
    for (const action of requirement.actions) {
      const choose = chooserOf(action.name, requirement);
      if (action.kind !== 'decide' || choose === undefined) continue;
      if (!isReady(action.name, requirement, status.waitingFor)) continue;
      const chosen = choose(status, knowledge, requirement);
      if (chosen === null) continue;
      const meets = decisionRule(action.name)?.meets?.requirement === requirement.requirement;
      const type = action.name as DecisionType;
      return { type, basis: meets ? requirement.basis : null, ...chosen };
    }
  }
  return null;
}
