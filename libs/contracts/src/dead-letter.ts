/** The headers a dead letter has beside those of its event. */
export type DeadLetterHeaders = Readonly<
  Record<
    | 'reason'
    | 'detail'
    | 'failed-at'
    | 'origin-topic'
    | 'origin-partition'
    | 'origin-offset'
    | 'origin-append-time'
    | 'attempts',
    string
  >
>;

/**
 * The headers of an event that operations published again. Keys are judged at `original-append-time`, for which
 * `replay-voucher` vouches: without it anybody could claim an earlier time.
 */
export type ReplayHeaders = Readonly<
  Record<'replayed-by' | 'replay-count' | 'original-append-time' | 'replay-voucher', string>
>;
