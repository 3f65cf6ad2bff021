import type { DecisionCommand } from '../decisions/decision-command.js';
import type { RequestType } from '../requests/requests.js';
import type { Enrolment } from './enrolment.js';
import type { JourneyEvent } from './event.js';
import type { DetailOf } from './record-detail.js';

/** Everything that can make a journey write records. */
export type Command =
  | { readonly kind: 'enrol'; readonly enrolment: Enrolment }
  | { readonly kind: 'receive'; readonly event: JourneyEvent }
  | { readonly kind: 'decision'; readonly decision: DecisionCommand }
  /** The stage asks a partner; asked twice for the same purpose it writes nothing. */
  | { readonly kind: 'request'; readonly type: RequestType }
  /** The gate that leads out of the stage, or one within it, is passed if it is open. */
  | { readonly kind: 'pass-gate'; readonly gate: DetailOf['gate.opened']['gate'] }
  /** Time went by; `graceMs` is the demonstration's allowance before anything is missed. */
  | { readonly kind: 'time-passed'; readonly graceMs: number }
  | { readonly kind: 'calendar-resolved'; readonly resolved: DetailOf['calendar.resolved'] };
