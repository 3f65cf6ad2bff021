import { bagsToGive } from '../gates/bags-to-give.js';
import { nextDose } from '../gates/planned-doses.js';
import { evaluate } from '../gates/gates.js';
import type { Requirement } from '../gates/requirement.js';
import type { DetailOf } from '../journey/record-detail.js';
import { type RecordDraft, system } from '../journey/record.js';
import {
  type Authorization,
  begunAt,
  decisionInForce,
  isInfused,
  type JourneyState,
} from '../journey/state.js';
import type { Stage } from '../journey/vocabulary.js';
import { withdrawalOf } from '../requests/withdrawal.js';
import { type Instant, isAtOrAfter, isBefore, plusMinutes } from '../time/instant.js';
import { type DecisionType, decisionRule } from './decision-table.js';
import { stageEntered } from './stage-entered.js';

/** A signed permission: taken in one stage, acted on in the next, and gone with its ground. */
type Permission = {
  readonly kind: Authorization['kind'];
  readonly gate: Authorization['gate'];
  readonly takenIn: Stage;
  readonly actedOnIn: Stage;
  /** The decisions that have to be taken anew when it falls. */
  readonly decisions: readonly DecisionType[];
  readonly isBegun: (state: JourneyState) => boolean;
};

const permissions: readonly Permission[] = [
  {
    kind: 'lymphodepletion.authorized',
    gate: 'lymphodepletion.may-start',
    takenIn: 'inbound-shipment',
    actedOnIn: 'lymphodepletion',
    decisions: ['authorize-lymphodepletion', 'waive-lymphodepletion'],
    isBegun: ({ lymphodepletion, attempts }) =>
      lymphodepletion !== null && lymphodepletion.attempt >= attempts.lymphodepletion,
  },
  {
    kind: 'infusion.authorized',
    gate: 'infusion.may-start',
    takenIn: 'lymphodepletion',
    actedOnIn: 'infusion',
    decisions: ['authorize-infusion', 'verify-product-identity'],
    isBegun: isDoseBegun,
  },
];

/** Whether the dose that comes next flows already; all doses done, the last one has. */
function isDoseBegun(state: JourneyState): boolean {
  if (!isInfused(state)) return false;
  const dose = nextDose(state);
  return (
    dose === undefined ||
    dose.number === 1 ||
    state.infusions.some((bag) => dose.bagIds.includes(bag.bagId) && begunAt(bag) !== undefined)
  );
}

/** The dose that an authorisation permits. */
function permittedDose({ purpose }: { readonly purpose: string }): number {
  return Number(/\/dose-(\d+)$/.exec(purpose)?.[1] ?? 1);
}

/** The authorisations of a kind that are not used up: a dose that was given leaves nothing to take back. */
function unused(state: JourneyState, kind: Authorization['kind']): readonly Authorization[] {
  const number = kind === 'infusion.authorized' ? (nextDose(state)?.number ?? 1) : 1;
  return state.authorizations.filter(({ kind: of, requestId }) => {
    const request = state.requests.find((one) => one.requestId === requestId);
    return of === kind && (number === 1 || permittedDose(request ?? { purpose: '' }) >= number);
  });
}

/** The authorisations that can still be taken back: one by which every bag has begun to flow cannot. */
export function revocable(state: JourneyState): readonly Authorization[] {
  return permissions.flatMap((permission) => {
    const isUsed = permission.kind === 'infusion.authorized' && isUsedUp(state, permission);
    return isUsed ? [] : unused(state, permission.kind);
  });
}

function isUsedUp(state: JourneyState, { isBegun }: Permission): boolean {
  return isBegun(state) && bagsToGive(state).length === 0;
}

/** What stops the bags that are left once an infusion has begun; its window and stocks no longer do. */
const stopsRemainingBags = [
  'patient-alive',
  'no-hold',
  'treatment-consent',
  'product-received',
  'product-released',
  'product-not-expired',
];

/** The permissions whose ground is gone: withdrawn at once, and to be decided anew. */
export function lostGround(state: JourneyState, now: Instant): readonly RecordDraft[] {
  for (const permission of permissions) {
    const drafts = fallen(state, permission, now);
    if (drafts.length > 0) return drafts;
  }
  return [];
}

