import { decisionInForce, type Donation, type JourneyState } from '../journey/state.js';
import { apheresisAppointment } from '../scheduling/booked-schedule.js';
import { type Instant, plusHours } from '../time/instant.js';
import { always, treatmentConsent } from './common-requirements.js';
import {
  decide,
  type Evaluation,
  evaluation,
  recordFact,
  type Requirement,
  requirement,
} from './requirement.js';
import { bagsToShip, currentDonations, isBanked } from './collected-material.js';
import { twiceLabelled } from './live-labels.js';
import { slotConfirmed } from './scheduling.gate.js';
import { screeningPassed } from './screening-requirements.js';
import { washOutsOver } from './wash-out.js';

/** `apheresis.may-start`: counts of the day, wash-outs, a slot for the cells; nothing of the patient's for cells that are banked. */
export function apheresisMayStart(state: JourneyState, now: Instant): Evaluation {
  const appointment = apheresisAppointment(state);
  const notBefore = appointment === undefined ? undefined : plusHours(appointment.startsAt, -24);
  const { eligibility, apheresis } = state.rules;
  return evaluation('apheresis.may-start', [
    ...always(state),
    treatmentConsent(state),
    slotConfirmed(state, { mayWait: true }),
    ...(isBanked(state)
      ? []
      : [
          washOutsOver(state, appointment?.startsAt),
          ...apheresis.dayCounts.map((criterion) =>
            screeningPassed(
              state,
              criterion,
              { days: eligibility.screeningValidityDays, notBefore },
              now,
            ),
          ),
        ]),
  ]);
}

function enoughCells(state: JourneyState, donations: readonly Donation[]): Requirement {
  const counts = donations.flatMap((donation) => state.counts[donation.donationId] ?? []);
  const isCounted = donations.length > 0 && counts.length === donations.length;
  const cd3 = counts.reduce((sum, count) => sum + count.cd3Cells, 0);
  const nucleated = counts.reduce((sum, count) => sum + count.totalNucleatedCells, 0);
  const { minimumCd3Cells, minimumTotalNucleatedCells } = state.rules.apheresis;
  const isBroken = bagsToShip(state).length < donations.flatMap(({ bags }) => bags).length;
  const isEnough =
    isCounted &&
    !isBroken &&
    cd3 >= (minimumCd3Cells ?? 0) &&
    nucleated >= (minimumTotalNucleatedCells ?? 0);
  const isAccepted = decisionInForce(state, 'accept-low-yield') !== undefined;
  return requirement(state, {
    id: 'yield-sufficient',
    text: !isCounted
      ? 'The collected cells are counted'
      : isEnough
        ? 'Enough cells were collected'
        : isBroken
          ? 'A bag is lost: what is left has to be accepted, or more collected'
          : 'Fewer cells were collected than the product asks for',
    met: isEnough || (isCounted && isAccepted),
    owner: isCounted ? 'physician' : 'clinic',
    overridable: true,
    rule: yieldRule(state),
    evidence: counts.map((count) => count.evidence),
    actions: isCounted
      ? [
          decide('accept-low-yield', 'Accept the low yield'),
          decide('request-second-apheresis', 'Collect a second time'),
        ]
      : [recordFact('collection.counted', 'Record the cell count')],
  });
}

function yieldRule({ rules }: JourneyState): string {
  const { minimumCd3Cells, minimumTotalNucleatedCells } = rules.apheresis;
  const asked = [
    ...(minimumCd3Cells === undefined ? [] : [`${minimumCd3Cells} CD3 cells`]),
    ...(minimumTotalNucleatedCells === undefined
      ? []
      : [`${minimumTotalNucleatedCells} nucleated cells`]),
  ];
  return asked.length === 0
    ? 'Counted; no minimum is known for the product'
    : `At least ${asked.join(' and ')}, all bags of the attempt together`;
}

/** `material.may-ship`: collected, counted, labelled, infectious-disease markers in. */
export function materialMayShip(state: JourneyState, now: Instant): Evaluation {
  const donations = currentDonations(state);
  const bags = bagsToShip(state);
  const { apheresis: attempt } = state.attempts;
  const twice = twiceLabelled(state);
  const isCompleted = isBanked(state) || donations.some((one) => one.attempt === attempt);
  const failure = isCompleted ? undefined : state.apheresisFailures[attempt];
  const { apheresis, eligibility } = state.rules;
  return evaluation('material.may-ship', [
    ...always(state),
    treatmentConsent(state),
    requirement(state, {
      id: 'apheresis-completed',
      text:
        failure === undefined
          ? 'The apheresis is completed'
          : 'The apheresis failed: a physician decides how to go on',
      met: isCompleted,
      owner: failure === undefined ? 'clinic' : 'physician',
      rule: 'A donation of the current attempt, bound to this journey',
      evidence: [...donations.map((donation) => donation.evidence), failure],
      actions: [
        recordFact('apheresis.completed', 'Record the apheresis'),
        decide('request-second-apheresis', 'Collect a second time'),
      ],
    }),
    enoughCells(state, donations),
    requirement(state, {
      id: 'bags-labelled',
      text:
        twice.length === 0
          ? 'Every bag carries its one label'
          : `Two live labels on ${twice.join(', ')}: void the one that is wrong`,
      met:
        bags.length > 0 &&
        bags.every(({ bagId }) => state.labels[bagId] !== undefined && !twice.includes(bagId)),
      owner: 'clinic',
      rule: 'One live label per bag that is to be shipped',
      evidence: donations.map((donation) => donation.evidence),
      actions: [recordFact('label.applied', 'Record the label')],
    }),
    slotConfirmed(state, { mayWait: false }),
    ...apheresis.infectiousMarkers.map((test) =>
      screeningPassed(
        state,
        { test, kind: 'done', hard: true, overridable: false },
        { days: eligibility.screeningValidityDays },
        now,
      ),
    ),
  ]);
}
