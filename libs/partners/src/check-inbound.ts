import { decodeInboundEvent } from '#contracts/inbound/decode-inbound-event.js';
import type { DeadLetterReason, Fault, InboundEvent } from '#contracts/inbound/inbound-event.js';
import { judgeSignature, signatureHeader } from './event-signature.js';
import { isPermitted, isPermittedSite, type Partner, type PartnerRegistry } from './registry.js';

/** An event that may be delivered, or why not. */
export type Checked =
  { readonly ok: true; readonly event: InboundEvent } | ({ readonly ok: false } & Fault);

/** What of a message is checked; `timestamp` is when the broker appended it, in ms. */
export type CheckedMessage = {
  readonly topic: string;
  readonly value: Uint8Array | null;
  readonly headers: Readonly<Record<string, Uint8Array>>;
  readonly timestamp: number;
};

const siteSubject = /^urn:v2v:site:(.+)$/;

/** Decodes a message and asks the registry whether its sender may say this there, and whether it is who said it. */
export async function checkInbound(
  message: CheckedMessage,
  registry: PartnerRegistry,
): Promise<Checked> {
  const decoded = decodeInboundEvent(message.value);
  if (!decoded.ok) return decoded;
  const partner = registry.partnerBySource(decoded.event.source);
  if (partner === undefined) {
    return refused('unknown-source', '/source: expected a registered producer');
  }
  return (
    checkPermission(decoded.event, message.topic, partner) ??
    (await checkSignature(message, partner)) ??
    decoded
  );
}

function checkPermission(event: InboundEvent, topic: string, partner: Partner): Checked | null {
  if (!isPermitted(partner, topic, event.type)) {
    return refused('not-permitted', '/type: expected one registered for this producer and topic');
  }
  const named = [event.data['siteId'], siteSubject.exec(event.subject)?.[1]];
  const foreign = named.some((site) => typeof site === 'string' && !isPermittedSite(partner, site));
  return foreign
    ? refused('not-permitted', '/: expected a site registered for this producer')
    : null;
}

async function checkSignature(
  { value, headers, timestamp }: CheckedMessage,
  { keys, signaturePolicy }: Partner,
): Promise<Checked | null> {
  const header = headers[signatureHeader];
  if (header === undefined || value === null) {
    return signaturePolicy === 'optional'
      ? null
      : refused('bad-signature', `/: expected the header ${signatureHeader}`);
  }
  const signature = Buffer.from(header).toString('utf8');
  const fault = await judgeSignature(signature, value, timestamp, keys);
  if (fault === null) return null;
  const { reason, expected } = fault;
  return refused(reason, `/: expected in the header ${signatureHeader} ${expected}`);
}

function refused(reason: DeadLetterReason, detail: string): Checked {
  return { ok: false, reason, detail };
}
