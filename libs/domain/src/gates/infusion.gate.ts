import {
  begunAt,
  currentBatch,
  firstInfusionAt,
  isInfused,
  type JourneyState,
} from '../journey/state.js';
import { sameIdentifier } from '../identifiers/normalised-identifier.js';
import { bagsToGive } from './bags-to-give.js';
import { doubtOn, isVerified } from '../rules/certainty.js';
import { type Instant, isBefore, plusDays } from '../time/instant.js';
import { earliestEndOfDay } from '../time/stated-date.js';
import { always, treatmentConsent } from './common-requirements.js';
import { noActiveInfection, productOnSite } from './lymphodepletion.gate.js';
import { notExpired } from './manufacturing.gate.js';
import {
  doseWindow,
  isBagDone,
  isDoseOver,
  isSplit,
  nextDose,
  plannedDoses,
  toxicityBefore,
} from './planned-doses.js';
import { productReleased } from './product-released.js';
import { notToBeRepeated } from './lymphodepletion-repeat.js';
import { waivedWindow } from './lymphodepletion-waived.js';
import {
  decide,
  type Evaluation,
  evaluation,
  recordFact,
  type Requirement,
  requirement,
} from './requirement.js';

/** When lymphodepletion lets the infusion happen: from, and until where the product has a last day. */
export function infusionWindow(
  state: JourneyState,
): { readonly from: Instant; readonly until: Instant | null } | null {
  const course = state.lymphodepletion;
  const completedAt = course?.completedAt ?? null;
  const isCurrent = course !== null && course.attempt >= state.attempts.lymphodepletion;
  if (completedAt === null || !isCurrent) return waivedWindow(state);
  const { from, until } = state.rules.lymphodepletion.toInfusionDays;
  return {
    from: plusDays(completedAt, from),
    // 24 hours a day: never later than the last calendar day of the label in any time zone.
    until: until === null ? null : plusDays(completedAt, until),
  };
}

function lymphodepletionDone(state: JourneyState, now: Instant): readonly Requirement[] {
  const window = infusionWindow(state);
  const about = `lymphodepletion/${state.lymphodepletion?.attempt ?? 1}`;
  const evidence = [state.statements[`${about}/started`], state.statements[`${about}/completed`]];
  const { from, until, recommendedUntil } = state.rules.lymphodepletion.toInfusionDays;
  const isOver = window?.until != null && !isBefore(now, window.until);
  const isReached = window !== null && !isBefore(now, window.from);
  const isInWindow = isReached && !isOver;
  const next = window === null ? undefined : isReached ? (window.until ?? undefined) : window.from;
  return [
    requirement(state, {
      id: 'lymphodepletion-completed',
      text:
        waivedWindow(state) === null
          ? 'Lymphodepletion is completed'
          : 'The patient needs no lymphodepletion, as a physician has decided',
      met: window !== null,
      owner: 'clinic',
      rule: 'The end of the last course of lymphodepletion',
      evidence,
      actions: [recordFact('lymphodepletion.completed', 'Record the end of lymphodepletion')],
    }),
    requirement(state, {
      id: 'lymphodepletion-window',
      text: isOver
        ? 'The window after lymphodepletion is over: repeat lymphodepletion or stop'
        : 'The time since lymphodepletion is within the window of the product',
      met: isInWindow,
      owner: isOver ? 'physician' : 'time',
      overridable: !isVerified(state.rules, 'lymphodepletion.toInfusionDays'),
      rule: `${from} to ${until ?? 'any number of'} days after the end of lymphodepletion, recommended until day ${recommendedUntil ?? until ?? from}${doubtOn(state.rules, 'lymphodepletion.toInfusionDays')}`,
      evidence,
      changesAt: isOver ? undefined : next,
      dueAt: window?.until ?? undefined,
      consequence: 'After the window lymphodepletion has to be repeated',
      actions: isOver ? [decide('repeat-lymphodepletion', 'Repeat lymphodepletion')] : [],
    }),
  ];
}

function tocilizumabInStock(state: JourneyState, now: Instant): Requirement {
  const stock = state.medicineStock['tocilizumab'];
  const expiresAt = stock?.expiresOn === undefined ? undefined : earliestEndOfDay(stock.expiresOn);
  const isUsable = expiresAt === undefined || isBefore(now, expiresAt);
  const needed = state.rules.infusion.tocilizumabDoses;
  const met = isUsable && (stock?.doses ?? 0) >= needed;
  return requirement(state, {
    id: 'tocilizumab-in-stock',
    text: `Tocilizumab in stock for this patient: ${needed} doses`,
    met,
    owner: 'clinic',
    overridable: true,
    rule: `At least ${needed} doses before the infusion, within their expiry`,
    evidence: [stock?.evidence],
    changesAt: met ? expiresAt : undefined,
    actions: [recordFact('medicine-stock.confirmed', 'Record the stock')],
  });
}

