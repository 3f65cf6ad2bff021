import type { Payload } from '@temporalio/common';
import { EncryptingCodec } from './payload-codec.js';
import { PayloadError } from './payload-error.js';
import { type PayloadKey, PayloadKeyRing } from './payload-key-ring.js';

/** A payload as JSON carries it: every value in base64. */
export type WrittenPayload = {
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  readonly data?: string | undefined;
};

/** Makes payloads readable for people who look at histories. */
export class PayloadReader {
  private readonly codec: EncryptingCodec;

  constructor(keys: readonly PayloadKey[]) {
    this.codec = new EncryptingCodec(new PayloadKeyRing(keys));
  }

  /** The payload in the clear; the same when it is not encrypted, undefined when it cannot be read. */
  async read(written: WrittenPayload): Promise<WrittenPayload | undefined> {
    try {
      const [payload] = await this.codec.decode([fromJson(written)]);
      return payload && toJson(payload);
    } catch (error) {
      if (error instanceof PayloadError) return undefined;
      throw error;
    }
  }
}

function fromJson({ metadata = {}, data = '' }: WrittenPayload): Payload {
  const read = Object.entries(metadata).map(([name, value]) => [name, bytesOf(value)] as const);
  return { metadata: Object.fromEntries(read), data: bytesOf(data) };
}

function toJson({ metadata, data }: Payload): WrittenPayload {
  const written = Object.entries(metadata ?? {}).map(([name, value]) => [name, base64Of(value)]);
  return { metadata: Object.fromEntries(written) as Record<string, string>, data: base64Of(data) };
}

function bytesOf(base64: string): Buffer {
  return Buffer.from(base64, 'base64');
}

function base64Of(bytes: Uint8Array | null | undefined): string {
  return Buffer.from(bytes ?? []).toString('base64');
}
