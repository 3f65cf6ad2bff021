import { type Checked, type CheckedMessage, checkInbound } from '#partners/check-inbound.js';
import type { PartnerRegistry } from '#partners/registry.js';
import { vouchedAppendTime } from '#partners/replay-voucher.js';

/** Checks a message as it is read. Never rejects. */
export type CheckArrival = (message: CheckedMessage) => Promise<Checked>;

/** The check of this installation: what it replayed itself is judged as of when that first came. */
export function arrivalCheck(registry: PartnerRegistry, operationsKey: Buffer): CheckArrival {
  return (message) => {
    const timestamp = vouchedAppendTime(operationsKey, message) ?? message.timestamp;
    const { topic, value, headers } = message;
    return checkInbound({ topic, value, headers, timestamp }, registry);
  };
}
