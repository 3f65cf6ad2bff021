import type { PartnerPart } from '../journey/enrolment.js';
import type { DetailOf } from '../journey/record-detail.js';
import { type RecordDraft, system } from '../journey/record.js';
import type { JourneyState, Request } from '../journey/state.js';
import type { Instant } from '../time/instant.js';

/** A request before it has its id: what is asked of whom and why. */
export type RequestPlan = {
  readonly type: string;
  /** What it is for: a second request of the type for the same purpose is never sent while the first stands. */
  readonly purpose: string;
  readonly to: PartnerPart;
  readonly dueAt: Instant;
  readonly data: Readonly<Record<string, unknown>>;
  readonly authorization?: NonNullable<DetailOf['request.sent']['authorization']>;
};

/** Whether a request was taken back: what it was for can be asked for again. */
export function isTakenBack(
  { requests }: JourneyState,
  { requestId }: Pick<Request, 'requestId'>,
): boolean {
  return requests.some(({ purpose }) => purpose === `withdraw/${requestId}`);
}

/** The record that sends a request; null when it was sent before. Its id is `<journey>/<type>/<attempt>`. */
export function requestDraft(state: JourneyState, plan: RequestPlan): RecordDraft | null {
  const ofType = state.requests.filter((request) => request.type === plan.type);
  if (ofType.some((one) => one.purpose === plan.purpose && !isTakenBack(state, one))) return null;
  const detail: DetailOf['request.sent'] = {
    type: plan.type,
    requestId: `${state.journeyId}/${plan.type}/${ofType.length + 1}`,
    purpose: plan.purpose,
    partnerId: state.enrolment.partners[plan.to].id,
    dueAt: plan.dueAt,
    data: plan.data,
    ...(plan.authorization === undefined ? {} : { authorization: plan.authorization }),
  };
  return { type: 'request.sent', actor: system, detail };
}
