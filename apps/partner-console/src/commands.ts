import { stringify } from 'yaml';
import { configurationOf } from '#config/configuration.js';
import type { BusinessTopic } from '#contracts/topics.js';
import { KafkaProducer } from '#kafka/producer.js';
import { createLogger } from '#observability/logger.js';
import type { Checked } from '#partners/check-inbound.js';
import { signatureHeader, signEvent } from '#partners/event-signature.js';
import { loadPartners } from '#partners/load-partners.js';
import type { Answer } from './answer.js';
import { bytesOf, checkDraft, type Draft, draftOf, namedIn } from './event-file.js';
import { newPrivateKey, privateKeyIn } from './private-key.js';

/** What says how an event is to be signed and where it goes. */
export type EventOptions = {
  readonly key?: string;
  readonly signature?: string;
  readonly topic?: BusinessTopic;
};

/** Makes a key pair; says what is to be registered. */
export function makeKeys({ kid, out }: { readonly kid: string; readonly out?: string }): Answer {
  const file = out ?? `${kid}.private.json`;
  const registered = stringify({ keys: [newPrivateKey(file, kid, Date.now())] });
  const text = `# The private key is in ${file}: keep it, show it to nobody. Register this under your partner:\n${registered.trimEnd()}`;
  return { text, isGood: true };
}

/** Signs the exact bytes of a file; says the value of the header and nothing else. */
export async function sign(file: string, { key }: { readonly key: string }): Promise<Answer> {
  return { text: await signEvent(bytesOf(file), await privateKeyIn(key)), isGood: true };
}

/** Says what the intake would say of an event; nothing is sent. */
export async function check(file: string, options: EventOptions): Promise<Answer> {
  const { draft, checked } = await checkedDraft(file, options);
  return { text: verdict(draft, checked), isGood: checked.ok };
}

/** Sends an event; one that the intake would refuse only when that is asked for. */
export async function send(
  file: string,
  { anyway, ...options }: EventOptions & { readonly anyway: boolean },
): Promise<Answer> {
  const { draft, checked } = await checkedDraft(file, options);
  if (!checked.ok && !anyway) {
    return {
      text: `${verdict(draft, checked)}\nnot sent: mend it, or see what becomes of it with --anyway`,
      isGood: false,
    };
  }
  const subject = checked.ok ? checked.event.subject : namedIn(draft.value).subject;
  await publish(draft, subject);
  const where = `sent to ${draft.topic} under the key ${subject}`;
  return { text: checked.ok ? where : `${verdict(draft, checked)}\n${where}`, isGood: true };
}

async function checkedDraft(
  file: string,
  { key, signature, topic }: EventOptions,
): Promise<{ readonly draft: Draft; readonly checked: Checked }> {
  const { partners } = configurationOf('partners');
  const registry = loadPartners(partners.file);
  const by = {
    ...(key === undefined ? {} : { key: await privateKeyIn(key) }),
    ...(signature === undefined ? {} : { signature }),
  };
  const draft = await draftOf(bytesOf(file), by, registry, topic);
  return { draft, checked: await checkDraft(draft, registry, Date.now()) };
}

function verdict({ topic, headers }: Draft, checked: Checked): string {
  if (!checked.ok) return `${checked.reason}\n${checked.detail}`;
  const { type, subject } = checked.event;
  const signed = headers[signatureHeader] === undefined ? 'unsigned' : 'signed';
  return `good: ${type} about ${subject} on ${topic}, ${signed}`;
}

async function publish({ topic, value, headers }: Draft, key: string): Promise<void> {
  const { kafka } = configurationOf('kafka');
  const logger = createLogger('partner-console', 'silent');
  const producer = new KafkaProducer({ ...kafka, clientId: 'partner-console', logger });
  try {
    const all = { 'content-type': 'application/cloudevents+json', ...headers };
    await producer.publish([{ topic, key, value, headers: all }]);
  } finally {
    await producer.disconnect();
  }
}
