import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { demonstrationNetwork } from './demonstration-network.js';
import { loadPartners } from './load-partners.js';
import { type PartnerKey, RegistryError } from './registry.js';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'partners-'));
  file = join(folder, 'partners.yaml');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What is said of a file with this text. */
function faultsOf(text: string): readonly string[] {
  writeFileSync(file, text);
  try {
    loadPartners(file);
    return [];
  } catch (error) {
    if (error instanceof RegistryError) return error.faults;
    throw error;
  }
}

/** What is said of the demonstration network with one entry of one of its lists changed. */
function changed(list: keyof typeof demonstrationNetwork, index: number, change: object) {
  const entries = demonstrationNetwork[list].map((entry, at) =>
    at === index ? { ...entry, ...change } : entry,
  );
  return faultsOf(stringify({ ...demonstrationNetwork, [list]: entries }));
}

const key = (kid: string, more: object = {}): PartnerKey => ({
  kid,
  publicKey: { kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43) },
  validFrom: '2026-01-01T00:00:00Z',
  ...more,
});

describe('the file of the partners', () => {
  it('may be YAML or JSON', () => {
    writeFileSync(file, stringify(demonstrationNetwork));
    const yaml = loadPartners(file).partners;
    writeFileSync(file, JSON.stringify(demonstrationNetwork));
    expect(loadPartners(file).partners).toEqual(yaml);
    expect(yaml).toEqual(demonstrationNetwork.partners);
  });

  it('is named when it is not there', () => {
    expect(() => loadPartners(join(folder, 'nowhere.yaml'))).toThrow(
      /nowhere\.yaml.*cannot be read/,
    );
  });

  it('is told where its syntax ends', () => {
    expect(faultsOf('partners: [\n  - id: "x\n')).toEqual([
      expect.stringMatching(/^it cannot be read: .* line \d+, column \d+/),
    ]);
  });

  it('is told all that is missing at once', () => {
    expect(faultsOf('sites: []\n')).toEqual([
      'partners: is missing',
      'care: is missing',
      'supply: is missing',
    ]);
  });

  it.each([
    [
      'an id with blanks',
      { id: 'North Gate' },
      'partners[0] (North Gate) id: expected lower-case letters, digits and single dashes',
    ],
    [
      'a policy nobody knows',
      { signaturePolicy: 'sometimes' },
      'partners[0] (northgate-clinic) signaturePolicy: expected "required"|"optional"',
    ],
    [
      'a misspelt field',
      { site: ['northgate'] },
      'partners[0] (northgate-clinic): expected no field "site"',
    ],
    [
      'a short key',
      { keys: [{ ...key('k'), publicKey: { kty: 'OKP', crv: 'Ed25519', x: 'AAAA' } }] },
      'partners[0] (northgate-clinic) keys[0] (k) publicKey.x: expected the 32 bytes of an Ed25519 public key in base64url',
    ],
    [
      'a private key',
      { keys: [{ ...key('k'), publicKey: { ...key('k').publicKey, d: 'secret' } }] },
      'partners[0] (northgate-clinic) keys[0] (k) publicKey.d: expected the public key alone: a private part never leaves its partner',
    ],
    [
      'a date without time',
      { keys: [key('k', { validFrom: '2026-01-01' })] },
      'partners[0] (northgate-clinic) keys[0] (k) validFrom: expected a date with time and offset, such as 2026-01-31T00:00:00Z',
    ],
    ['no contact', { contact: undefined }, 'partners[0] (northgate-clinic) contact: is missing'],
    [
      'required signatures without a key',
      { signaturePolicy: 'required' },
      'partner northgate-clinic: keys: there is none, but signatures are required; nothing it sends could be accepted',
    ],
    [
      'one key twice',
      { keys: [key('k', { validUntil: '2026-02-01T00:00:00Z' }), key('k')] },
      'partner northgate-clinic: keys: k stands more than once',
    ],
    [
      'a key that ends before it begins',
      { keys: [key('k', { validUntil: '2025-01-01T00:00:00Z' })] },
      'partner northgate-clinic: keys: k ends before it begins',
    ],
    [
      'a site that is not there',
      { sites: ['southgate'] },
      'partner northgate-clinic: sites: southgate is not among the sites',
    ],
    [
      'a type of another topic',
      { publishes: { 'clinic.events.v1': ['quality.tested'] } },
      'partner northgate-clinic: publishes: quality.tested is no type of clinic.events.v1',
    ],
    [
      'the topic of another kind of partner',
      { publishes: { 'manufacturing.events.v1': '*' } },
      'partner northgate-clinic: publishes: a clinic publishes nothing to manufacturing.events.v1',
    ],
  ])('with %s is told which entry it is', (_, change, fault) => {
    expect(changed('partners', 0, change)).toEqual([fault]);
  });

  it('allows two keys at a time while a partner changes, and no third', () => {
    const two = [key('k1', { validUntil: '2026-03-01T00:00:00Z' }), key('k2')];
    expect(changed('partners', 0, { keys: two })).toEqual([]);
    const three = [...two, key('k3', { validFrom: '2026-02-01T00:00:00Z' })];
    expect(changed('partners', 0, { keys: three })).toEqual([
      'partner northgate-clinic: keys: more than two are valid when k3 begins',
    ]);
  });

  it.each([
    ['care', { siteId: 'southgate' }, 'care of southgate: it is not among the sites'],
    [
      'care',
      { clinic: 'polar-courier' },
      'care of northgate: clinic polar-courier is no clinic among the partners',
    ],
    [
      'supply',
      { manufacturer: 'nobody' },
      'supply of tisagenlecleucel: manufacturer nobody is no manufacturer among the partners',
    ],
    [
      'sites',
      { zone: 'Atlantis/Centre' },
      'sites[0] (northgate) zone: expected an IANA time zone, such as Europe/Zurich',
    ],
  ] as const)('is told what %s names that is not there', (list, change, fault) => {
    expect(changed(list, 0, change)).toEqual([fault]);
  });

  it('has each site, partner and source once', () => {
    const [site, ...sites] = demonstrationNetwork.sites;
    const [partner, ...partners] = demonstrationNetwork.partners;
    const doubled = {
      ...demonstrationNetwork,
      sites: [site, site, ...sites],
      partners: [partner, partner, ...partners],
    };
    expect(faultsOf(stringify(doubled))).toEqual([
      'site northgate: stands more than once',
      'partner northgate-clinic: stands more than once',
      'source urn:v2v:site:northgate: belongs to more than one partner',
    ]);
  });
});
