import { partnerRequestSchema } from '#contracts/outbound/partner-request.js';
import type { PartnerRequest } from '../story/partner-request.js';

/** A request as the story takes it; undefined for a notice, which asks nothing, and for what is neither. */
export function decodeRequest(value: Buffer | null, partnerId: string): PartnerRequest | undefined {
  const read = partnerRequestSchema.safeParse(parsed(value));
  if (!read.success) return undefined;
  const { id, type, subject, time, data } = read.data;
  if (typeof data['requestId'] !== 'string') return undefined;
  return { id, type, subject, time, partnerId, data };
}

function parsed(value: Buffer | null): unknown {
  try {
    return JSON.parse(String(value));
  } catch {
    return undefined;
  }
}
