import { tellingsInReview } from '../corrections/disputed-occurrence.js';
import { evaluate } from '../gates/gates.js';
import { nextDose } from '../gates/planned-doses.js';
import { sameIdentifier } from '../identifiers/normalised-identifier.js';
import { isOffTheShelf } from '../journey/allocation.js';
import { isProductOfPatient } from '../journey/identity.js';
import { currentBatch, type Hold, isInfused, type JourneyState } from '../journey/state.js';
import { outcomes, stages } from '../journey/vocabulary.js';
import { isProductLost } from '../gates/product-released.js';
import { type Instant, isBefore } from '../time/instant.js';
import { earliestEndOfDay } from '../time/stated-date.js';
import { allocationChecks } from './allocation.decisions.js';
import { arrangingChecks } from './arranging.decisions.js';
import { because, type Check, type Refusal, unlessMet } from './because.js';
import { isScaleOf, kindNamed, kindsOfToxicity } from '../toxicity/toxicity-kind.js';
import type { DecisionCommand } from './decision-command.js';
import { type DecisionRule, decisionRule, meaningOf } from './decision-table.js';
import { lymphodepletionChecks } from './lymphodepletion.decisions.js';
import { materialChecks } from './material.decisions.js';
import { newCourseChecks } from './new-course.decisions.js';
import { outOfSpecificationChecks } from './out-of-specification.decisions.js';
import { overridingChecks } from './overriding.decisions.js';
import { revocable } from './permissions.js';
import { schedulingChecks } from './scheduling.decisions.js';

const liftedByHand: readonly string[] = [
  'manual',
  'deviation',
  'recall',
  'duplicate-enrolment',
  'identity-mismatch-collateral',
];

/** What a finding can be put down to. */
const findings: readonly string[] = ['crs', 'infection', 'both', 'other'];

/** Held because another journey named what is ours, and not looked at since. */
function isToBeScanned({ kind, rescannedBy }: Hold): boolean {
  return kind === 'identity-mismatch-collateral' && rescannedBy === undefined;
}

/** Whether a decision names an event by its source and id. */
function isNamed(
  { id, source }: { readonly id: string; readonly source?: string | undefined },
  data: DecisionCommand['data'],
): boolean {
  return id === data['eventId'] && source === data['source'];
}

