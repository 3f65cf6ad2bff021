import { readFileSync } from 'node:fs';
import { z } from 'zod';
import {
  isValidAt,
  signatureHeader,
  signEvent,
  signingKey,
  type SigningKey,
} from '#partners/event-signature.js';
import type { Partner, PartnerKey, PartnerRegistry } from '#partners/registry.js';
import type { OutgoingMessage } from '#kafka/producer.js';
import type { Signing } from '../agenda/invalid-messages.js';
import type { Publication } from './messages.js';

const privateKey = z.looseObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.string(),
  kid: z.string(),
});

const privateKeys = z.record(z.string(), z.array(privateKey));

type OwnKey = { readonly registered: PartnerKey; readonly own: SigningKey };

type Signer = { readonly mustSign: boolean; readonly keys: readonly OwnKey[] };

/** Signs for every partner that is played, with the private keys of a file; when that is asked for, wrongly. */
export class PartnerSignatures {
  private constructor(private readonly signers: ReadonlyMap<string, Signer>) {}

  /** Reads the keys of the partners, by their ids. Rejects when the file is not there or holds something else. */
  static async read(file: string, registry: PartnerRegistry): Promise<PartnerSignatures> {
    const read = privateKeys.parse(JSON.parse(readFileSync(file, 'utf8')));
    const entries = registry.partners.map(async (partner) => {
      const keys = await ownKeysOf(partner, read[partner.id] ?? []);
      return [partner.source, { mustSign: partner.signaturePolicy === 'required', keys }] as const;
    });
    return new PartnerSignatures(new Map(await Promise.all(entries)));
  }

  /** Whether a source can sign so at a wall time, in ms, and a wrong way would be noticed. */
  isOpen(source: string, signing: Signing, now: number): boolean {
    const signer = this.signers.get(source);
    if (signing === 'valid-key') return true;
    if (signing === 'nothing') return signer?.mustSign === true;
    return keyFor(signer, signing, now) !== undefined;
  }

  /** A publication as it is sent at a wall time, in ms; a source without such a key signs nothing. */
  async outgoing(publication: Publication, now: number): Promise<OutgoingMessage> {
    const { message } = publication;
    const signature = await this.headerOf(publication, now);
    return {
      ...message,
      headers: { 'content-type': 'application/cloudevents+json', ...signature },
    };
  }

  private async headerOf(
    { source, message: { value }, signing }: Publication,
    now: number,
  ): Promise<Readonly<Record<string, string>>> {
    const key = keyFor(this.signers.get(source), signing, now);
    if (key === undefined || signing === 'nothing') return {};
    const kid = signing === 'unknown-key' ? `${key.kid}-nobody-knows` : key.kid;
    const bytes = Buffer.from(signing === 'other-bytes' ? `${value} ` : value);
    return { [signatureHeader]: await signEvent(bytes, { ...key, kid }) };
  }
}

function keyFor(signer: Signer | undefined, signing: Signing, now: number): SigningKey | undefined {
  const isMeant = (key: PartnerKey): boolean =>
    signing === 'expired-key' ? isOver(key, now) : isValidAt(key, now);
  return signer?.keys.findLast(({ registered }) => isMeant(registered))?.own;
}

function isOver({ validUntil }: PartnerKey, now: number): boolean {
  return validUntil !== undefined && Date.parse(validUntil) <= now;
}

async function ownKeysOf(
  { keys }: Partner,
  privateParts: readonly z.infer<typeof privateKey>[],
): Promise<readonly OwnKey[]> {
  const own = await Promise.all(
    keys.map(async (registered) => {
      const jwk = privateParts.find(({ kid }) => kid === registered.kid);
      return jwk === undefined ? [] : [{ registered, own: await signingKey(jwk) }];
    }),
  );
  return own.flat();
}
