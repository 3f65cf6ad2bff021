import { describe, expect, it } from '@jest/globals';
import { demonstrationNetwork } from './demonstration-network.js';
import {
  isPermitted,
  isPermittedSite,
  NoPartnersError,
  type Partner,
  PartnerRegistry,
} from './registry.js';

const registry = new PartnerRegistry(demonstrationNetwork);

function bySource(source: string): Partner {
  const partner = registry.partnerBySource(source);
  if (partner === undefined) throw new Error(`${source} is not registered`);
  return partner;
}

describe('the demonstration network', () => {
  it('names the partners of a journey by its site and product', () => {
    expect(registry.partnersFor('lakeview', 'axicabtagene-ciloleucel')).toEqual({
      clinic: { id: 'lakeview-clinic', source: 'urn:v2v:site:lakeview' },
      laboratory: { id: 'lakeview-lab', source: 'urn:v2v:lab:lakeview-lab' },
      manufacturer: { id: 'pacific-cell', source: 'urn:v2v:manufacturer:pacific-cell' },
      qualityLaboratory: { id: 'pacific-qc', source: 'urn:v2v:lab:pacific-qc' },
      courier: { id: 'polar-courier', source: 'urn:v2v:courier:polar-courier' },
    });
  });

  it('has no partners for a product nobody makes', () => {
    expect(() => registry.partnersFor('lakeview', 'aspirin')).toThrow(NoPartnersError);
  });

  it('finds partners by their source and sites by their id', () => {
    expect(bySource('urn:v2v:site:riverside').id).toBe('riverside-clinic');
    expect(registry.partnerBySource('urn:v2v:site:nowhere')).toBeUndefined();
    expect(registry.siteById('lakeview')?.zone).toBe('Europe/Zurich');
  });
});

describe('permission to publish', () => {
  const clinic = bySource('urn:v2v:site:northgate');
  const courier = bySource('urn:v2v:courier:polar-courier');
  const laboratory = bySource('urn:v2v:lab:northgate-lab');

  it.each([
    ['a clinic every clinical event', clinic, 'clinic.events.v1', 'vitals.recorded', true],
    [
      'a clinic the receipt of a shipment',
      clinic,
      'logistics.events.v1',
      'shipment.received',
      true,
    ],
    ['a clinic no other step of a shipment', clinic, 'logistics.events.v1', 'shipment.lost', false],
    [
      'a clinic nothing of a manufacturer',
      clinic,
      'manufacturing.events.v1',
      'slot.offered',
      false,
    ],
    ['nobody a type on a topic it is not of', clinic, 'clinic.events.v1', 'shipment.lost', false],
    ['a courier every step of a shipment', courier, 'logistics.events.v1', 'shipment.lost', true],
    ['a site laboratory no batch result', laboratory, 'lab.events.v1', 'quality.tested', false],
    [
      'everybody a retraction on its own topic',
      laboratory,
      'lab.events.v1',
      'record.retracted',
      true,
    ],
  ])('allows %s', (_, partner, topic, type, allowed) => {
    expect(isPermitted(partner, topic, type)).toBe(allowed);
  });

  it('is limited to the sites of the partner', () => {
    expect(isPermittedSite(clinic, 'riverside')).toBe(false);
    expect(isPermittedSite(courier, 'riverside')).toBe(true);
  });
});
