import type { JourneyState } from '#domain/journey/state.js';
import { type JourneyStatus, statusOf } from '#domain/status/journey-status.js';
import { partOfOwner } from '#domain/status/part-of-owner.js';
import type { WaitingFor } from '#domain/status/waiting-for.js';
import type { Instant } from '#domain/time/instant.js';
import type { Partner, PartnerRegistry } from '#partners/registry.js';
import type { OnTheWay } from '#register/received-on-the-way.js';
import type { ProjectionStopped } from '#contracts/http/elements.schema.js';
import { digest } from '#workflows/journey/digest.js';
import { gapOf, type Stopped } from './projection-stopped.js';
import type { WatchdogGap } from './watchdog-news.js';

type Contact = Partner['contact'];

/** The status of a journey with whom to call about what it waits for; null where nobody can hurry it. */
export type StatusWithContacts = Omit<JourneyStatus, 'waitingFor' | 'dataGaps' | 'received'> & {
  /** What is in the register and not yet applied; instants are journey time. */
  readonly received: readonly OnTheWay[];
  readonly dataGaps: readonly (
    JourneyStatus['dataGaps'][number] | ProjectionStopped | WatchdogGap
  )[];
  readonly waitingFor: readonly (WaitingFor & { readonly contact: Contact | null })[];
};

/** The status of a journey at an instant, with contacts from the registry. */
export function statusWithContacts(
  state: JourneyState,
  now: Instant,
  registry: PartnerRegistry,
): StatusWithContacts {
  const { partners } = state.enrolment;
  const status = statusOf(state, now, digest);
  return {
    ...status,
    waitingFor: status.waitingFor.map((requirement) => {
      const part = partOfOwner[requirement.owner];
      const partner = part === null ? undefined : registry.partnerById(partners[part].id);
      return { ...requirement, contact: partner?.contact ?? null };
    }),
  };
}

/** The same status, with what the watchdog says first; a closed journey needs no watch. */
export function withWatch(
  status: StatusWithContacts,
  gaps: readonly WatchdogGap[],
): StatusWithContacts {
  if (status.outcome !== null || gaps.length === 0) return status;
  return { ...status, dataGaps: [...gaps, ...status.dataGaps] };
}

/** The same status, marked so that nobody takes it for the present one. */
export function ofEarlier(status: StatusWithContacts, stopped: Stopped): StatusWithContacts {
  return { ...status, asOf: stopped.asOf, dataGaps: [gapOf(stopped), ...status.dataGaps] };
}
