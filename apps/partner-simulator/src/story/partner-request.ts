import type { Fate } from './fate.js';
import type { Random } from './random.js';

/** A message on a requests topic, as a partner reads it. */
export type PartnerRequest = {
  readonly id: string;
  readonly type: string;
  /** The journey it is about. */
  readonly subject: string;
  /** Journey time at which it was asked. */
  readonly time: string;
  /** The partner asked. */
  readonly partnerId: string;
  readonly data: Readonly<Record<string, unknown>>;
};

/** A partner as the story needs it: its name and the source of its events. */
export type StoryPartner = { readonly id: string; readonly source: string };

/** Who takes part around a request. */
export type Cast = {
  readonly clinicOf: (siteId: string) => StoryPartner;
  readonly laboratoryOf: (siteId: string) => StoryPartner;
  readonly partner: (partnerId: string) => StoryPartner;
  /** The site of a clinic. */
  readonly siteOf: (partnerId: string) => string;
  /** What a regimen of lymphodepletion gives, in the order of its days (the first is 1). */
  readonly dosesOf: (regimen: string) => readonly RegimenDose[];
  /** Whether the product is in stock before the patient is known. */
  readonly isOffTheShelf: () => boolean;
  /** What the rules ask to be tested before lymphodepletion, beside infection. */
  readonly testsBeforeLymphodepletion: () => readonly string[];
  /** What a manufacturer releases for a patient of this weight; in two bags where it may and `inTwo` says so. */
  readonly bagsMade: (weightKg: number | null, inTwo: () => boolean) => readonly MadeBag[];
  /** How long the product keeps. */
  readonly shelfLifeDays: () => number;
  /** The criteria by which the response of the disease is measured. */
  readonly responseCriteria: () => string;
};

/** One bag of a product as it is made. */
export type MadeBag = { readonly component?: string; readonly carPositiveViableCells: number };

/** One dose of a regimen. */
export type RegimenDose = {
  readonly drug: string;
  readonly doseMgPerM2: number;
  readonly day: number;
};

/** What a partner knows besides the request itself. */
export type Circumstances = {
  readonly fate: Fate;
  /** What the partner was told of the patient; unknown for a journey that somebody else enrolled. */
  readonly patient: {
    readonly indication: string;
    readonly weightKg: number;
    readonly ageYears: number;
  } | null;
  readonly random: (purpose: string) => Random;
  /** Earlier requests to the same partner about the same journey, oldest first. */
  readonly earlier: readonly PartnerRequest[];
  readonly cast: Cast;
};

/** The text under `field`. @throws TypeError when the request has none. */
export function textOf(request: PartnerRequest, field: string): string {
  const value = request.data[field];
  if (typeof value !== 'string') throw new TypeError(`${request.type} has no ${field}`);
  return value;
}

/** The texts under `field`; none when the request has no such list. */
export function textsOf(request: PartnerRequest, field: string): readonly string[] {
  const value = request.data[field];
  return Array.isArray(value) ? value.map(String) : [];
}

/** The whole number under `field`, or `otherwise`. */
export function numberOf(request: PartnerRequest, field: string, otherwise: number): number {
  const value = request.data[field];
  return typeof value === 'number' ? value : otherwise;
}
