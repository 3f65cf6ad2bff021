import { isTypeOfTopic } from '#contracts/inbound/catalogue.js';
import type { Partner, PartnerKey, RegistryData } from './registry.schema.js';

/** What the contract lets each kind of partner publish to. */
const topicsOf: Readonly<Record<Partner['kind'], readonly string[]>> = {
  clinic: ['clinic.events.v1', 'logistics.events.v1'],
  laboratory: ['lab.events.v1'],
  manufacturer: ['manufacturing.events.v1', 'logistics.events.v1'],
  courier: ['logistics.events.v1'],
};

/** What contradicts itself in a registry of the right shape, entry by entry. */
export function contradictionsIn(data: RegistryData): readonly string[] {
  const { sites, partners } = data;
  return [
    ...repeated(sites.map(({ id }) => id)).map((id) => `site ${id}: stands more than once`),
    ...repeated(partners.map(({ id }) => id)).map((id) => `partner ${id}: stands more than once`),
    ...repeated(partners.map(({ source }) => source)).map(
      (source) => `source ${source}: belongs to more than one partner`,
    ),
    ...partners.flatMap((partner) =>
      [...permissionFaults(partner, data), ...keyFaults(partner)].map(
        (fault) => `partner ${partner.id}: ${fault}`,
      ),
    ),
    ...routeFaults(data),
  ];
}

function repeated(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}

function permissionFaults(partner: Partner, { sites }: RegistryData): readonly string[] {
  const known = sites.map(({ id }) => id);
  const served = partner.sites === '*' ? [] : partner.sites;
  return [
    ...served
      .filter((site) => !known.includes(site))
      .map((site) => `sites: ${site} is not among the sites`),
    ...Object.keys(partner.publishes)
      .filter((topic) => !topicsOf[partner.kind].includes(topic))
      .map((topic) => `publishes: a ${partner.kind} publishes nothing to ${topic}`),
    ...Object.entries(partner.publishes).flatMap(([topic, types]) =>
      (types === '*' ? [] : types)
        .filter((type) => !isTypeOfTopic(topic, type))
        .map((type) => `publishes: ${type} is no type of ${topic}`),
    ),
  ];
}

function keyFaults({ keys, signaturePolicy }: Partner): readonly string[] {
  const endless = keys.filter(({ validFrom, validUntil }) => until(validUntil) <= ms(validFrom));
  const crowded = keys.filter((key) => keys.filter((other) => isValidWhen(other, key)).length > 2);
  return [
    ...(signaturePolicy === 'required' && keys.length === 0
      ? ['keys: there is none, but signatures are required; nothing it sends could be accepted']
      : []),
    ...repeated(keys.map(({ kid }) => kid)).map((kid) => `keys: ${kid} stands more than once`),
    ...endless.map(({ kid }) => `keys: ${kid} ends before it begins`),
    ...crowded.map(({ kid }) => `keys: more than two are valid when ${kid} begins`),
  ];
}

/** Whether `key` is valid at the moment `other` begins to be. */
function isValidWhen(key: PartnerKey, other: PartnerKey): boolean {
  const moment = ms(other.validFrom);
  return ms(key.validFrom) <= moment && moment < until(key.validUntil);
}

function ms(instant: string): number {
  return Date.parse(instant);
}

function until(validUntil: string | undefined): number {
  return validUntil === undefined ? Number.POSITIVE_INFINITY : ms(validUntil);
}

type Part = readonly [field: string, id: string, kind: Partner['kind']];

function routeFaults({ sites, partners, care, supply }: RegistryData): readonly string[] {
  const kinds = new Map(partners.map(({ id, kind }) => [id, kind]));
  const faultsOf = (entry: string, parts: readonly Part[]): readonly string[] =>
    parts
      .filter(([, id, kind]) => kinds.get(id) !== kind)
      .map(([field, id, kind]) => `${entry}: ${field} ${id} is no ${kind} among the partners`);
  return [
    ...care
      .filter(({ siteId }) => sites.every(({ id }) => id !== siteId))
      .map(({ siteId }) => `care of ${siteId}: it is not among the sites`),
    ...care.flatMap(({ siteId, clinic, laboratory, courier }) =>
      faultsOf(`care of ${siteId}`, [
        ['clinic', clinic, 'clinic'],
        ['laboratory', laboratory, 'laboratory'],
        ['courier', courier, 'courier'],
      ]),
    ),
    ...supply.flatMap(({ product, manufacturer, qualityLaboratory }) =>
      faultsOf(`supply of ${product}`, [
        ['manufacturer', manufacturer, 'manufacturer'],
        ['qualityLaboratory', qualityLaboratory, 'laboratory'],
      ]),
    ),
  ];
}
