import { publishedCohorts } from '../cohorts/published-cohorts.js';

/** A product for an indication, and how many of so many patients get it. */
export type Treatment = {
  readonly product: string;
  readonly indication: string;
  readonly weight: number;
};

function nameOf({ product, indication }: Treatment): string {
  return `${product}/${indication}`;
}

/** What the standing demonstrations are played with: the products of the published cohorts. */
const usual: readonly Treatment[] = [
  ...new Map(
    Object.values(publishedCohorts).map(({ product, indication }) => [
      `${product}/${indication}`,
      { product, indication, weight: 1 },
    ]),
  ).values(),
].toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));

/** Every approved product, weighted so that the common ones are met more often, and one off the shelf; no published share. */
const every: readonly Treatment[] = [
  { product: 'axicabtagene-ciloleucel', indication: 'lbcl', weight: 3 },
  { product: 'ciltacabtagene-autoleucel', indication: 'multiple-myeloma', weight: 3 },
  { product: 'lisocabtagene-maraleucel', indication: 'lbcl', weight: 2 },
  { product: 'idecabtagene-vicleucel', indication: 'multiple-myeloma', weight: 2 },
  { product: 'tisagenlecleucel', indication: 'b-all', weight: 2 },
  { product: 'brexucabtagene-autoleucel', indication: 'mcl', weight: 2 },
  { product: 'obecabtagene-autoleucel', indication: 'b-all', weight: 2 },
  { product: 'tisagenlecleucel', indication: 'lbcl', weight: 1 },
  { product: 'tisagenlecleucel', indication: 'fl', weight: 1 },
  { product: 'axicabtagene-ciloleucel', indication: 'fl', weight: 1 },
  { product: 'brexucabtagene-autoleucel', indication: 'b-all', weight: 1 },
  { product: 'lisocabtagene-maraleucel', indication: 'fl', weight: 1 },
  { product: 'lisocabtagene-maraleucel', indication: 'cll', weight: 1 },
  { product: 'lisocabtagene-maraleucel', indication: 'mcl', weight: 1 },
  { product: 'lisocabtagene-maraleucel', indication: 'mzl', weight: 1 },
  { product: 'illustrative-off-the-shelf', indication: 'lbcl', weight: 1 },
];

/** The mixes of treatments that can be played. */
export const mixes = { usual, every } as const;

/** A mix of treatments by its name. */
export type Mix = keyof typeof mixes;
