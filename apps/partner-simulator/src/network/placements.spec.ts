import { describe, expect, it } from '@jest/globals';
import { demonstrationNetwork } from '#partners/demonstration-network.js';
import { PartnerRegistry } from '#partners/registry.js';
import { type Cohort, publishedCohorts } from '../cohorts/published-cohorts.js';
import { products } from '#products/products.js';
import { patientOf } from '../story/patient.js';
import { NoPlacementError, placementsAt } from './placements.js';

const { sites } = new PartnerRegistry(demonstrationNetwork);

describe('placements', () => {
  it('are every treatment at every site, each once', () => {
    const names = placementsAt(sites, undefined).map(({ siteId, product, indication }) =>
      [siteId, product, indication].join(' '),
    );
    expect(new Set(names).size).toBe(names.length);
    expect(names).toHaveLength(9);
  });

  it('differ in site and treatment from one patient to the next', () => {
    const [first, second, third] = placementsAt(sites, undefined);
    expect(new Set([first, second, third].map((one) => one?.siteId)).size).toBe(3);
    expect(new Set([first, second, third].map((one) => one?.indication)).size).toBe(2);
  });

  it.each(Object.keys(publishedCohorts) as Cohort[])('of %s treat as its trial did', (name) => {
    const { product, indication } = publishedCohorts[name];
    for (const placement of placementsAt(sites, name)) {
      expect(placement).toMatchObject({ product, indication, cohort: name });
    }
  });

  it('of every product are of all seven approved ones and one off the shelf, at every site that has rules for them', () => {
    const all = placementsAt(sites, undefined, 'every');
    const approved = products().filter(({ versions }) => !versions.some((one) => one.illustrative));
    expect([...new Set(all.map(({ product }) => product))].toSorted()).toEqual(
      [...approved.map(({ id }) => id), 'illustrative-off-the-shelf'].toSorted(),
    );
    const myeloma = all.filter(({ product }) => product === 'idecabtagene-vicleucel');
    expect(new Set(myeloma.map(({ siteId }) => siteId))).toEqual(
      new Set(['northgate', 'riverside']),
    );
  });

  it('come as often as their weight', () => {
    const all = placementsAt(sites, undefined, 'every');
    const often = (product: string, indication: string): number =>
      all.filter((one) => one.product === product && one.indication === indication).length;
    expect(often('axicabtagene-ciloleucel', 'lbcl')).toBe(3 * sites.length);
    expect(often('tisagenlecleucel', 'fl')).toBe(sites.length);
  });

  it('draw patients who fit the indication', () => {
    const all = placementsAt(sites, undefined, 'every');
    for (let index = 0; index < 3 * all.length; index += 1) {
      const placement = all[index % all.length];
      const { ageYears, priorLines } = patientOf(1, index, all, '2026-01-01');
      expect(ageYears).toBeGreaterThanOrEqual(placement?.ageYears?.min ?? 0);
      expect(ageYears).toBeLessThanOrEqual(placement?.ageYears?.max ?? 99);
      expect(priorLines).toBeGreaterThanOrEqual(placement?.minimumLines ?? 0);
    }
  });

  it('are not made up where there are no sites', () => {
    expect(() => placementsAt([], undefined)).toThrow(NoPlacementError);
  });
});
