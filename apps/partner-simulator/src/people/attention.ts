import type { Listed } from './coordinator-api.js';

type Seen = {
  /** Later records than this are worth a look. */
  readonly version: number;
  /** When it is worth a look even without them, and before when it is not, in epoch milliseconds. */
  readonly againAt: number;
  readonly notBefore: number;
};

/** What is worth the attention of people who cannot look at everything all the time. */
export class Attention {
  private readonly seen = new Map<string, Seen>();

  /** Those of the open journeys that are new, have changed or may have ripened at `now`. */
  worthALook(open: readonly Listed[], now: number): readonly string[] {
    return open
      .filter(({ journeyId, version }) => {
        const seen = this.seen.get(journeyId);
        if (seen === undefined) return true;
        return now >= seen.notBefore && (version > seen.version || now >= seen.againAt);
      })
      .map(({ journeyId }) => journeyId);
  }

  /** The journeys that were looked at and are no longer open; they are forgotten. */
  gone(open: readonly Listed[]): readonly string[] {
    const ids = new Set(open.map(({ journeyId }) => journeyId));
    const gone = [...this.seen.keys()].filter((journeyId) => !ids.has(journeyId));
    for (const journeyId of gone) this.seen.delete(journeyId);
    return gone;
  }

  /** A journey was looked at as of `version`; `againAt` when time alone may change what is to be done. */
  looked(journeyId: string, seen: { version: number; againAt?: number; notBefore?: number }): void {
    this.seen.set(journeyId, { againAt: Number.POSITIVE_INFINITY, notBefore: 0, ...seen });
  }

  /** A journey that is nobody's business here. */
  ignore(journeyId: string): void {
    this.looked(journeyId, { version: Number.POSITIVE_INFINITY });
  }
}
