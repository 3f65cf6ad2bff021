import { generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { signingKey, type SigningKey } from '#partners/event-signature.js';
import type { PartnerKey } from '#partners/registry.js';
import { ConsoleError } from './console-error.js';

/**
 * Makes a key pair, writes its private part to a new file that only its owner can read, and gives what is to be
 * registered, valid from `now` (epoch milliseconds) on. Throws ConsoleError when the file exists.
 */
export function newPrivateKey(file: string, kid: string, now: number): PartnerKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  const jwk: JsonWebKey = { ...privateKey.export({ format: 'jwk' }), kid };
  try {
    writeFileSync(file, `${JSON.stringify(jwk, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw new ConsoleError(
      `${file} cannot be written: ${String(error)}`,
      'Name a file that is not there yet: a private key is never overwritten.',
    );
  }
  const validFrom = new Date(now).toISOString();
  return { kid, publicKey: { kty: 'OKP', crv: 'Ed25519', x }, validFrom };
}

/** The private key in a file. Rejects with ConsoleError when it holds none. */
export async function privateKeyIn(file: string): Promise<SigningKey> {
  try {
    return await signingKey(JSON.parse(readFileSync(file, 'utf8')) as object);
  } catch (error) {
    // The message of a parser could hold a part of the key.
    const reason = error instanceof SyntaxError ? 'it is no JSON' : String(error);
    throw new ConsoleError(
      `${file} cannot be used as a private key: ${reason}`,
      'Make one with: npm run partner -- keys --kid <name>',
    );
  }
}
