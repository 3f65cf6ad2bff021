import type { z } from 'zod';
import { inboundType } from './catalogue.js';
import { envelopeSchema } from './envelope.js';
import { describeIssues } from './describe-issues.js';
import type { EventType } from './event-type.js';
import type { DeadLetterReason, Fault, InboundEvent } from './inbound-event.js';

/** The largest inbound event, in bytes of its Kafka message value. */
const largestEventBytes = 32 * 1024;

/** What decoding gives: the event, or the first of the contract's reasons that applies. */
export type Decoded =
  { readonly ok: true; readonly event: InboundEvent } | ({ readonly ok: false } & Fault);

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Decodes the value of a Kafka message as an inbound event; null is the value of a message without one.
 * Never throws. Who sent it, and whether they may, is not looked at.
 */
export function decodeInboundEvent(value: Uint8Array | null): Decoded {
  if (value === null) return fault('malformed-json', '/: expected a JSON object');
  if (value.byteLength > largestEventBytes) {
    return fault('too-large', `/: expected at most ${largestEventBytes} bytes`);
  }
  const json = parseJson(value);
  if (json === undefined) return fault('malformed-json', '/: expected a JSON object in UTF-8');
  const envelope = envelopeSchema.safeParse(json);
  if (!envelope.success) return fault('invalid-envelope', describeIssues(envelope.error, ''));
  const type = inboundType(envelope.data.type);
  if (type === undefined) return fault('unknown-type', '/type: expected a type of the catalogue');
  return decodeData(envelope.data, type);
}

function decodeData(envelope: z.infer<typeof envelopeSchema>, type: EventType): Decoded {
  const data = type.data.safeParse(envelope.data);
  if (!data.success) return fault('invalid-data', describeIssues(data.error, '/data'));
  const late = happenedAfterItWasRecorded(data.data, type, envelope.time);
  if (late !== null) {
    return fault('invalid-data', `/data/${late}: expected an instant not later than /time`);
  }
  return { ok: true, event: inboundEvent(envelope, data.data) };
}

function happenedAfterItWasRecorded(
  data: Readonly<Record<string, unknown>>,
  type: EventType,
  time: string,
): string | null {
  const fields = type.happened === null ? ['happenedAt'] : [type.happened, 'happenedAt'];
  const late = fields.find((field) => {
    const value = data[field];
    return typeof value === 'string' && Date.parse(value) > Date.parse(time);
  });
  return late ?? null;
}

function inboundEvent(
  envelope: z.infer<typeof envelopeSchema>,
  data: Readonly<Record<string, unknown>>,
): InboundEvent {
  const { id, source, type, subject, time } = envelope;
  const { corrects, entrymode, performedby, toldby, requestid } = envelope;
  return {
    id,
    source,
    type,
    subject,
    time,
    data,
    ...(corrects === undefined ? {} : { corrects }),
    ...(entrymode === undefined ? {} : { entryMode: entrymode }),
    ...(performedby === undefined ? {} : { performedBy: performedby }),
    ...(toldby === undefined ? {} : { toldBy: toldby }),
    ...(requestid === undefined ? {} : { requestId: requestid }),
  };
}

function parseJson(value: Uint8Array): object | undefined {
  try {
    const json: unknown = JSON.parse(utf8.decode(value));
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

function fault(reason: DeadLetterReason, detail: string): Decoded {
  return { ok: false, reason, detail };
}
