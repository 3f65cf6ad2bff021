import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';

/** The algorithm every token of the demonstration is signed with. */
export const tokenAlgorithm = 'ES256';

/** The private key kept in `directory`, made at the first start, so that tokens survive a restart. */
export async function keyIn(directory: string): Promise<JWK> {
  const file = join(directory, 'signing-key.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as JWK;
  const { privateKey } = await generateKeyPair(tokenAlgorithm, { extractable: true });
  const exported = await exportJWK(privateKey);
  const kid = await calculateJwkThumbprint(exported);
  const key = { ...exported, kid, alg: tokenAlgorithm, use: 'sig' };
  mkdirSync(directory, { recursive: true });
  writeFileSync(file, JSON.stringify(key), { mode: 0o600 });
  return key;
}
