import type { Partner, RegistryData } from './registry.schema.js';

const day = 'Monday to Friday, 08:00 to 17:00 local time';
const always = 'at any hour';

/** Until keys are added: nobody has any. */
const unsigned: Pick<Partner, 'signaturePolicy' | 'keys'> = {
  signaturePolicy: 'optional',
  keys: [],
};

const siteLaboratoryTypes = [
  'screening.resulted',
  'laboratory.resulted',
  'antigen.tested',
  'histocompatibility.resulted',
  'donor.eligibility-determined',
];

function clinic(site: string, organisation: string, phone: string): Partner {
  return {
    id: `${site}-clinic`,
    kind: 'clinic',
    source: `urn:v2v:site:${site}`,
    sites: [site],
    ...unsigned,
    publishes: { 'clinic.events.v1': '*', 'logistics.events.v1': ['shipment.received'] },
    contact: { organisation, phone, hours: always },
  };
}

function siteLaboratory(site: string, organisation: string, phone: string): Partner {
  return {
    id: `${site}-lab`,
    kind: 'laboratory',
    source: `urn:v2v:lab:${site}-lab`,
    sites: [site],
    ...unsigned,
    publishes: { 'lab.events.v1': siteLaboratoryTypes },
    contact: { organisation, phone, hours: always },
  };
}

function manufacturer(id: string, organisation: string, phone: string): Partner {
  return {
    id,
    kind: 'manufacturer',
    source: `urn:v2v:manufacturer:${id}`,
    sites: '*',
    ...unsigned,
    publishes: { 'manufacturing.events.v1': '*', 'logistics.events.v1': ['shipment.received'] },
    contact: { organisation, phone, hours: always },
  };
}

function qualityLaboratory(id: string, organisation: string, phone: string): Partner {
  return {
    id,
    kind: 'laboratory',
    source: `urn:v2v:lab:${id}`,
    sites: '*',
    ...unsigned,
    publishes: { 'lab.events.v1': ['quality.tested', 'quality.amended'] },
    contact: { organisation, phone, hours: day },
  };
}

function careOf(site: string): RegistryData['care'][number] {
  return {
    siteId: site,
    clinic: `${site}-clinic`,
    laboratory: `${site}-lab`,
    courier: 'polar-courier',
  };
}

const alpine = { manufacturer: 'alpine-cell', qualityLaboratory: 'alpine-qc' };
const pacific = { manufacturer: 'pacific-cell', qualityLaboratory: 'pacific-qc' };

/** Who makes what in the invented network; the makers are not those of the products. */
const supply = [
  { product: 'tisagenlecleucel', ...alpine },
  { product: 'axicabtagene-ciloleucel', ...pacific },
  { product: 'brexucabtagene-autoleucel', ...pacific },
  { product: 'ciltacabtagene-autoleucel', ...alpine },
  { product: 'idecabtagene-vicleucel', ...pacific },
  { product: 'lisocabtagene-maraleucel', ...pacific },
  { product: 'obecabtagene-autoleucel', ...alpine },
  { product: 'illustrative-off-the-shelf', ...alpine },
  { product: 'illustrative-armoured-dual-target', ...pacific },
];

const products = supply.map(({ product }) => product);

/** Three centres, two manufacturers and a courier: invented, with telephone numbers nobody has and no keys yet. */
export const demonstrationNetwork: RegistryData = {
  sites: [
    {
      id: 'northgate',
      name: 'Northgate Cancer Center',
      zone: 'America/New_York',
      jurisdiction: 'US',
      qualifiedFor: products,
    },
    {
      id: 'riverside',
      name: 'Riverside University Hospital',
      zone: 'America/Chicago',
      jurisdiction: 'US',
      qualifiedFor: products,
    },
    {
      id: 'lakeview',
      name: 'Lakeview Cantonal Hospital',
      zone: 'Europe/Zurich',
      jurisdiction: 'EU',
      qualifiedFor: products,
    },
  ],
  partners: [
    clinic('northgate', 'Northgate Cancer Center, cell therapy unit', '+1 555 0100'),
    clinic('riverside', 'Riverside University Hospital, cell therapy unit', '+1 555 0110'),
    clinic('lakeview', 'Lakeview Cantonal Hospital, cell therapy unit', '+41 555 01 20'),
    siteLaboratory('northgate', 'Northgate Laboratory', '+1 555 0101'),
    siteLaboratory('riverside', 'Riverside Laboratory', '+1 555 0111'),
    siteLaboratory('lakeview', 'Lakeview Laboratory', '+41 555 01 21'),
    manufacturer('alpine-cell', 'Alpine Cell, customer logistics', '+41 555 01 30'),
    manufacturer('pacific-cell', 'Pacific Cell, customer logistics', '+1 555 0130'),
    qualityLaboratory('alpine-qc', 'Alpine Cell, quality control', '+41 555 01 31'),
    qualityLaboratory('pacific-qc', 'Pacific Cell, quality control', '+1 555 0131'),
    {
      id: 'polar-courier',
      kind: 'courier',
      source: 'urn:v2v:courier:polar-courier',
      sites: '*',
      ...unsigned,
      publishes: { 'logistics.events.v1': '*' },
      contact: { organisation: 'Polar Courier, control room', phone: '+1 555 0140', hours: always },
    },
  ],
  care: [careOf('northgate'), careOf('riverside'), careOf('lakeview')],
  supply,
};
