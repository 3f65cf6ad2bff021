import { describe, expect, it } from '@jest/globals';
import { demonstrationNetwork } from '#partners/demonstration-network.js';
import { PartnerRegistry } from '#partners/registry.js';
import { type Cohort, publishedCohorts } from '../cohorts/published-cohorts.js';
import { NoPlacementError, placementsAt } from './placements.js';

const { sites } = new PartnerRegistry(demonstrationNetwork);

describe('placements', () => {
  it('are every treatment at every site, each once', () => {
    const names = placementsAt(sites, undefined).map((one) => Object.values(one).join(' '));
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

  it('are not made up where there are no sites', () => {
    expect(() => placementsAt([], undefined)).toThrow(NoPlacementError);
  });
});
