import { noPartner, noProduct } from '#domain/journey/enrolment.js';
import { isTypeOfEveryTopic, isTypeOfTopic } from '#contracts/inbound/catalogue.js';
import { contradictionsIn } from './contradictions.js';
import { type Partner, type RegistryData, registrySchema, type Site } from './registry.schema.js';
import { RegistryError, shapeFaults } from './registry-error.js';

export type { Partner, PartnerKey, RegistryData, Site } from './registry.schema.js';
export { RegistryError };

/** A site or product the registry has no partners for. */
export class NoPartnersError extends Error {
  readonly code = 'no-partners';
  constructor(
    readonly siteId: string,
    readonly product: string,
  ) {
    super(`no partners are registered for ${product} at ${siteId}`);
    this.name = 'NoPartnersError';
  }
}

/** A partner as a journey knows it. */
export type PartnerReference = { readonly id: string; readonly source: string };

/** Who plays which part in the journeys of one site and product. */
export type JourneyPartners = {
  readonly clinic: PartnerReference;
  readonly laboratory: PartnerReference;
  readonly manufacturer: PartnerReference;
  readonly qualityLaboratory: PartnerReference;
  readonly courier: PartnerReference;
};

/** What a registry holds at one time, looked up by what it is asked for. */
type Held = {
  readonly data: RegistryData;
  readonly sites: readonly Site[];
  readonly partners: readonly Partner[];
  readonly bySource: ReadonlyMap<string, Partner>;
  readonly byJourneyKind: ReadonlyMap<string, JourneyPartners>;
};

/** The registered sites and partners, looked up in memory; what is registered can change while the process runs. */
export class PartnerRegistry {
  private held: Held;

  /** @throws RegistryError when the data has another shape or contradicts itself. */
  constructor(data: unknown) {
    this.held = heldOf(registryDataOf(data));
  }

  /** Takes over what another registry holds, for whoever asks from now on. */
  takeOver({ held }: PartnerRegistry): void {
    this.held = held;
  }

  /** Everything that is registered, as its file gives it. */
  get data(): RegistryData {
    return this.held.data;
  }

  get sites(): readonly Site[] {
    return this.held.sites;
  }

  get partners(): readonly Partner[] {
    return this.held.partners;
  }

  /** The ids of all partners: each has its own topic of requests. */
  get partnerIds(): readonly string[] {
    return this.partners.map((partner) => partner.id);
  }

  /** The partners of a journey treated at `siteId` with `product`, or with none chosen yet. @throws NoPartnersError */
  partnersFor(siteId: string, product: string): JourneyPartners {
    const found = this.held.byJourneyKind.get(`${siteId}/${product}`);
    if (found === undefined) throw new NoPartnersError(siteId, product);
    return found;
  }

  partnerBySource(source: string): Partner | undefined {
    return this.held.bySource.get(source);
  }

  partnerById(id: string): Partner | undefined {
    return this.partners.find((partner) => partner.id === id);
  }

  siteById(id: string): Site | undefined {
    return this.sites.find((site) => site.id === id);
  }
}

function heldOf(data: RegistryData): Held {
  const { sites, partners, care, supply } = data;
  const reference = (partnerId: string): PartnerReference => referenceIn(partners, partnerId);
  const byJourneyKind = new Map<string, JourneyPartners>();
  for (const { siteId, ...carers } of care) {
    const known = {
      clinic: reference(carers.clinic),
      laboratory: reference(carers.laboratory),
      courier: reference(carers.courier),
    };
    byJourneyKind.set(`${siteId}/${noProduct}`, {
      ...known,
      manufacturer: noPartner,
      qualityLaboratory: noPartner,
    });
    for (const { product, ...suppliers } of supply) {
      byJourneyKind.set(`${siteId}/${product}`, {
        ...known,
        manufacturer: reference(suppliers.manufacturer),
        qualityLaboratory: reference(suppliers.qualityLaboratory),
      });
    }
  }
  const bySource = new Map(partners.map((partner) => [partner.source, partner]));
  return { data, sites, partners, bySource, byJourneyKind };
}

function referenceIn(partners: readonly Partner[], partnerId: string): PartnerReference {
  const partner = partners.find(({ id }) => id === partnerId);
  if (partner === undefined) throw new RegistryError([`partner ${partnerId}: is missing`]);
  const { id, source } = partner;
  return { id, source };
}

function registryDataOf(data: unknown): RegistryData {
  const read = registrySchema.safeParse(data);
  if (!read.success) throw new RegistryError(shapeFaults(read.error, data));
  const contradictions = contradictionsIn(read.data);
  if (contradictions.length > 0) throw new RegistryError(contradictions);
  return read.data;
}

/** Whether the registration of `partner` covers an event of `type` on `topic`. */
export function isPermitted(partner: Partner, topic: string, type: string): boolean {
  const allowed = Object.entries(partner.publishes).find(([name]) => name === topic)?.[1];
  if (allowed === undefined || !isTypeOfTopic(topic, type)) return false;
  return allowed === '*' || allowed.includes(type) || isTypeOfEveryTopic(type);
}

/** Whether `partner` may speak about `siteId`. */
export function isPermittedSite(partner: Partner, siteId: string): boolean {
  return partner.sites === '*' || partner.sites.includes(siteId);
}