const checks: Readonly<Record<string, Check>> = {
  ...schedulingChecks,
  ...allocationChecks,
  ...arrangingChecks,
  ...lymphodepletionChecks,
  ...materialChecks,
  ...newCourseChecks,
  ...outOfSpecificationChecks,
  ...overridingChecks,
  'request-second-apheresis': (state) => {
    const batch = currentBatch(state);
    const isCollected = stages.indexOf(state.stage) > stages.indexOf('leukapheresis');
    return isCollected && batch !== undefined && !isProductLost(state)
      ? because('batch-not-failed', 'The product of the first collection is not lost', 'quality')
      : null;
  },
  'order-remanufacture': (state, { data }) => {
    const batch = currentBatch(state);
    if (batch === undefined || !sameIdentifier(batch.batchId, data['batchId'])) {
      return because('batch-unknown', 'This is not the batch of the current attempt', 'quality');
    }
    if (!isProductLost(state)) {
      return because('batch-not-failed', 'The batch has not failed', 'manufacturer');
    }
    if (batch.failure !== null && batch.failure.retainedMaterial !== true) {
      return because(
        'no-retained-material',
        'No material was retained: collect again',
        'physician',
      );
    }
    return batch.attempt < state.rules.manufacturing.maximumAttempts
      ? null
      : because('attempts-used', 'The attempts the product allows are used', 'physician');
  },
  'dispose-excursion': (state, { data }) => {
    const shipment = state.shipments.find((one) =>
      sameIdentifier(one.shipmentId, data['shipmentId']),
    );
    const open = shipment?.excursions.filter((one) => one.disposition === null) ?? [];
    if (open.length === 0) return because('no-excursion', 'No excursion waits for a decision');
    return open.every((one) => one.assessment !== null)
      ? null
      : because('excursion-not-assessed', 'The manufacturer has not assessed it', 'manufacturer');
  },
  'verify-product-identity': (state, { data }) => {
    const scanned = {
      coi: String(data['scannedCoi']),
      batchId: String(data['batchId']),
      bagId: String(data['bagId']),
    };
    return isProductOfPatient(state, scanned)
      ? null
      : because(
          'identity-not-equal',
          'What was scanned is not the product of this patient',
          'nurse',
        );
  },
  'confirm-toxicity-grade': (state, { data }) => {
    const { grade, scale } = data;
    const kind = kindNamed(data['kind'], scale);
    if (kind === undefined) return because('kind-unknown', 'This is no kind of toxicity');
    const course = state.toxicity[kind] ?? null;
    const isAssessed = kind === 'crs' || kind === 'icans';
    if (course === null && (isAssessed || !isInfused(state))) {
      return because('nothing-proposed', 'There is no assessment to confirm');
    }
    if (course === null ? !isScaleOf(kind, scale) : scale !== course.proposal.scale) {
      const used = course?.proposal.scale ?? kindsOfToxicity[kind].scale;
      return because('scale-differs', `This is graded by ${used}`, 'physician');
    }
    return Number.isInteger(grade) && Number(grade) >= 0 && Number(grade) <= 5
      ? null
      : because('grade-unknown', 'A grade is a whole number from 0 to 5', 'physician');
  },
  'authorize-infusion': (state, { data }) => {
    const number = nextDose(state)?.number ?? 1;
    return data['doseNumber'] === number
      ? null
      : because('dose-number', `The dose that comes next is number ${number}`, 'physician');
  },
  'order-safety-switch': (state, { data }, now) => {
    const known = state.rules.features.safetySwitch;
    if (known === undefined) {
      return because('no-safety-switch', 'The cells of this product have no safety switch');
    }
    if (!isInfused(state)) return because('not-infused', 'No cells have been given', 'physician');
    if (data['agent'] !== known.agent) {
      return because('agent-unknown', `The switch is activated by ${known.agent}`, 'physician');
    }
    const stock = state.medicineStock[known.agent];
    const isUsable =
      stock?.expiresOn === undefined || isBefore(now, earliestEndOfDay(stock.expiresOn));
    return (stock?.doses ?? 0) > 0 && isUsable
      ? null
      : because('activator-missing', `${known.agent} is not in stock for this patient`);
  },
  'attribute-finding': (state, { data }) => {
    const kind = kindNamed(data['kind'], undefined);
    if (kind === undefined) return because('kind-unknown', 'This is no kind of toxicity');
    if ((state.toxicity[kind]?.grade ?? 0) === 0) {
      return because('nothing-found', 'Nothing was found that could be attributed');
    }
    return findings.includes(String(data['finding']))
      ? null
      : because('finding-unknown', `A finding is one of ${findings.join(', ')}`, 'physician');
  },
  'place-hold': (state, { data }) => {
    if (data['kind'] !== 'manual' && data['kind'] !== 'deviation') {
      return because('hold-kind', 'Only a manual hold or a deviation is placed by hand');
    }
    return state.holds.some((hold) => hold.kind === data['kind'])
      ? because('hold-stands', 'This hold stands already', 'quality')
      : null;
  },
  'lift-hold': (state, { data, actor }) => {
    if (!state.holds.some((hold) => hold.kind === data['kind'])) {
      return because('no-such-hold', 'There is no such hold', 'quality');
    }
    if (!liftedByHand.includes(String(data['kind']))) {
      return because(
        'hold-falls-by-itself',
        'This hold falls when its cause is settled',
        'quality',
      );
    }
    if (data['kind'] !== 'manual' && actor.role !== 'quality') {
      return because('quality-only', 'Only quality lifts this hold', 'quality');
    }
    return state.holds.some(isToBeScanned) && data['kind'] === 'identity-mismatch-collateral'
      ? because('scan-missing', 'What another journey named has to be scanned again', 'clinic')
      : null;
  },
  'acknowledge-alert': (state, { data }) =>
    state.alerts.some((alert) => alert.alertId === data['alertId'])
      ? null
      : because('no-such-alert', 'There is no such alert'),
  'withdraw-authorization': (state, { data }) =>
    revocable(state).some((one) => one.requestId === data['requestId'])
      ? null
      : because('no-such-authorization', 'No such authorisation is open', 'physician'),
  'answer-review': (state, { data }) => {
    if (!state.reviews.some(({ reviewId }) => reviewId === data['reviewId'])) {
      return because('no-such-review', 'No such review is open', 'quality');
    }
    const tellings = tellingsInReview(state, String(data['reviewId']));
    return tellings.length > 1 && !tellings.some(({ id }) => id === data['finding'])
      ? because('finding-unknown', 'The finding has to name the event that stands', 'quality')
      : null;
  },
  'retract-record': (state, { data }) =>
    state.told.facts.some(({ event }) => isNamed(event, data)) ||
    state.observations.some(({ eventId: id, source }) => isNamed({ id, source }, data)) ||
    state.parked.some(({ event }) => isNamed(event, data))
      ? null
      : because('record-unknown', 'No such record counts in this journey', 'quality'),
  'close-journey': (_state, { data }) =>
    outcomes.some((outcome) => outcome === data['outcome'])
      ? null
      : because('outcome-unknown', 'This is no outcome of a journey', 'coordinator'),
  'resolve-identity-mismatch': (state) =>
    state.holds.some((hold) => hold.kind === 'identity-mismatch')
      ? null
      : because('no-mismatch', 'No identity mismatch is open', 'quality'),
};

