import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Payload, PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';
import { PayloadError } from './payload-error.js';
import type { PayloadKeyRing, RingedKey } from './payload-key-ring.js';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

const encoding = 'binary/encrypted';
const encodingBytes = Buffer.from(encoding);
const cipherBytes = Buffer.from('AES-256-GCM');

const { Payload: PayloadMessage } = proto.temporal.api.common.v1;

/**
 * Encrypts whole payloads, their metadata included, with AES-256-GCM; what is not encrypted is read as it is, because
 * older histories are not. The data is 12 bytes of nonce, the ciphertext, 16 bytes of tag.
 */
export class EncryptingCodec implements PayloadCodec {
  constructor(private readonly ring: PayloadKeyRing) {}

  async encode(payloads: readonly Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => encrypted(payload, this.ring.newest));
  }

  /** @throws PayloadError */
  async decode(payloads: readonly Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => {
      const keyId = encryptingKeyOf(payload);
      return keyId === undefined ? payload : decrypted(payload, this.ring.key(keyId));
    });
  }
}

/** The name of the key a payload is encrypted with, undefined when it is not encrypted. */
export function encryptingKeyOf({ metadata }: Payload): string | undefined {
  if (textOf(metadata?.['encoding']) !== encoding) return undefined;
  return textOf(metadata?.['encryption-key-id']);
}

function textOf(bytes: Uint8Array | null | undefined): string {
  return bufferOf(bytes).toString();
}

/** The same bytes, not copied. */
function bufferOf(bytes: Uint8Array | null | undefined): Buffer {
  return bytes ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) : Buffer.alloc(0);
}

function encrypted(payload: Payload, { id, secret, about }: RingedKey): Payload {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, secret, nonce, { authTagLength: tagBytes });
  cipher.setAAD(about);
  const ciphertext = cipher.update(PayloadMessage.encode(payload).finish());
  return {
    metadata: {
      encoding: encodingBytes,
      'encryption-key-id': Buffer.from(id),
      'encryption-cipher': cipherBytes,
    },
    data: Buffer.concat([nonce, ciphertext, cipher.final(), cipher.getAuthTag()]),
  };
}

function decrypted({ data }: Payload, { id, secret, about }: RingedKey): Payload {
  const sealed = bufferOf(data);
  if (sealed.length < nonceBytes + tagBytes) throw new PayloadError('payload-unreadable', id);
  const nonce = sealed.subarray(0, nonceBytes);
  const decipher = createDecipheriv(algorithm, secret, nonce, { authTagLength: tagBytes });
  decipher.setAAD(about);
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  try {
    const opened = decipher.update(sealed.subarray(nonceBytes, -tagBytes));
    return PayloadMessage.decode(Buffer.concat([opened, decipher.final()]));
  } catch {
    throw new PayloadError('payload-unreadable', id);
  }
}