/** Intensive care knows that this patient may need them: told since the course of lymphodepletion began. */
function intensiveCareInformed(state: JourneyState): Requirement {
  const told = state.statements['intensive-care-informed'];
  const since = state.lymphodepletion?.startedAt ?? undefined;
  const met = told !== undefined && (since === undefined || !isBefore(told.happenedAt, since));
  return requirement(state, {
    id: 'intensive-care-informed',
    text: 'Intensive care knows of the infusion and keeps itself ready',
    met,
    owner: 'nurse',
    overridable: true,
    rule: 'Told since this course of lymphodepletion began',
    evidence: [told],
    consequence: 'A patient who needs a vasopressor at night waits for a bed',
    actions: [recordFact('intensive-care.informed', 'Record that intensive care is informed')],
  });
}

/** Two people have checked every bag that is to be given; one bag does not speak for another, nor a check at one dose for the next. */
function identityVerified(state: JourneyState, notBefore: Instant | undefined): Requirement {
  const open = bagsToGive(state);
  const checks = state.decisions.filter(
    ({ type, at }) =>
      type === 'verify-product-identity' && (notBefore === undefined || !isBefore(at, notBefore)),
  );
  const batchId = currentBatch(state)?.batchId;
  const isChecked = (bagId: string): boolean =>
    checks.some(
      ({ data }) =>
        sameIdentifier(data['bagId'], bagId) && sameIdentifier(data['batchId'], batchId),
    );
  const unchecked = open.filter((bagId) => !isChecked(bagId));
  return requirement(state, {
    id: 'identity-verified-by-two',
    text:
      checks.length === 0 || unchecked.length === 0
        ? 'Two people have checked that product and patient belong together'
        : `Two people have still to check ${unchecked.join(', ')}`,
    met: open.length > 0 && unchecked.length === 0,
    owner: 'nurse',
    rule: 'Patient, batch and every bag that is to be given, scanned by two people',
    evidence: checks.map(({ sequence }) => `${state.journeyId}/${sequence}`),
    actions: [decide('verify-product-identity', 'Check the identity of the product')],
  });
}

/** A physician has authorised the dose that comes next: the permission for one dose is none for another. */
function authorized(state: JourneyState, doseNumber: number): Requirement {
  const made = state.decisions.findLast(
    ({ type, data }) =>
      type === 'authorize-infusion' && (!isSplit(state) || data['doseNumber'] === doseNumber),
  );
  return requirement(state, {
    id: 'infusion-authorized',
    text: 'A physician has authorised the infusion',
    met: made !== undefined,
    owner: 'physician',
    rule: 'Needs the decision authorize-infusion',
    evidence: made === undefined ? [] : [`${state.journeyId}/${made.sequence}`],
    actions: [decide('authorize-infusion', 'Authorise the infusion')],
  });
}

/** A split dose follows a plan that a measured value chooses, and every bag of the dose is there. */
function doseChosen(state: JourneyState): readonly Requirement[] {
  const { planBy } = state.rules.dosing;
  if (!isSplit(state)) return [];
  const dose = nextDose(state);
  const result = planBy === undefined ? undefined : state.screening[planBy.test];
  const met = dose !== undefined && dose.bagIds.length > 0;
  return [
    requirement(state, {
      id: 'dose-planned',
      text: met
        ? `Dose ${dose.number} is drawn from ${dose.bagIds.join(', ')}`
        : planBy === undefined
          ? 'The bags of the dose are among those released'
          : `The plan of the doses is chosen by ${planBy.test}`,
      met,
      owner: 'clinic',
      rule: `The dose plan of the product${planBy === undefined ? '' : `, by ${planBy.test} of at most ${planBy.withinDaysBeforeLymphodepletion} days before lymphodepletion`}`,
      evidence: [result?.evidence],
      actions: planBy === undefined ? [] : [recordFact('screening.resulted', 'Record the result')],
    }),
  ];
}

/** A later dose waits for its day and for what the dose before has done to the patient. */
function laterDose(state: JourneyState, number: number, now: Instant): readonly Requirement[] {
  const window = doseWindow(state, number);
  const allowed = toxicityBefore(state, number);
  const isReached = window !== null && !isBefore(now, window.from);
  const isOver = window !== null && !isBefore(now, window.until);
  const inputs = (['crs', 'icans'] as const).flatMap(
    (kind) => state.toxicity[kind]?.proposal.inputs ?? [],
  );
  const textOf = {
    give: `Toxicity since the dose before allows dose ${number}`,
    postpone: `Dose ${number} is postponed until toxicity is low enough again`,
    stop: `Dose ${number} is not given: toxicity after the dose before stops it`,
  };
  return [
    requirement(state, {
      id: 'dose-day',
      text: isOver
        ? `The last day of dose ${number} is over`
        : `The day of dose ${number} has come`,
      met: isReached && !isOver,
      owner: isOver ? 'physician' : 'time',
      rule: 'The days of the product from the first dose on',
      changesAt: isOver ? undefined : isReached ? window.until : window?.from,
      dueAt: window?.until,
    }),
    requirement(state, {
      id: 'toxicity-allows-dose',
      text: textOf[allowed],
      met: allowed === 'give',
      owner: 'physician',
      rule: 'What the label says of the dose after CRS and neurotoxicity',
      evidence: inputs,
      actions:
        allowed === 'postpone' ? [decide('confirm-toxicity-grade', 'Confirm the grade')] : [],
    }),
  ];
}

