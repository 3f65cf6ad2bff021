import type { RuleSlice } from '../rules/rule-slice.js';
import type { Instant } from '../time/instant.js';

/** A partner as a journey knows it: where requests go (`id`) and whose events it accepts (`source`). */
export type JourneyPartner = { readonly id: string; readonly source: string };

/** The parts a partner can play in a journey. */
export type PartnerPart =
  'clinic' | 'laboratory' | 'manufacturer' | 'qualityLaboratory' | 'courier';

/** Stands for the product of a journey as long as nobody has chosen one. */
export const noProduct = 'not-selected';

/** Stands for a partner that only a product gives, as long as nobody has chosen one: nobody is asked, nobody may speak. */
export const noPartner: JourneyPartner = { id: 'nobody', source: 'urn:v2v:nobody' };

/** Everything a journey starts with. It holds no identity: that lives in the vault. */
export type Enrolment = {
  readonly journeyId: string;
  readonly environment: 'production' | 'training' | 'demonstration';
  readonly programme: 'commercial' | 'trial' | 'expanded-access' | 'named-patient';
  readonly studyId?: string;
  readonly referralId?: string;
  readonly course: number;
  readonly previousJourneyId: string | null;
  /** A journey that seems to be of the same patient: held until quality has looked. */
  readonly probableDuplicateOf?: string;
  readonly sites: { readonly treating: string; readonly collection: string };
  /** IANA time zone of the treating site. */
  readonly zone: string;
  readonly jurisdiction: string;
  readonly siteQualified: boolean;
  readonly identityRecorded: boolean;
  readonly indication: string;
  readonly product: string;
  readonly diseaseStatus: 'relapsed' | 'refractory';
  readonly ageYears: number;
  readonly weightKg: number;
  readonly priorLines: number;
  readonly rules: RuleSlice;
  readonly partners: { readonly [part in PartnerPart]: JourneyPartner };
  readonly enrolledBy: { readonly id: string; readonly role: string };
  readonly enrolledAt: Instant;
};
