import type { Observer } from './observer.js';
import type { Traffic } from './traffic.js';

const recoversWithinMs = 240_000;
const lookedForMs = 40_000;

/** Tells how long it takes until an event goes all the way again, from its partner to the page of a coordinator. */
export class Pulse {
  private asked = 0;

  constructor(
    private readonly traffic: Traffic,
    private readonly observer: Observer,
  ) {}

  /** The seconds until an event that is sent from now on is seen; undefined when none is within four minutes. */
  async recovery(): Promise<number | undefined> {
    const since = performance.now();
    while (performance.now() - since < recoversWithinMs) {
      if (await this.isSeen()) return secondsSince(since);
    }
    return undefined;
  }

  /** A journey that closes meanwhile takes nothing more: then another is asked. */
  private async isSeen(): Promise<boolean> {
    const { traffic, observer } = this;
    this.asked += 1;
    const subject = observer.subjects[this.asked % observer.subjects.length];
    if (subject === undefined) throw new Error('no journey is open');
    return observer.sees(subject, await traffic.say(subject), lookedForMs);
  }
}

/** Seconds, to a tenth, since a moment of `performance.now()`. */
export function secondsSince(start: number): number {
  return Math.round((performance.now() - start) / 100) / 10;
}
