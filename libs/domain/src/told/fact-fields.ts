/** The fields of a journey's state that facts alone give, beside the attempts and visits that they count. */
export const factFields = [
  'weightKg',
  'assignedIdentifiers',
  'statements',
  'screening',
  'medications',
  'assessment',
  'consents',
  'coverage',
  'appointments',
  'slots',
  'apheresisStarts',
  'apheresisFailures',
  'donations',
  'counts',
  'labels',
  'labelsApplied',
  'labelsVoided',
  'shipments',
  'assessments',
  'materialReceipts',
  'materialRejections',
  'batches',
  'batchNotices',
  'outOfSpecification',
  'supplies',
  'batchInputs',
  'troubles',
  'productReceipts',
  'damagedBags',
  'medicineStock',
  'bridging',
  'lymphodepletion',
  'infusions',
  'dischargedAt',
  'death',
  'recalls',
  'siteStandings',
  'clinical',
] as const;

/** Those of them that versions of the protocol before the third did not read from the facts they kept. */
export const fieldsSinceVersion3 = [
  'outOfSpecification',
  'supplies',
  'batchInputs',
  'troubles',
  'clinical',
] as const satisfies readonly FactField[];

/** One of them. */
export type FactField = (typeof factFields)[number];
