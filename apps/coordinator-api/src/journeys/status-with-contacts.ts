import type { PartnerPart } from '#domain/journey/enrolment.js';
import type { JourneyState } from '#domain/journey/state.js';
import { type JourneyStatus, statusOf } from '#domain/status/journey-status.js';
import type { WaitingFor } from '#domain/status/waiting-for.js';
import type { Instant } from '#domain/time/instant.js';
import type { Partner, PartnerRegistry } from '#partners/registry.js';
import { digest } from '#workflows/journey/digest.js';

type Contact = Partner['contact'];

/** The status of a journey with whom to call about what it waits for; null where nobody can hurry it. */
export type StatusWithContacts = Omit<JourneyStatus, 'waitingFor'> & {
  readonly waitingFor: readonly (WaitingFor & { readonly contact: Contact | null })[];
};

/** The people at the site are reached through its clinic. */
const partOf: Readonly<Record<WaitingFor['owner'], PartnerPart | null>> = {
  clinic: 'clinic',
  laboratory: 'laboratory',
  manufacturer: 'manufacturer',
  qualityLaboratory: 'qualityLaboratory',
  courier: 'courier',
  coordinator: 'clinic',
  physician: 'clinic',
  nurse: 'clinic',
  quality: 'clinic',
  time: null,
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
      const part = partOf[requirement.owner];
      const partner = part === null ? undefined : registry.partnerById(partners[part].id);
      return { ...requirement, contact: partner?.contact ?? null };
    }),
  };
}
