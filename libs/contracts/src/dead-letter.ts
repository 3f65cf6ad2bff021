/** The headers a dead letter has beside those of its event. */
export type DeadLetterHeaders = Readonly<
  Record<
    | 'reason'
    | 'detail'
    | 'failed-at'
    | 'origin-topic'
    | 'origin-partition'
    | 'origin-offset'
    | 'attempts',
    string
  >
>;
