import { describe, expect, it } from '@jest/globals';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { EncryptingCodec, encryptingKeyOf } from './payload-codec.js';
import { PayloadKeyRing } from './payload-key-ring.js';

const canary = 'Ada Quintessa';
const older = { id: '2026-a', key: Buffer.alloc(32, 1) };
const newer = { id: '2026-b', key: Buffer.alloc(32, 2) };

function codecOf(...keys: ConstructorParameters<typeof PayloadKeyRing>[0]): EncryptingCodec {
  return new EncryptingCodec(new PayloadKeyRing(keys));
}

async function encrypted(codec: EncryptingCodec, value: unknown): Promise<Payload> {
  const [payload] = await codec.encode([defaultPayloadConverter.toPayload(value)]);
  return payload!;
}

async function read(codec: EncryptingCodec, payload: Payload): Promise<unknown> {
  const [decoded] = await codec.decode([payload]);
  return defaultPayloadConverter.fromPayload(decoded!);
}

/** A copy with one byte of its data turned. */
function spoilt({ metadata, data }: Payload, at: number): Payload {
  const bytes = Buffer.from(data!);
  bytes[at < 0 ? bytes.length + at : at]! ^= 1;
  return { metadata: metadata!, data: bytes };
}

describe('payloads for Temporal', () => {
  it.each([[{ canary }], [''], [[1, 2, 3]], [Buffer.from(canary)], [undefined], [null]])(
    'come back as they were: %j',
    async (value) => {
      const codec = codecOf(newer);
      expect(await read(codec, await encrypted(codec, value))).toEqual(value);
    },
  );

  it('show the name of their key and the cipher, and nothing else', async () => {
    const { metadata, data } = await encrypted(codecOf(newer), { canary });
    const told = Object.entries(metadata!).map(([name, value]) => [name, String(value)]);
    expect(Object.fromEntries(told)).toEqual({
      encoding: 'binary/encrypted',
      'encryption-key-id': '2026-b',
      'encryption-cipher': 'AES-256-GCM',
    });
    expect(Buffer.from(data!).toString('latin1')).not.toMatch(/Ada|json|canary/);
  });

  it('differ each time they are the same', async () => {
    const codec = codecOf(newer);
    expect((await encrypted(codec, { canary })).data).not.toEqual(
      (await encrypted(codec, { canary })).data,
    );
  });

  it('are written with the first key and read with each', async () => {
    const before = await encrypted(codecOf(older), { canary });
    const rotated = codecOf(newer, older);
    expect(encryptingKeyOf(await encrypted(rotated, { canary }))).toBe('2026-b');
    expect(await read(rotated, before)).toEqual({ canary });
  });

  it('of before there was encryption are read as they are', async () => {
    const plain = defaultPayloadConverter.toPayload({ canary });
    expect(encryptingKeyOf(plain)).toBeUndefined();
    expect(await read(codecOf(newer), plain)).toEqual({ canary });
  });

  it('of a key that is not on the ring say which', async () => {
    const payload = await encrypted(codecOf(older), { canary });
    await expect(read(codecOf(newer), payload)).rejects.toMatchObject({
      code: 'payload-key-unknown',
      keyId: '2026-a',
    });
  });

  it.each([0, 12, 40, -1])('are not read when byte %i was altered', async (at) => {
    const codec = codecOf(newer);
    const payload = spoilt(await encrypted(codec, { canary }), at);
    await expect(read(codec, payload)).rejects.toMatchObject({ code: 'payload-unreadable' });
  });

  it('are not read when they are cut off or say they were of another key', async () => {
    const codec = codecOf(newer, { ...newer, id: 'twin' });
    const payload = await encrypted(codec, { canary });
    const cut = { ...payload, data: payload.data!.slice(0, 20) };
    await expect(read(codec, cut)).rejects.toMatchObject({ code: 'payload-unreadable' });
    const named = { ...payload.metadata, 'encryption-key-id': Buffer.from('twin') };
    const renamed = { ...payload, metadata: named };
    await expect(read(codec, renamed)).rejects.toMatchObject({ code: 'payload-unreadable' });
  });

  it('have a ring of at least one key of the right length', () => {
    expect(() => new PayloadKeyRing([])).toThrow(RangeError);
    expect(() => new PayloadKeyRing([{ id: 'a', key: Buffer.alloc(16) }])).toThrow(RangeError);
  });
});
