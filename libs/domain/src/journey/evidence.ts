import type { Instant } from '../time/instant.js';

/** Where a value comes from: the event that said it, when it happened, and for ordering its source. */
export type Evidence = {
  readonly eventId: string;
  readonly source: string;
  readonly happenedAt: Instant;
  /** Said more than five minutes before it could have happened: it opens no gate and gives way to any other. */
  readonly clockSuspect?: true;
  /** Told in different ways of which none is the safer: it opens no gate until people have looked. */
  readonly disputed?: true;
};

/** A fact's data together with where it comes from. */
export type Evidenced<T> = T & { readonly evidence: Evidence };
