import { currentBatch, type JourneyState } from '../journey/state.js';
import { type Instant, isBefore, plusDays } from '../time/instant.js';
import { always, decisionTaken, treatmentConsent } from './common-requirements.js';
import { noActiveInfection, productOnSite } from './lymphodepletion.gate.js';
import { notExpired } from './manufacturing.gate.js';
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
    // The last day counts to its end.
    until: until === null ? null : plusDays(completedAt, until + 1),
  };
}

function lymphodepletionDone(state: JourneyState, now: Instant): readonly Requirement[] {
  const window = infusionWindow(state);
  const evidence = state.lymphodepletion?.evidence ?? [];
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
      rule: `${from} to ${until ?? 'any number of'} days after the end of lymphodepletion, recommended until day ${recommendedUntil ?? until ?? from}`,
      evidence,
      changesAt: isOver ? undefined : next,
      dueAt: window?.until ?? undefined,
      consequence: 'After the window lymphodepletion has to be repeated',
      actions: isOver ? [decide('repeat-lymphodepletion', 'Repeat lymphodepletion')] : [],
    }),
  ];
}

function tocilizumabInStock(state: JourneyState): Requirement {
  const stock = state.medicineStock['tocilizumab'];
  const needed = state.rules.infusion.tocilizumabDoses;
  return requirement(state, {
    id: 'tocilizumab-in-stock',
    text: `Tocilizumab in stock for this patient: ${needed} doses`,
    met: (stock?.doses ?? 0) >= needed,
    owner: 'clinic',
    overridable: true,
    rule: `At least ${needed} doses before the infusion`,
    evidence: [stock?.evidence],
    actions: [recordFact('medicine-stock.confirmed', 'Record the stock')],
  });
}

/** `infusion.may-start`: the right product, the right patient, the right time, two people and a physician. */
export function infusionMayStart(state: JourneyState, now: Instant): Evaluation {
  return evaluation('infusion.may-start', [
    ...always(state),
    treatmentConsent(state),
    ...productOnSite(state),
    notExpired(state, now),
    ...lymphodepletionDone(state, now),
    noActiveInfection(state, now, state.lymphodepletion?.startedAt ?? undefined),
    tocilizumabInStock(state),
    decisionTaken(
      state,
      {
        type: 'verify-product-identity',
        text: 'Two people have checked that product and patient belong together',
        label: 'Check the identity of the product',
        owner: 'nurse',
      },
      'identity-verified-by-two',
    ),
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

/** `infusion.complete`: every released bag is infused, or stopped with a reason, or was damaged. */
export function infusionComplete(state: JourneyState): Evaluation {
  const bags = currentBatch(state)?.release?.bags.map((bag) => bag.bagId) ?? [];
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
      met: bags.length > 0 && open.length === 0,
      owner: 'clinic',
      rule: 'Given, stopped with a reason, or damaged',
      evidence: state.infusions.map((infusion) => infusion.evidence),
      actions: [recordFact('infusion.completed', 'Record the infusion')],
    }),
  ]);
}
