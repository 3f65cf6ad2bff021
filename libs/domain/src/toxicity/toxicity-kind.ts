/** The kinds of harm that the cells do and that have a course of their own; several can be open at once. */
export const toxicityKinds = [
  'crs',
  'icans',
  'iec-hs',
  'icaht',
  't-icaht',
  'delayed-neurotoxicity',
  'gvhd',
  'infection',
  'infusion-reaction',
] as const;
export type ToxicityKind = (typeof toxicityKinds)[number];

/** The two kinds that every patient is assessed for from the first infusion on. */
export const assessedKinds = ['crs', 'icans'] as const satisfies readonly ToxicityKind[];

/** Where the definition of a scale was read: in a public source, or from memory and still to be verified. */
type Definition = { readonly scale: string; readonly verified: 'source' | 'memory' };

type KindOfToxicity = Definition & { readonly name: string };

/**
 * What each kind is called and by which scale it is graded here: the ASTCT consensus for CRS and ICANS, that of Hines 2023 for
 * IEC-HS, EHA/EBMT 2023 for haematotoxicity and its counterpart for platelets, CTCAE for what clinicians report with a grade.
 */
export const kindsOfToxicity: { readonly [kind in ToxicityKind]: KindOfToxicity } = {
  crs: { name: 'Cytokine release syndrome', scale: 'astct', verified: 'source' },
  icans: { name: 'Neurotoxicity (ICANS)', scale: 'astct', verified: 'source' },
  'iec-hs': { name: 'Hyperinflammation (IEC-HS)', scale: 'iec-hs', verified: 'memory' },
  icaht: { name: 'Low neutrophils (ICAHT)', scale: 'eha-ebmt', verified: 'memory' },
  't-icaht': { name: 'Low platelets (T-ICAHT)', scale: 't-icaht', verified: 'source' },
  'delayed-neurotoxicity': { name: 'Delayed neurotoxicity', scale: 'ctcae', verified: 'source' },
  gvhd: { name: 'Graft-versus-host disease', scale: 'as-reported', verified: 'source' },
  infection: { name: 'Infection', scale: 'ctcae', verified: 'source' },
  'infusion-reaction': { name: 'Infusion reaction', scale: 'ctcae', verified: 'source' },
};

/**
 * The kind that a decision names: of haematotoxicity the scale says which cells are meant. Undefined when it names none.
 */
export function kindNamed(kind: unknown, scale: unknown): ToxicityKind | undefined {
  if (kind === 'icaht' && scale === kindsOfToxicity['t-icaht'].scale) return 't-icaht';
  return toxicityKinds.find((known) => known === kind);
}

/** Whether a kind may be graded by a scale; disease of the graft is graded as its assessment says. */
export function isScaleOf(kind: ToxicityKind, scale: unknown): boolean {
  const { scale: known } = kindsOfToxicity[kind];
  return known === 'as-reported' ? typeof scale === 'string' : scale === known;
}
