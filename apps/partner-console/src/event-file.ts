import { readFileSync } from 'node:fs';
import { isTypeOfTopic } from '#contracts/inbound/catalogue.js';
import { type BusinessTopic, businessTopics } from '#contracts/topics.js';
import { type Checked, checkInbound } from '#partners/check-inbound.js';
import { signatureHeader, signEvent, type SigningKey } from '#partners/event-signature.js';
import { isPermitted, type PartnerRegistry } from '#partners/registry.js';
import { ConsoleError } from './console-error.js';

/** The bytes of a file, exactly as they are signed and sent. Throws ConsoleError. */
export function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new ConsoleError(
      `${file} cannot be read: ${String(error)}`,
      'Name a file that is there.',
    );
  }
}

/** An event as it would be a message: its topic, its exact bytes and the header that signs them. */
export type Draft = {
  readonly topic: BusinessTopic;
  readonly value: Buffer;
  readonly headers: Readonly<Record<string, Buffer>>;
};

/** Who signs a draft: a key signs now, or a signature was made before; nobody when there is neither. */
export type SignedBy = { readonly key?: SigningKey; readonly signature?: string };

/** Prepares an event for a topic, or for the one that its sender may publish its type to. */
export async function draftOf(
  value: Buffer,
  { key, signature }: SignedBy,
  registry: PartnerRegistry,
  topic: BusinessTopic = topicOf(value, registry),
): Promise<Draft> {
  const header = key === undefined ? signature : await signEvent(value, key);
  const headers = header === undefined ? {} : { [signatureHeader]: Buffer.from(header) };
  return { topic, value, headers };
}

/** What the intake would say of a draft that arrives at a moment, in ms. */
export function checkDraft(draft: Draft, registry: PartnerRegistry, at: number): Promise<Checked> {
  return checkInbound({ ...draft, timestamp: at }, registry);
}

function topicOf(value: Buffer, registry: PartnerRegistry): BusinessTopic {
  const { type, source } = namedIn(value);
  const partner = registry.partnerBySource(source);
  const possible = businessTopics.filter((topic) => isTypeOfTopic(topic, type));
  const permitted = possible.find(
    (topic) => partner !== undefined && isPermitted(partner, topic, type),
  );
  return permitted ?? possible[0] ?? businessTopics[0];
}

/** What an event says of itself, however wrong the rest of it is. */
export function namedIn(value: Buffer): Readonly<Record<'type' | 'source' | 'subject', string>> {
  const nothing = { type: '', source: '', subject: '' };
  try {
    const said = JSON.parse(String(value)) as Readonly<Record<string, unknown>> | null;
    const texts = Object.entries(said ?? {}).filter(([, text]) => typeof text === 'string');
    return { ...nothing, ...(Object.fromEntries(texts) as Partial<typeof nothing>) };
  } catch {
    return nothing;
  }
}