/**
 * `infusion.may-start`: the right product, the right patient, the right time, two people and a physician. Once the first dose
 * has flowed it is asked anew for the next one.
 */
export function infusionMayStart(state: JourneyState, now: Instant): Evaluation {
  return evaluation('infusion.may-start', doseRequirements(state, now));
}

function doseRequirements(state: JourneyState, now: Instant): readonly Requirement[] {
  const number = nextDose(state)?.number ?? 1;
  const isLater = number > 1 && isInfused(state);
  const infectionSince = isLater
    ? firstInfusionAt(state)
    : (state.lymphodepletion?.startedAt ?? undefined);
  return [
    ...always(state),
    treatmentConsent(state),
    ...productOnSite(state),
    productReleased(state),
    notExpired(state, now),
    ...(isLater
      ? laterDose(state, number, now)
      : [...lymphodepletionDone(state, now), ...notToBeRepeated(state, now)]),
    noActiveInfection(state, now, infectionSince),
    intensiveCareInformed(state),
    tocilizumabInStock(state, now),
    ...doseChosen(state),
    identityVerified(state, isLater ? firstInfusionAt(state) : undefined),
    authorized(state, number),
  ];
}

/** `next-dose.may-start`: of a split dose, what the next one waits for; open when no other dose is planned. */
export function nextDoseMayStart(state: JourneyState, now: Instant): Evaluation {
  const next = nextDose(state);
  const isWaiting =
    next !== undefined &&
    next.number > 1 &&
    isInfused(state) &&
    !isDoseOver(state, next.number, now);
  const window = next === undefined ? null : doseWindow(state, next.number);
  return evaluation(
    'next-dose.may-start',
    isWaiting
      ? doseRequirements(state, now)
      : [
          requirement(state, {
            id: 'no-dose-waits',
            text: 'No other dose is waiting',
            met: true,
            owner: 'clinic',
            rule: 'The dose plan of the product',
            changesAt: window !== null && isBefore(now, window.until) ? window.until : undefined,
          }),
        ],
  );
}

/** The bags that have to be given before an infusion is complete: those of the plan, unless only another product has flowed. */
function bagsOfInfusion(state: JourneyState, now: Instant): readonly string[] {
  const released = currentBatch(state)?.release?.bags.map((bag) => bag.bagId) ?? [];
  const planned = plannedDoses(state)
    ?.filter(({ number }) => !isDoseOver(state, number, now))
    .flatMap(({ bagIds }) => bagIds);
  const begun = state.infusions.flatMap((bag) => (begunAt(bag) === undefined ? [] : bag.bagId));
  const isOwnGiven = begun.length === 0 || begun.some((bagId) => released.includes(bagId));
  return [...new Set([...(isOwnGiven ? (planned ?? released) : []), ...begun])];
}

/** When a dose that was not given ends of itself. */
function doseEnds(state: JourneyState, now: Instant): Instant | undefined {
  const next = nextDose(state);
  const window = next === undefined ? null : doseWindow(state, next.number);
  return window !== null && isBefore(now, window.until) ? window.until : undefined;
}

/** `infusion.complete`: every bag of every dose is infused, or stopped with a reason, or was damaged; one at least has begun. */
export function infusionComplete(state: JourneyState, now: Instant): Evaluation {
  const bags = bagsOfInfusion(state, now);
  const open = bags.filter((bagId) => !isBagDone(state, bagId));
  return evaluation('infusion.complete', [
    ...always(state).filter((one) => one.id !== 'no-hold'),
    requirement(state, {
      id: 'every-bag-given',
      text:
        open.length === 0
          ? 'Every bag is given'
          : `${bags.length - open.length} of ${bags.length} bags are given`,
      met: isInfused(state) && open.length === 0,
      owner: 'clinic',
      rule: 'Given, stopped with a reason, or damaged, of every dose that may still be given; nothing given at all is no infusion',
      evidence: state.infusions.map((infusion) => infusion.evidence),
      actions: [recordFact('infusion.completed', 'Record the infusion')],
      changesAt: isInfused(state) ? doseEnds(state, now) : undefined,
    }),
  ]);
}
