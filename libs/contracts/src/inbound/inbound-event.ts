/** A decoded inbound event: well-formed, its identifiers normalised; `data` may still hold a `note`. */
export type InboundEvent = {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  /** The journey id, or another identifier the sender speaks about. */
  readonly subject: string;
  /** When it was recorded, RFC 3339 with offset. */
  readonly time: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly corrects?: string;
  readonly entryMode?: string;
  readonly performedBy?: string;
  readonly toldBy?: string;
  readonly requestId?: string;
};

/** Why an event cannot be used, as the header `reason` of its dead letter says. */
export const deadLetterReasons = [
  'malformed-json',
  'invalid-envelope',
  'unknown-type',
  'invalid-data',
  'unknown-source',
  'not-permitted',
  'bad-signature',
  'expired-key',
  'too-large',
  'unknown-journey',
  'journey-closed',
  'conflicting-duplicate',
  'refused-by-journey',
] as const;
export type DeadLetterReason = (typeof deadLetterReasons)[number];

/** A fault of an event; `detail` names the JSON pointer and what was expected, never a value. */
export type Fault = { readonly reason: DeadLetterReason; readonly detail: string };
