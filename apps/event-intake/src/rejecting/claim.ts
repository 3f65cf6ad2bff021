import { identifier, text } from '#contracts/inbound/fields.js';
import { isClinicalMessage } from '#domain/journey/clinical-message.js';

/** What a message says of itself, as far as it can be read, true or not. */
export type Claim = {
  readonly source: string | null;
  readonly eventId: string | null;
  readonly type: string | null;
  readonly subject: string | null;
  /** Whether it is about the patient's safety now. */
  readonly isClinical: boolean;
};

/** Reads what can be read of a message that may be anything. */
export function claimOf(value: Uint8Array | null): Claim {
  const event = objectOf(value);
  const type = textOf(event['type']);
  const data = event['data'];
  return {
    source: textOf(event['source']),
    eventId: textOf(event['id']),
    type,
    subject: identifier.safeParse(event['subject']).data ?? null,
    isClinical: type !== null && isClinicalMessage({ type, data: isObject(data) ? data : {} }),
  };
}

type Fields = Readonly<Record<string, unknown>>;

function objectOf(value: Uint8Array | null): Fields {
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(value ?? new Uint8Array()));
    return isObject(json) ? json : {};
  } catch {
    return {};
  }
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | null {
  return text.safeParse(value).data ?? null;
}
