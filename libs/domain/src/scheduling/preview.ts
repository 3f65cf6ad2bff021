import type { JourneyState } from '../journey/state.js';
import type { RuleSlice } from '../rules/rule-slice.js';
import type { Instant } from '../time/instant.js';
import {
  appointmentOf,
  bookedSchedule,
  type BookedSchedule,
  changed,
  isOnOffer,
  isStanding,
  named,
  slotOf,
} from './booked-schedule.js';
import { type Chain, chainLinks, type ChainLink, chainOf } from './chain.js';
import { type BrokenRule, brokenRules } from './chain-rules.js';

/**
 * What somebody would like to change: another slot or appointment that was offered, or a date that nobody has offered yet.
 * Instants are RFC 3339 in UTC.
 */
export type ScheduleChange = {
  readonly slotId?: string;
  readonly apheresisAppointmentId?: string;
  readonly bedAppointmentId?: string;
  readonly pickupAt?: Instant;
  readonly apheresisAt?: Instant;
  readonly bedAt?: Instant;
};

/** One link of the chain before and after a change. */
export type PreviewedLink = {
  readonly link: ChainLink;
  readonly before: Instant | null;
  readonly after: Instant | null;
  readonly isMoved: boolean;
  /** `confirmed` by who owns it, `held` until `holdUntil`, `lost`, or `asked` where nobody has offered it. */
  readonly status: 'confirmed' | 'held' | 'lost' | 'asked';
  readonly holdUntil: Instant | null;
};

/** Another chain of what is on offer that breaks no rule. */
export type Alternative = {
  readonly slotId: string;
  readonly apheresisAppointmentId: string;
  readonly bedAppointmentId: string;
  readonly dates: Readonly<Record<ChainLink, Instant | null>>;
};

/** What a change of the schedule would do. */
export type SchedulePreview = {
  readonly links: readonly PreviewedLink[];
  readonly broken: readonly BrokenRule[];
  /** What is not on offer any more, or never was, by the names of the change. */
  readonly notOnOffer: readonly string[];
  /** Earliest bed first. */
  readonly alternatives: readonly Alternative[];
};

const mostAlternatives = 5;

const nothingBooked: BookedSchedule = {
  slotId: undefined,
  apheresisAppointmentId: undefined,
  bedAppointmentId: undefined,
  pickupAt: undefined,
};

/**
 * What would move if the schedule were changed, and every rule that the new dates would break; nothing is booked by it. Rules
 * other than those of the journey show what another product would make of the dates.
 */
export function preview(
  state: JourneyState,
  change: ScheduleChange,
  rules: RuleSlice,
  now: Instant,
): SchedulePreview {
  const under: JourneyState = { ...state, rules };
  const booked = bookedSchedule(state) ?? nothingBooked;
  const wanted = changed(booked, named(state, change));
  const before = chainOf(under, booked);
  const after = withWishes(chainOf(under, wanted), change);
  return {
    links: chainLinks.map((link) => previewed(link, before, after, { state, wanted, change, now })),
    broken: brokenRules(under, after),
    notOnOffer: notOnOffer(state, change, now),
    alternatives: alternativesOf(under, wanted, now),
  };
}

/** Dates that nobody has offered stand in for those of an appointment. */
function withWishes(chain: Chain, { apheresisAt, bedAt }: ScheduleChange): Chain {
  return {
    ...chain,
    ...(apheresisAt === undefined ? {} : { apheresis: apheresisAt, apheresisEnd: apheresisAt }),
    ...(bedAt === undefined ? {} : { bed: bedAt }),
  };
}

type Circumstances = {
  readonly state: JourneyState;
  readonly wanted: BookedSchedule;
  readonly change: ScheduleChange;
  readonly now: Instant;
};

function offerOf(link: ChainLink, { state, wanted, change }: Circumstances) {
  if (link === 'pickup') return undefined;
  if (link === 'apheresis' || link === 'bed') {
    const isWish = (link === 'bed' ? change.bedAt : change.apheresisAt) !== undefined;
    return isWish ? undefined : appointmentOf(state, wanted, link);
  }
  return slotOf(state, wanted);
}

function previewed(
  link: ChainLink,
  before: Chain,
  after: Chain,
  circumstances: Circumstances,
): PreviewedLink {
  const offer = offerOf(link, circumstances);
  const isHeld = offer?.status === 'offered';
  const status =
    offer === undefined
      ? 'asked'
      : !isStanding(offer, circumstances.now)
        ? 'lost'
        : isHeld
          ? 'held'
          : 'confirmed';
  return {
    link,
    before: before[link],
    after: after[link],
    isMoved: before[link] !== after[link],
    status,
    holdUntil: isHeld ? (offer.holdUntil ?? null) : null,
  };
}

function notOnOffer(state: JourneyState, change: ScheduleChange, now: Instant): readonly string[] {
  const { slotId, apheresisAppointmentId, bedAppointmentId } = change;
  const wanted = named(state, change);
  const asked = [
    [slotId, slotOf(state, wanted), true],
    [apheresisAppointmentId, appointmentOf(state, wanted, 'apheresis'), 'apheresis'],
    [bedAppointmentId, appointmentOf(state, wanted, 'bed'), 'bed'],
  ] as const;
  return asked.flatMap(([id, offer, kind]) => {
    if (id === undefined) return [];
    const isOfKind =
      kind === true || (offer !== undefined && 'kind' in offer && offer.kind === kind);
    return isOfKind && isOnOffer(offer, now) ? [] : [id];
  });
}

/** Every chain of what stands on offer that breaks no rule and is not the one that is wanted. */
function alternativesOf(
  state: JourneyState,
  wanted: BookedSchedule,
  now: Instant,
): readonly Alternative[] {
  const standing = Object.values(state.appointments).filter((one) => isOnOffer(one, now));
  const slots = Object.values(state.slots).filter((one) => isOnOffer(one, now));
  const chains = slots.flatMap(({ slotId }) =>
    standing
      .filter(({ kind }) => kind === 'apheresis')
      .flatMap(({ appointmentId: apheresisAppointmentId }) =>
        standing
          .filter(({ kind }) => kind === 'bed')
          .map(({ appointmentId: bedAppointmentId }) => ({
            slotId,
            apheresisAppointmentId,
            bedAppointmentId,
          })),
      ),
  );
  return chains
    .filter(
      (one) =>
        one.slotId !== wanted.slotId ||
        one.apheresisAppointmentId !== wanted.apheresisAppointmentId ||
        one.bedAppointmentId !== wanted.bedAppointmentId,
    )
    .map((one) => ({ one, chain: chainOf(state, { ...one, pickupAt: undefined }) }))
    .filter(({ chain }) => brokenRules(state, chain).length === 0)
    .toSorted((a, b) => Date.parse(a.chain.bed ?? now) - Date.parse(b.chain.bed ?? now))
    .slice(0, mostAlternatives)
    .map(({ one, chain }) => ({
      ...one,
      dates: {
        apheresis: chain.apheresis,
        pickup: chain.pickup,
        'manufacturing-start': chain['manufacturing-start'],
        'expected-release': chain['expected-release'],
        bed: chain.bed,
      },
    }));
}
