import { z } from 'zod';
import { identifier, instant, oneOf, reference, text } from './fields.js';

/** A dotted event type in lower case, whether the catalogue holds it or not: `quality.tested`, `quality.tested.v2`. */
const typeName = z
  .string()
  .max(100)
  .regex(/^[a-z0-9]+([-_][a-z0-9]+)*(\.[a-z0-9]+([-_][a-z0-9]+)*)+$/, 'a dotted event type');

const source = text.regex(/^[a-z][a-z0-9+.-]*:\S+$/i, 'a URI');

const attributes = new Set(['specversion', 'id', 'source', 'type', 'subject', 'time', 'data']);

/** What CloudEvents allows in an extension attribute; those not known here are never passed on. */
function isExtension([name, value]: [string, unknown]): boolean {
  const isScalar = ['string', 'number', 'boolean'].includes(typeof value);
  return /^[a-z0-9]{1,20}$/.test(name) && isScalar && String(value).length <= 1_000;
}

/**
 * The CloudEvents envelope of an inbound event, structured mode.
 * The subject leaves here normalised as an identifier, unless it is a URN.
 */
export const envelopeSchema = z
  .object({
    specversion: z.literal('1.0'),
    id: text,
    source,
    type: typeName,
    subject: z.union([reference.regex(/^urn:v2v:\S+$/), identifier]),
    time: instant,
    data: z.record(z.string(), z.unknown()),
    datacontenttype: z.literal('application/json').exactOptional(),
    corrects: text.exactOptional(),
    entrymode: oneOf('device', 'manual', 'phone', 'downtime', 'back-entry').exactOptional(),
    performedby: reference.exactOptional(),
    toldby: reference.exactOptional(),
    requestid: reference.exactOptional(),
    traceparent: reference.exactOptional(),
  })
  .loose()
  .refine(
    (envelope) =>
      Object.entries(envelope).every((entry) => attributes.has(entry[0]) || isExtension(entry)),
    'extension attributes as CloudEvents 1.0 defines them',
  );
