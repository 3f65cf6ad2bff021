import { alertNames } from '#domain/journey/alert-names.js';
import type { Stage } from '#domain/journey/vocabulary.js';

/** A stage as people call it, long and as a head of a narrow column. */
export const stageNames: Readonly<
  Record<string, { readonly long: string; readonly short: string; readonly station?: string }>
> = {
  referral: { long: 'Referral', short: 'Ref' },
  eligibility: { long: 'Eligibility', short: 'Eli' },
  scheduling: { long: 'Scheduling', short: 'Sch' },
  leukapheresis: { long: 'Leukapheresis', short: 'Aph' },
  'outbound-shipment': { long: 'Outbound shipment', short: 'Out', station: 'Outbound ship.' },
  manufacturing: { long: 'Manufacturing', short: 'Mfg' },
  allocation: { long: 'Allocation', short: 'Alc' },
  'inbound-shipment': { long: 'Inbound shipment', short: 'In', station: 'Inbound ship.' },
  lymphodepletion: { long: 'Lymphodepletion', short: 'LD' },
  infusion: { long: 'Infusion', short: 'Inf' },
  monitoring: { long: 'Monitoring', short: 'Mon' },
  'follow-up': { long: 'Follow-up', short: 'FU' },
  closed: { long: 'Closed', short: 'End' },
} satisfies Readonly<Record<Stage | 'allocation', object>>;

/** `Inbound ship.`, where there is little room. */
export function stationName(stage: string): string {
  return stageNames[stage]?.station ?? stageName(stage);
}

/** `Inbound shipment`. */
export function stageName(stage: string): string {
  return stageNames[stage]?.long ?? sentenceOf(stage);
}

const productNames: Readonly<Record<string, string>> = {
  tisagenlecleucel: 'tisa-cel',
  'axicabtagene-ciloleucel': 'axi-cel',
  'brexucabtagene-autoleucel': 'brexu-cel',
  'lisocabtagene-maraleucel': 'liso-cel',
  'idecabtagene-vicleucel': 'ide-cel',
  'ciltacabtagene-autoleucel': 'cilta-cel',
  'obecabtagene-autoleucel': 'obe-cel',
};

/** `tisa-cel`; a product nobody shortens keeps its name. */
export function productShort(product: string): string {
  return productNames[product] ?? product;
}

const indicationNames: Readonly<Record<string, string>> = {
  'b-all': 'B-ALL',
  lbcl: 'LBCL',
  'large-b-cell-lymphoma': 'LBCL',
  'follicular-lymphoma': 'FL',
  fl: 'FL',
  'mantle-cell-lymphoma': 'MCL',
  mcl: 'MCL',
  'multiple-myeloma': 'Myeloma',
  myeloma: 'Myeloma',
  cll: 'CLL',
};

/** `B-ALL`. */
export function indicationName(indication: string): string {
  return indicationNames[indication] ?? indication;
}

