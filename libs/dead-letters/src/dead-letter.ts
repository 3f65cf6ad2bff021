import type { DeadLetterHeaders } from '#contracts/dead-letter.js';
import { isJourneyIdentifier } from '#domain/identifiers/journey-identifier.js';
import type { ReceivedMessage } from '#kafka/received-message.js';

/** Where the event of a dead letter was read. */
export type Origin = {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
};

/** What may be shown of an event: attributes of the form the contract gives them, never its data. */
export type Envelope = {
  readonly source: string | null;
  readonly id: string | null;
  readonly type: string | null;
  readonly subject: string | null;
  readonly time: string | null;
};

/** A dead letter; one that was written twice for the same event counts once. */
export type DeadLetter = {
  readonly origin: Origin;
  readonly reason: string;
  /** The JSON pointer and what was expected there. */
  readonly detail: string;
  readonly failedAt: string;
  readonly attempts: number;
  readonly envelope: Envelope;
  readonly message: ReceivedMessage;
};

/** A dead letter's name: `<topic>/<partition>/<offset>` of its event, as the log of event-intake has it. */
export function idOf({ topic, partition, offset }: Origin): string {
  return `${topic}/${partition}/${offset}`;
}

/** Reads a message of a dead-letter topic; undefined when it does not say where its event stood. */
export function deadLetterOf(message: ReceivedMessage): DeadLetter | undefined {
  const topic = headerOf(message, 'origin-topic');
  const partition = Number(headerOf(message, 'origin-partition') ?? Number.NaN);
  const offset = Number(headerOf(message, 'origin-offset') ?? Number.NaN);
  if (topic === undefined || !Number.isInteger(partition) || !Number.isInteger(offset)) {
    return undefined;
  }
  return {
    origin: { topic, partition, offset },
    reason: headerOf(message, 'reason') ?? 'unknown',
    detail: headerOf(message, 'detail') ?? '',
    failedAt: headerOf(message, 'failed-at') ?? new Date(message.timestamp).toISOString(),
    attempts: Number(headerOf(message, 'attempts') ?? 1),
    envelope: envelopeOf(message.value),
    message,
  };
}

/** A header of a dead letter as text. */
export function headerOf(
  { headers }: Pick<ReceivedMessage, 'headers'>,
  name: keyof DeadLetterHeaders | 'replay-count',
): string | undefined {
  return headers[name]?.toString('utf8');
}

const visible = /^[\x21-\x7e]{1,200}$/;
const forms: { readonly [attribute in keyof Envelope]: (text: string) => boolean } = {
  source: (text) => visible.test(text) && /^(urn|https):/.test(text),
  id: (text) => visible.test(text),
  type: (text) => visible.test(text) && /^[a-z0-9]+([.-][a-z0-9]+)*$/.test(text),
  subject: (text) => isJourneyIdentifier(text.toUpperCase()) || /^urn:v2v:[\w:.-]+$/.test(text),
  time: (text) => /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(text),
};

function envelopeOf(value: Buffer | null): Envelope {
  const event = parsed(value);
  const shown = (attribute: keyof Envelope): string | null => {
    const text = event[attribute];
    return typeof text === 'string' && forms[attribute](text) ? text : null;
  };
  return {
    source: shown('source'),
    id: shown('id'),
    type: shown('type'),
    subject: shown('subject'),
    time: shown('time'),
  };
}

function parsed(value: Buffer | null): Readonly<Record<string, unknown>> {
  try {
    const json: unknown = JSON.parse(String(value));
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
