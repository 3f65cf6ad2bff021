import { begunAt, currentBatch, isInfused, type JourneyState } from '../journey/state.js';
import { sameIdentifier } from '../identifiers/normalised-identifier.js';
import { bagsToGive } from './bags-to-give.js';
import { doubtOn, isVerified } from '../rules/certainty.js';
import { type Instant, isBefore, plusDays } from '../time/instant.js';
import { earliestEndOfDay } from '../time/stated-date.js';
import { always, decisionTaken, treatmentConsent } from './common-requirements.js';
import { noActiveInfection, productOnSite } from './lymphodepletion.gate.js';
import { notExpired } from './manufacturing.gate.js';
import { productReleased } from './product-released.js';
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
  if (completedAt === null || !isCurrent) return null;
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
      text: 'Lymphodepletion is completed',
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

/** Two people have checked every bag that is to be given; one bag does not speak for another. */
function identityVerified(state: JourneyState): Requirement {
  const open = bagsToGive(state);
  const checks = state.decisions.filter(({ type }) => type === 'verify-product-identity');
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

/** `infusion.may-start`: the right product, the right patient, the right time, two people and a physician. */
export function infusionMayStart(state: JourneyState, now: Instant): Evaluation {
  return evaluation('infusion.may-start', [
    ...always(state),
    treatmentConsent(state),
    ...productOnSite(state),
    productReleased(state),
    notExpired(state, now),
    ...lymphodepletionDone(state, now),
    noActiveInfection(state, now, state.lymphodepletion?.startedAt ?? undefined),
    tocilizumabInStock(state, now),
    identityVerified(state),
    decisionTaken(
      state,
      {
        type: 'authorize-infusion',
        text: 'A physician has authorised the infusion',
        label: 'Authorise the infusion',
        owner: 'physician',
      },
      'infusion-authorized',
    ),
  ]);
}

/** The bags that have to be given before an infusion is complete: those of the product, unless only another one has flowed. */
function bagsOfInfusion(state: JourneyState): readonly string[] {
  const own = currentBatch(state)?.release?.bags.map((bag) => bag.bagId) ?? [];
  const begun = state.infusions.flatMap((bag) => (begunAt(bag) === undefined ? [] : bag.bagId));
  const isOwnGiven = begun.length === 0 || begun.some((bagId) => own.includes(bagId));
  return [...new Set([...(isOwnGiven ? own : []), ...begun])];
}

/** `infusion.complete`: every bag is infused, or stopped with a reason, or was damaged; one at least has begun. */
export function infusionComplete(state: JourneyState): Evaluation {
  const bags = bagsOfInfusion(state);
  const open = bags.filter((bagId) => {
    const infusion = state.infusions.find((known) => known.bagId === bagId);
    const isDone =
      (infusion !== undefined && (infusion.completedAt !== null || infusion.stopped !== null)) ||
      state.damagedBags.includes(bagId);
    return !isDone;
  });
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
      rule: 'Given, stopped with a reason, or damaged; nothing given at all is no infusion',
      evidence: state.infusions.map((infusion) => infusion.evidence),
      actions: [recordFact('infusion.completed', 'Record the infusion')],
    }),
  ]);
}