/** `excursion-assessed` or `shipment.picked-up` as words: `Shipment picked up`. */
export function sentenceOf(code: string): string {
  const words = code
    .replaceAll(/[-._/]/g, ' ')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The same in the middle of a sentence. */
export function wordsOf(code: string): string {
  const words = sentenceOf(code);
  return words.charAt(0).toLowerCase() + words.slice(1);
}

const siteNames = new Map<string, string>();

/** Tells the page how sites are called; their ids are shown until then. */
export function nameSites(sites: readonly { readonly id: string; readonly name: string }[]): void {
  for (const { id, name } of sites) siteNames.set(id, name);
}

/** The first word of a site's name, which is what people say. */
export function siteShort(site: string): string {
  return siteNames.get(site)?.split(' ')[0] ?? sentenceOf(site);
}

/** The whole name of a site. */
export function siteName(site: string): string {
  return siteNames.get(site) ?? sentenceOf(site);
}

const ownerNames: Readonly<Record<string, string>> = {
  clinic: 'Clinic',
  laboratory: 'Laboratory',
  manufacturer: 'Manufacturer',
  'quality-laboratory': 'Quality laboratory',
  logistics: 'Courier and logistics',
  coordinator: 'Coordinator',
  physician: 'Physician',
  nurse: 'Nurse',
  quality: 'Quality',
  time: 'Nobody: time passes',
};

/** Who can do something about a requirement. */
export function ownerName(owner: string): string {
  return ownerNames[owner] ?? sentenceOf(owner);
}

const deadlineNames: Readonly<Record<string, string>> = {
  'offer-held': 'Offer lapses',
  apheresis: 'Apheresis',
  'material-hold-time': 'Hold time of cells ends',
  'material-age': 'Material too old',
  'manufacturing-turn-around': 'Release expected',
  'shipper-hold-time': 'Shipper stays cold until',
  'product-expiry': 'Product expires',
  'lymphodepletion-to-infusion': 'Latest infusion',
  'thaw-clock': 'Thawed bag stable until',
  'next-assessment': 'Assessment due',
  'follow-up-visit': 'Visit due',
  'screening-validity': 'Screening valid until',
  'parked-event': 'Parked event',
  'parked-infusion': 'Parked infusion report',
};

/** What a deadline is about: its name is its kind and, after a slash, its subject. */
export function deadlineName(name: string): string {
  const [kind = name] = name.split('/');
  return deadlineNames[kind] ?? sentenceOf(kind);
}

const testNames: Readonly<Record<string, string>> = {
  hbv: 'Hepatitis B',
  hcv: 'Hepatitis C',
  hiv: 'HIV',
};

/** The subject of a deadline; empty when its kind says all. */
export function deadlineSubject(name: string): string {
  const [kind, ...parts] = name.split('/');
  const subjects = parts.filter((part) => !/^\d{4}-\d\d-\d\dT/.test(part));
  return kind === 'screening-validity'
    ? subjects.map((test) => testNames[test] ?? sentenceOf(test)).join(', ')
    : subjects.join('/');
}

const roleNames: Readonly<Record<string, string>> = {
  'cell-processing': 'Cell processing',
  'data-manager': 'Data manager',
  'privacy-officer': 'Privacy officer',
};

/** `Coordinator`. */
export function roleName(role: string): string {
  return roleNames[role] ?? sentenceOf(role);
}

const milestoneNames: Readonly<Record<string, string>> = {
  enrolment: 'Enrolled',
  eligibility: 'Eligibility confirmed',
  apheresis: 'Apheresis',
  'material-received': 'Cells at the manufacturer',
  'manufacturing-start': 'Manufacture begins',
  release: 'Release',
  'product-received': 'Product at the site',
  'lymphodepletion-start': 'Lymphodepletion begins',
  'lymphodepletion-end': 'Lymphodepletion ends',
  infusion: 'Infusion',
  'monitoring-end': 'Monitoring ends',
};

/** One date of the chain. */
export function milestoneName(name: string): string {
  return milestoneNames[name] ?? sentenceOf(name);
}

const outcomeNames: Readonly<Record<string, string>> = {
  completed: 'Completed',
  ineligible: 'Not eligible',
  declined: 'Declined',
  withdrawn: 'Withdrew',
  'coverage-denied': 'Coverage denied',
  'no-slot': 'No slot',
  'manufacturing-failed': 'Manufacturing failed',
  progressed: 'Disease progressed',
  'adverse-event': 'Adverse event',
  'physician-decision': 'Physician’s decision',
  'other-therapy': 'Other therapy',
  deceased: 'Died',
  'lost-to-follow-up': 'Lost to follow-up',
  transferred: 'Transferred',
  discontinued: 'Discontinued',
  duplicate: 'Duplicate enrolment',
  'entered-in-error': 'Entered in error',
};

/** How a journey ended. */
export function outcomeName(outcome: string): string {
  return outcomeNames[outcome] ?? sentenceOf(outcome);
}

const holdNames: Readonly<Record<string, string>> = {
  'identity-mismatch': 'identifiers do not match',
  'identity-mismatch-collateral': 'an identifier of this journey appeared in another',
  'temperature-excursion': 'too warm in transit',
  'out-of-specification': 'out of specification',
  recall: 'recalled',
  'site-suspended': 'the site is suspended',
  'consent-withdrawn': 'consent withdrawn',
  'duplicate-enrolment': 'possibly enrolled twice',
  deviation: 'open deviation',
  manual: 'held by a person',
};

/** Why a journey is on hold, in the middle of a sentence. */
export function holdName(kind: string): string {
  return holdNames[kind] ?? wordsOf(kind);
}

/** What an alert calls for, as a head line. */
export function alertName(kind: string): string {
  return alertNames[kind] ?? sentenceOf(kind);
}

const actorNames: Readonly<Record<string, string>> = {
  'urn:v2v:journey': 'the journey itself',
};
const partnerKinds: Readonly<Record<string, string>> = {
  lab: 'laboratory',
  site: 'site',
  courier: 'courier',
  manufacturer: 'manufacturer',
};

/** Whoever did something, as people call it: `urn:v2v:courier:polar-courier` is `courier polar courier`. */
export function actorName(id: string): string {
  const known = actorNames[id];
  if (known !== undefined) return known;
  const [, , kind = '', name] = id.split(':');
  if (name === undefined) return id;
  return kind === 'site' ? siteName(name) : `${partnerKinds[kind] ?? kind} ${sentenceOf(name)}`;
}

const inputNames: Readonly<Record<string, string>> = {
  celsius: 'temperature',
  hypotension: 'blood pressure',
  vasopressors: 'vasopressors',
  spo2Percent: 'SpO₂',
  ice: 'ICE score',
  capd: 'CAPD score',
  anc: 'neutrophil count',
  intracranial: 'intracranial pressure',
  motor: 'motor findings',
};

/** What a grade rests on, in the middle of a sentence. */
export function inputName(input: string): string {
  return inputNames[input] ?? wordsOf(input);
}

const holdForbids: Readonly<Record<string, string>> = {
  'identity-mismatch': 'No thaw and no infusion until quality has found the reason.',
  'identity-mismatch-collateral':
    'Nothing is given until the labels are scanned again and quality lifts the hold.',
  'temperature-excursion': 'No thaw and no lymphodepletion until quality decides.',
  'out-of-specification': 'The product is not used until physician and quality have decided.',
  recall: 'The product is not used while the recall stands.',
  'site-suspended': 'Nothing starts at this site until it is reinstated.',
  'consent-withdrawn': 'Nothing goes on until a new consent is signed.',
  'duplicate-enrolment': 'Compare both journeys before anything is ordered.',
  deviation: 'Quality closes the deviation first.',
  manual: 'Whoever placed it said why; it is lifted by a signature.',
};

/** What must not happen while a hold stands. */
export function holdForbidding(kind: string): string {
  return holdForbids[kind] ?? 'Nothing goes on while it stands.';
}
