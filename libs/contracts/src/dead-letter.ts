/** The headers a dead letter has beside those of its event. */
export const deadLetterHeaders = [
  'reason',
  'detail',
  'failed-at',
  'origin-topic',
  'origin-partition',
  'origin-offset',
  'attempts',
] as const;
export type DeadLetterHeaders = Readonly<Record<(typeof deadLetterHeaders)[number], string>>;
