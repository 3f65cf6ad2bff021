import { generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { demonstrationNetwork } from '#partners/demonstration-network.js';
import type { Partner, PartnerKey } from '#partners/registry.js';
import type { RegistryData } from '#partners/registry.schema.js';

/** Private keys as JWK, each with its `kid`, by the id of their partner. */
export type PrivateKeys = Readonly<Record<string, readonly JsonWebKey[]>>;

/** A network whose partners can sign. */
export type PartnerNetwork = {
  readonly registry: RegistryData;
  readonly privateKeys: PrivateKeys;
};

const dayMs = 86_400_000;

/** Partners that still send without signatures, so that an event can be sent by hand with no more than Kafka's tools. */
const notYetSigning = ['northgate-clinic', 'northgate-lab'];

/**
 * The demonstration network with keys nobody has used. Each partner has changed its key once: the first expired a
 * month before `now` (epoch milliseconds), the second is valid.
 */
export function newPartnerNetwork(now: number): PartnerNetwork {
  const network = demonstrationNetwork.partners.map((partner) => withKeys(partner, now));
  return {
    registry: { ...demonstrationNetwork, partners: network.map(({ partner }) => partner) },
    privateKeys: Object.fromEntries(
      network.map(({ partner, privateKeys }) => [partner.id, privateKeys]),
    ),
  };
}

function withKeys(
  partner: Partner,
  now: number,
): { readonly partner: Partner; readonly privateKeys: readonly JsonWebKey[] } {
  const daysAgo = (count: number): string => new Date(now - count * dayMs).toISOString();
  const expired = newKey(`${partner.id}-1`, {
    validFrom: daysAgo(395),
    validUntil: daysAgo(30),
  });
  const current = newKey(`${partner.id}-2`, { validFrom: daysAgo(37) });
  return {
    partner: {
      ...partner,
      signaturePolicy: notYetSigning.includes(partner.id) ? 'optional' : 'required',
      keys: [expired.registered, current.registered],
    },
    privateKeys: [expired.privateKey, current.privateKey],
  };
}

function newKey(
  kid: string,
  validity: Pick<PartnerKey, 'validFrom' | 'validUntil'>,
): { readonly registered: PartnerKey; readonly privateKey: JsonWebKey } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  return {
    registered: { kid, publicKey: { kty: 'OKP', crv: 'Ed25519', x }, ...validity },
    privateKey: { ...privateKey.export({ format: 'jwk' }), kid },
  };
}
