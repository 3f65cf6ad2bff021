import { decisionInForce, type Donation, type JourneyState } from '../journey/state.js';
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
import { apheresisAppointment } from './scheduling.gate.js';
import { screeningPassed } from './screening-requirements.js';
import { washOutsOver } from './wash-out.js';

/** The donations of the current collection attempt. */
export function currentDonations(state: JourneyState): readonly Donation[] {
  return state.donations.filter((donation) => donation.attempt === state.attempts.apheresis);
}

/** `apheresis.may-start`: counts of the day, wash-outs, consent. */
export function apheresisMayStart(state: JourneyState, now: Instant): Evaluation {
  const appointment = apheresisAppointment(state);
  const notBefore = appointment === undefined ? undefined : plusHours(appointment.startsAt, -24);
  const { eligibility, apheresis } = state.rules;
  return evaluation('apheresis.may-start', [
    ...always(state),
    treatmentConsent(state),
    washOutsOver(state, appointment?.startsAt),
    ...apheresis.dayCounts.map((criterion) =>
      screeningPassed(
        state,
        criterion,
        { days: eligibility.screeningValidityDays, notBefore },
        now,
      ),
    ),
  ]);
}

function enoughCells(state: JourneyState, donations: readonly Donation[]): Requirement {
  const counts = donations.flatMap((donation) => state.counts[donation.donationId] ?? []);
  const isCounted = donations.length > 0 && counts.length === donations.length;
  const cd3 = counts.reduce((sum, count) => sum + count.cd3Cells, 0);
  const nucleated = counts.reduce((sum, count) => sum + count.totalNucleatedCells, 0);
  const { minimumCd3Cells, minimumTotalNucleatedCells } = state.rules.apheresis;
  const isEnough =
    isCounted && cd3 >= (minimumCd3Cells ?? 0) && nucleated >= (minimumTotalNucleatedCells ?? 0);
  const isAccepted = decisionInForce(state, 'accept-low-yield') !== undefined;
  return requirement(state, {
    id: 'yield-sufficient',
    text: !isCounted
      ? 'The collected cells are counted'
      : isEnough
        ? 'Enough cells were collected'
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
  const bags = donations.flatMap((donation) => donation.bags);
  const { apheresis, eligibility } = state.rules;
  return evaluation('material.may-ship', [
    ...always(state),
    treatmentConsent(state),
    requirement(state, {
      id: 'apheresis-completed',
      text: 'The apheresis is completed',
      met: donations.length > 0,
      owner: 'clinic',
      rule: 'A donation of the current attempt, bound to this journey',
      evidence: donations.map((donation) => donation.evidence),
      actions: [
        recordFact('apheresis.completed', 'Record the apheresis'),
        decide('request-second-apheresis', 'Collect a second time'),
      ],
    }),
    enoughCells(state, donations),
    requirement(state, {
      id: 'bags-labelled',
      text: 'Every bag carries its label',
      met: bags.length > 0 && bags.every((bag) => state.labels[bag.bagId] !== undefined),
      owner: 'clinic',
      rule: 'One live label per bag',
      evidence: donations.map((donation) => donation.evidence),
      actions: [recordFact('label.applied', 'Record the label')],
    }),
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
