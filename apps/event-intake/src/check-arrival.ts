import { isTypeOfTopic } from '#contracts/inbound/catalogue.js';
import { decodeInboundEvent } from '#contracts/inbound/decode-inbound-event.js';
import { type Checked, type CheckedMessage, checkInbound } from '#partners/check-inbound.js';
import { isVouchedEntry } from '#partners/entry-voucher.js';
import type { PartnerRegistry } from '#partners/registry.js';
import { vouchedAppendTime } from '#partners/replay-voucher.js';

/** Checks a message as it is read. Never rejects. */
export type CheckArrival = (message: CheckedMessage) => Promise<Checked>;

/**
 * The check of this installation: what it replayed itself is judged as of when that first came, and what a person of a site
 * wrote down was judged by the API, whichever partner would have said it.
 */
export function arrivalCheck(registry: PartnerRegistry, operationsKey: Buffer): CheckArrival {
  return async (message) => {
    if (isVouchedEntry(operationsKey, message)) return entry(message, registry);
    const timestamp = vouchedAppendTime(operationsKey, message) ?? message.timestamp;
    const { topic, value, headers } = message;
    return checkInbound({ topic, value, headers, timestamp }, registry);
  };
}

const siteSource = /^urn:v2v:site:(.+)$/;

function entry({ topic, value }: CheckedMessage, registry: PartnerRegistry): Checked {
  const decoded = decodeInboundEvent(value);
  if (!decoded.ok) return decoded;
  const siteId = siteSource.exec(decoded.event.source)?.[1] ?? '';
  const isKnown = registry.siteById(siteId) !== undefined;
  if (isKnown && isTypeOfTopic(topic, decoded.event.type)) return decoded;
  return { ok: false, reason: 'not-permitted', detail: '/source: expected a site' };
}
