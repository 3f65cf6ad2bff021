import type { PartnerPart } from '../journey/enrolment.js';
import type { RecordDraft } from '../journey/record.js';
import type { JourneyState, Request } from '../journey/state.js';
import { type Instant, isAtOrAfter, plusHours } from '../time/instant.js';
import { isTakenBack, type RequestPlan, requestDraft } from './request-plan.js';

/** How a request that is no longer needed is taken back: under which type, and whether it still can be. */
type Release = {
  readonly to: PartnerPart;
  readonly as: string;
  readonly isOpen: (state: JourneyState, request: Request) => boolean;
};

function isCollectedSince({ donations }: JourneyState, { sentAt }: Request): boolean {
  return donations.some(({ completedAt }) => isAtOrAfter(completedAt, sentAt));
}

function isMadeSince({ batches }: JourneyState, { sentAt }: Request): boolean {
  return batches.some(
    ({ startedAt, status }) => isAtOrAfter(startedAt, sentAt) && status !== 'started',
  );
}

/** Whether something left the sender after a pickup was asked for. */
function isPickedUpSince({ shipments }: JourneyState, { sentAt }: Request): boolean {
  return shipments.some(
    ({ status, milestones }) =>
      status !== 'known' &&
      status !== 'booked' &&
      milestones.some(({ at }) => isAtOrAfter(at, sentAt)),
  );
}

const releases: Readonly<Record<string, Release>> = {
  'appointment.requested': {
    to: 'clinic',
    as: 'request.withdrawn',
    isOpen: (state, request) => !isCollectedSince(state, request),
  },
  'apheresis.requested': {
    to: 'clinic',
    as: 'apheresis.cancelled',
    isOpen: (state, request) => !isCollectedSince(state, request),
  },
  'slot.requested': {
    to: 'manufacturer',
    as: 'slot.released',
    isOpen: (state, { sentAt }) =>
      !state.batches.some(({ startedAt }) => isAtOrAfter(startedAt, sentAt)),
  },
  'manufacturing.ordered': {
    to: 'manufacturer',
    as: 'manufacturing.cancelled',
    isOpen: (state, request) => !isMadeSince(state, request),
  },
  'remanufacture.requested': {
    to: 'manufacturer',
    as: 'manufacturing.cancelled',
    isOpen: (state, request) => !isMadeSince(state, request),
  },
  'allocation.requested': {
    to: 'manufacturer',
    as: 'request.withdrawn',
    isOpen: (state) => state.productReceipts.length === 0,
  },
  'pickup.requested': {
    to: 'courier',
    as: 'pickup.cancelled',
    isOpen: (state, request) => !isPickedUpSince(state, request),
  },
};

/**
 * The records that let go what partners hold for a journey which no longer needs it: slots, appointments, orders, pickups.
 * What has happened cannot be taken back and is left alone; of each request it is said once. `of` narrows it to one partner or to
 * some types.
 */
export function releasedCommitments(
  state: JourneyState,
  now: Instant,
  of: { readonly to?: PartnerPart; readonly types?: readonly string[] } = {},
): readonly RecordDraft[] {
  const plans = state.requests.flatMap((request): readonly RequestPlan[] => {
    const release = releases[request.type];
    if (release === undefined || isTakenBack(state, request)) return [];
    if ((of.to ?? release.to) !== release.to) return [];
    if (of.types?.includes(request.type) === false) return [];
    if (!release.isOpen(state, request)) return [];
    return [
      {
        type: release.as,
        purpose: `withdraw/${request.requestId}`,
        to: release.to,
        dueAt: plusHours(now, 24),
        data: { withdraws: request.requestId },
      },
    ];
  });
  return numbered(state, plans);
}

/** Several requests of one type in one go have numbers of their own. */
function numbered(state: JourneyState, plans: readonly RequestPlan[]): readonly RecordDraft[] {
  const requests = [...state.requests];
  return plans.flatMap((plan) => {
    const draft = requestDraft({ ...state, requests }, plan);
    if (draft === null) return [];
    const { type, purpose, dueAt } = plan;
    requests.push({ requestId: '', type, purpose, sentAt: dueAt, dueAt });
    return [draft];
  });
}
