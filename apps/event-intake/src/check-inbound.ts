import { decodeInboundEvent } from '#contracts/inbound/decode-inbound-event.js';
import type { DeadLetterReason, Fault, InboundEvent } from '#contracts/inbound/inbound-event.js';
import { isPermitted, isPermittedSite, type PartnerRegistry } from '#partners/registry.js';

/** An event that may be delivered, or why not. */
export type Checked =
  { readonly ok: true; readonly event: InboundEvent } | ({ readonly ok: false } & Fault);

const siteSubject = /^urn:v2v:site:(.+)$/;

/** Decodes a message of `topic` and asks the registry whether its sender may say this there. */
export function checkInbound(
  message: { readonly topic: string; readonly value: Uint8Array | null },
  registry: PartnerRegistry,
): Checked {
  const decoded = decodeInboundEvent(message.value);
  if (!decoded.ok) return decoded;
  const { event } = decoded;
  const partner = registry.partnerBySource(event.source);
  if (partner === undefined) {
    return refused('unknown-source', '/source: expected a registered producer');
  }
  if (!isPermitted(partner, message.topic, event.type)) {
    return refused('not-permitted', '/type: expected one registered for this producer and topic');
  }
  const named = [event.data['siteId'], siteSubject.exec(event.subject)?.[1]];
  const foreign = named.some((site) => typeof site === 'string' && !isPermittedSite(partner, site));
  if (foreign) return refused('not-permitted', '/: expected a site registered for this producer');
  return decoded;
}

function refused(reason: DeadLetterReason, detail: string): Checked {
  return { ok: false, reason, detail };
}
