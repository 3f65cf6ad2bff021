import type { PartnerPart } from '../journey/enrolment.js';
import type { Owner } from '../gates/requirement.js';

/** The partner through whom the owner of a requirement is reached; people at the site through its clinic, time through nobody. */
export const partOfOwner: Readonly<Record<Owner, PartnerPart | null>> = {
  clinic: 'clinic',
  laboratory: 'laboratory',
  manufacturer: 'manufacturer',
  'quality-laboratory': 'qualityLaboratory',
  logistics: 'courier',
  coordinator: 'clinic',
  physician: 'clinic',
  nurse: 'clinic',
  quality: 'clinic',
  time: null,
};
