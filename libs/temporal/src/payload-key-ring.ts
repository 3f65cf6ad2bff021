import { createSecretKey, type KeyObject } from 'node:crypto';
import { PayloadError } from './payload-error.js';

/** A key of payloads: its name, which stands beside what it encrypts, and its 32 bytes. */
export type PayloadKey = { readonly id: string; readonly key: Buffer };

/** A key that is ready for use, and what binds its name to what it encrypts. */
export type RingedKey = {
  readonly id: string;
  readonly secret: KeyObject;
  readonly about: Buffer;
};

const keyBytes = 32;

/** The keys of an installation's payloads: the first encrypts, each decrypts what it encrypted. */
export class PayloadKeyRing {
  readonly newest: RingedKey;
  private readonly keys: ReadonlyMap<string, RingedKey>;

  /** @throws RangeError without a key or with one of another length. */
  constructor(keys: readonly PayloadKey[]) {
    const ringed = keys.map(ringedKey);
    const [newest] = ringed;
    if (newest === undefined) throw new RangeError('a ring has at least one key');
    this.newest = newest;
    this.keys = new Map(ringed.map((key) => [key.id, key]));
  }

  /** The key of this name. @throws PayloadError `payload-key-unknown` */
  key(id: string): RingedKey {
    const key = this.keys.get(id);
    if (key === undefined) throw new PayloadError('payload-key-unknown', id);
    return key;
  }
}

function ringedKey({ id, key }: PayloadKey): RingedKey {
  if (key.length !== keyBytes) throw new RangeError('a key of payloads has 32 bytes');
  return { id, secret: createSecretKey(key), about: Buffer.from(`vein-to-vein/payload/${id}`) };
}
