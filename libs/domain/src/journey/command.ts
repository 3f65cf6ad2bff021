import type { DecisionCommand } from '../decisions/decision-command.js';
import type { RequestType } from '../requests/requests.js';
import type { Enrolment } from './enrolment.js';
import type { JourneyEvent } from './event.js';
import type { Signature } from './record.js';
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
  | { readonly kind: 'calendar-resolved'; readonly resolved: DetailOf['calendar.resolved'] }
  /** What this journey named was claimed for it, except these, which another journey owns. */
  | { readonly kind: 'claims-answered'; readonly foreign: readonly RegisteredIdentifier[] }
  /** Another journey named, in an event of its own, what is claimed for this one. */
  | (RegisteredIdentifier & { readonly kind: 'named-elsewhere'; readonly eventId: string })
  /** The vault knows who the patient is, and maybe that another journey is theirs, too. */
  | {
      readonly kind: 'identity-recorded';
      readonly by: { readonly id: string; readonly role: string };
      readonly signatures: readonly Signature[];
      readonly probableDuplicateOf?: string;
    }
  /** A message about the patient's safety could not be used; `about` names it, once. */
  | {
      readonly kind: 'clinical-message-unusable';
      readonly about: string;
      readonly type: string;
      readonly reason: string;
    };

/** An identifier as the register of all journeys keeps it, normalised. */
export type RegisteredIdentifier = { readonly system: string; readonly value: string };
