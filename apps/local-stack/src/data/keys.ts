import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { configurationFrom } from '#config/configuration.js';
import type { PayloadKey } from '#temporal/payload-key-ring.js';
import { readJson, writeJson } from './json-file.js';

const shape = z.strictObject({
  VAULT_KEY: z.string(),
  TEMPORAL_PAYLOAD_KEYS: z.string(),
  CODEC_SECRET_PATH: z.string(),
  SIGNATURE_KEY: z.string(),
  OPERATIONS_KEY: z.string(),
});

/** The secrets of an installation, as services expect them in their environment. */
export type Keys = z.infer<typeof shape>;

// What an earlier release did not keep yet, and nothing was written with.
const shapeOfAnyRelease = shape.extend({
  TEMPORAL_PAYLOAD_KEYS: z.string().exactOptional(),
  CODEC_SECRET_PATH: z.string().exactOptional(),
  OPERATIONS_KEY: z.string().exactOptional(),
});

/** The keys kept in `file`, made at the first start. */
export function keysIn(file: string): Keys {
  const kept = readJson(file, shapeOfAnyRelease);
  const keys = { ...newKeys(), ...kept };
  if (Object.keys(keys).some((name) => !Object.hasOwn(kept ?? {}, name))) writeJson(file, keys);
  return keys;
}

/** The keys of payloads among them, newest first. */
export function payloadKeysOf({ TEMPORAL_PAYLOAD_KEYS }: Keys): readonly PayloadKey[] {
  return configurationFrom({ TEMPORAL_PAYLOAD_KEYS }, ['payloads']).payloads.keys;
}

/** Keys that nobody has used. */
export function newKeys(): Keys {
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    VAULT_KEY: randomBytes(32).toString('base64url'),
    TEMPORAL_PAYLOAD_KEYS: `first:${randomBytes(32).toString('base64url')}`,
    CODEC_SECRET_PATH: randomBytes(32).toString('base64url'),
    SIGNATURE_KEY: JSON.stringify(privateKey.export({ format: 'jwk' })),
    OPERATIONS_KEY: randomBytes(32).toString('base64url'),
  };
}