function fallen(state: JourneyState, permission: Permission, now: Instant): readonly RecordDraft[] {
  const { kind, takenIn, actedOnIn } = permission;
  const open = unused(state, kind);
  const gone = open.filter((one) => !isInForce(state, one) || isExpired(one, now));
  const waitsForLaterDose =
    kind === 'infusion.authorized' && isInfused(state) && !permission.isBegun(state);
  if (state.stage === takenIn || (waitsForLaterDose && state.stage === actedOnIn)) {
    const lapsed = lapsedIn(state, permission, now);
    return lapsed ?? withdrawalOf(state, gone, now);
  }
  if (state.stage !== actedOnIn) return withdrawalOf(state, open, now);
  const isBegun = permission.isBegun(state);
  const unmet = unmetOf(state, permission, now).filter(
    (one) => !isBegun || (kind === 'infusion.authorized' && stopsRemainingBags.includes(one.id)),
  );
  if (isBegun && (open.length === 0 || isUsedUp(state, permission))) return [];
  if (unmet.length === 0 && gone.length === 0) return [];
  return [
    ...withdrawalOf(state, open, now),
    blocked(permission, unmet),
    stageEntered(state, isBegun ? actedOnIn : takenIn, {
      isNewAttempt: false,
      voids: permission.decisions,
    }),
  ];
}

/** A decision of the permission that was taken, whose gate was not passed before its ground went. */
function lapsedIn(
  state: JourneyState,
  permission: Permission,
  now: Instant,
): readonly RecordDraft[] | undefined {
  const unmet = unmetOf(state, permission, now);
  const lapsed = permission.decisions.filter((type) => {
    const { needs, meets } = decisionRule(type) ?? {};
    return (
      decisionInForce(state, type) !== undefined &&
      unmet.some(
        ({ id }) => id !== meets?.requirement && (needs === 'all-others' || needs?.includes(id)),
      )
    );
  });
  if (lapsed.length === 0) return undefined;
  const open = unused(state, permission.kind);
  return [
    ...withdrawalOf(state, open, now),
    blocked(permission, unmet),
    stageEntered(state, state.stage, { isNewAttempt: false, voids: lapsed }),
  ];
}

/** The records of a physician taking a permission back. */
export function takenBack(
  state: JourneyState,
  requestId: unknown,
  now: Instant,
): readonly RecordDraft[] {
  const taken = state.authorizations.filter((one) => one.requestId === requestId);
  const permission = permissions.find(({ kind }) => taken.some((one) => one.kind === kind));
  if (permission === undefined) return [];
  const { takenIn, actedOnIn, decisions, isBegun } = permission;
  const isToBeTakenAnew = state.stage === actedOnIn && !isBegun(state) && !isInfused(state);
  const stage = isToBeTakenAnew ? takenIn : state.stage;
  return [
    ...withdrawalOf(state, taken, now),
    stageEntered(state, stage, { isNewAttempt: false, voids: decisions }),
  ];
}

function unmetOf(state: JourneyState, { gate }: Permission, now: Instant): readonly Requirement[] {
  return evaluate(gate, state, now).requirements.filter((one) => !one.met);
}

function blocked({ gate }: Permission, unmet: readonly Requirement[]): RecordDraft {
  const requirements = unmet.map((one) => one.id);
  const detail: DetailOf['gate.blocked'] = { gate, requirements };
  return { type: 'gate.blocked', actor: system, detail };
}

/** An authorisation carries out one decision, named in its purpose, and stands as long as that. */
function isInForce(state: JourneyState, { requestId }: Authorization): boolean {
  const purpose = state.requests.find((one) => one.requestId === requestId)?.purpose;
  return state.decisions.some(
    ({ sequence }) => purpose?.replace(/\/dose-\d+$/, '') === `decision/${sequence}`,
  );
}

function isExpired({ validUntil }: Authorization, now: Instant): boolean {
  return validUntil !== null && isAtOrAfter(now, validUntil);
}

/** What clocks may differ by between a permission and what is done with it. */
const clockToleranceMinutes = 5;

/** Whether the infusion of a dose was authorised at an instant: told to the clinic before, and not taken back or used up since. */
export function wasInfusionAuthorized(
  state: JourneyState,
  at: Instant,
  doseNumber: number,
): boolean {
  const { requests, openedGates } = state;
  const latestSent = plusMinutes(at, clockToleranceMinutes);
  const isOver = (sentAt: Instant, endedAt: Instant): boolean =>
    isAtOrAfter(endedAt, sentAt) && isBefore(endedAt, at);
  return requests.some(
    ({ type, requestId, sentAt, purpose }) =>
      type === 'infusion.authorized' &&
      isAtOrAfter(latestSent, sentAt) &&
      permittedDose({ purpose }) === doseNumber &&
      !requests.some(
        (one) => one.purpose === `withdraw/${requestId}` && isOver(sentAt, one.sentAt),
      ) &&
      !openedGates.some((one) => one.gate === 'infusion.complete' && isOver(sentAt, one.at)),
  );
}
