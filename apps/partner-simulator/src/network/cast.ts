import type { Partner, PartnerRegistry } from '#partners/registry.js';
import type { RuleSlice } from '#products/products.js';
import { bagsMade, testsBefore } from './made-product.js';
import type { Cast, RegimenDose, StoryPartner } from '../story/partner-request.js';

/** A partner that the registry does not hold. */
export class PartnerUnknownError extends Error {
  readonly code = 'partner-unknown';
  constructor(readonly partner: string) {
    super(`the registry holds no partner ${partner}`);
    this.name = 'PartnerUnknownError';
  }
}

function present(partner: Partner | undefined, name: string): Partner {
  if (partner === undefined) throw new PartnerUnknownError(name);
  return partner;
}

function asActor({ id, source }: Partner): StoryPartner {
  return { id, source };
}

function dosesOf(rules: RuleSlice, regimen: string): readonly RegimenDose[] {
  const drugs = rules.lymphodepletion.regimens.find((one) => one.id === regimen)?.drugs ?? [];
  return drugs
    .flatMap(({ drug, doseMgPerM2, days }) => days.map((day) => ({ drug, doseMgPerM2, day })))
    .toSorted((a, b) => a.day - b.day);
}

/** The cast of a journey under its rules. Its functions throw PartnerUnknownError for a name nobody has. */
export function castOf(registry: PartnerRegistry, rules: RuleSlice): Cast {
  const byId = (id: string): Partner => present(registry.partnerById(id), id);
  const ofSite = (siteId: string): { readonly clinic: string; readonly laboratory: string } => {
    const { clinic, laboratory } = registry.partnersFor(siteId, rules.product.id);
    return { clinic: clinic.id, laboratory: laboratory.id };
  };
  return {
    partner: (id) => asActor(byId(id)),
    clinicOf: (siteId) => asActor(byId(ofSite(siteId).clinic)),
    laboratoryOf: (siteId) => asActor(byId(ofSite(siteId).laboratory)),
    siteOf: (partnerId) => {
      const { sites } = byId(partnerId);
      const [site] = sites === '*' ? [] : sites;
      if (site === undefined) throw new PartnerUnknownError(`${partnerId} of one site`);
      return site;
    },
    dosesOf: (regimen) => dosesOf(rules, regimen),
    isOffTheShelf: () => rules.source === 'allogeneic',
    testsBeforeLymphodepletion: () => testsBefore(rules),
    bagsMade: (weightKg, inTwo) => bagsMade(rules, weightKg, inTwo),
    responseCriteria: () => rules.response.criteria[0] ?? 'lugano',
    shelfLifeDays: () => rules.product.shelfLifeDays ?? 270,
  };
}