/** Why the protocol refuses a well-formed decision now; null when it accepts it. */
export function refusalOf(
  state: JourneyState,
  command: DecisionCommand,
  now: Instant,
): Refusal | null {
  const rule = decisionRule(command.type);
  if (rule === undefined) return because('unknown-decision', 'This is no decision');
  if (state.stage === 'closed' && !isOfClosed(rule)) {
    return because('journey-closed', 'The journey is closed');
  }
  if (rule.stages !== undefined && !rule.stages.includes(state.stage)) {
    return because(
      'wrong-stage',
      `This is decided in the stage ${rule.stages.join(', ')}; the journey is in ${state.stage}`,
    );
  }
  if (rule.cells !== undefined && (rule.cells === 'donor') !== isOffTheShelf(state)) {
    return because(
      'other-cells',
      rule.cells === 'donor'
        ? "The product is made of the patient's own cells: no unit is allocated"
        : 'The product is off the shelf: nothing is collected or made for this patient',
      'physician',
    );
  }
  const unsigned = signatureRefusal(rule, command);
  if (unsigned !== null) return unsigned;
  if (rule.meets !== undefined && rule.needs !== undefined) {
    const { needs, meets } = rule;
    const needed = evaluate(meets.gate, state, now).requirements.filter(
      ({ id }) => id !== meets.requirement && (needs === 'all-others' || needs.includes(id)),
    );
    const unmet = unlessMet(needed);
    if (unmet !== null) return unmet;
  }
  return checks[command.type]?.(state, command, now) ?? null;
}

function isOfClosed({ stages: named }: DecisionRule): boolean {
  return named?.includes('closed') === true;
}

// Two minutes may pass between signing and the API, the rest is for its repetitions.
const longestSignatureAgeMs = 10 * 60_000;

/** A signed decision that is not signed by who takes it, whose signature says something else, or was given long ago. */
function signatureRefusal(rule: DecisionRule, command: DecisionCommand): Refusal | null {
  const { type, data, actor, signatures, takenAt } = command;
  if (!rule.signed) return null;
  if (!signatures.some((one) => one.subject === actor.id)) {
    return because('signature-missing', 'Who takes this decision has to sign it', 'quality');
  }
  const meaning = meaningOf(type, data);
  if (signatures.some((one) => one.meaning !== meaning)) {
    return because('signature-meaning', `The signature has to say ${String(meaning)}`, 'quality');
  }
  const isOld = ({ signedAt }: (typeof signatures)[number]): boolean =>
    takenAt !== undefined && Date.parse(takenAt) - Date.parse(signedAt) > longestSignatureAgeMs;
  return signatures.some(isOld)
    ? because('signature-too-old', 'Look at the journey again and sign anew', 'quality')
    : null;
}
