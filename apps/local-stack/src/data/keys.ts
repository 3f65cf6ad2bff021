import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { readJson, writeJson } from './json-file.js';

const shape = z.strictObject({
  VAULT_KEY: z.string(),
  SIGNATURE_KEY: z.string(),
});

/** The secrets of an installation, as services expect them in their environment. */
export type Keys = z.infer<typeof shape>;

/** The keys kept in `file`, made at the first start. */
export function keysIn(file: string): Keys {
  const kept = readJson(file, shape);
  if (kept !== undefined) return kept;
  const keys = newKeys();
  writeJson(file, keys);
  return keys;
}

/** Keys that nobody has used. */
export function newKeys(): Keys {
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    VAULT_KEY: randomBytes(32).toString('base64url'),
    SIGNATURE_KEY: JSON.stringify(privateKey.export({ format: 'jwk' })),
  };
}
