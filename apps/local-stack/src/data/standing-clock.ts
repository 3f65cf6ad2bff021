import { z } from 'zod';
import { identityClock, isIdentity, type JourneyClock, journeyTimeAt } from '#domain/time/clock.js';

/** What is kept of the clock: journey time at the moment of writing, and whether everything stood still from then on. */
export const standingClockShape = z.strictObject({
  clock: z.strictObject({
    wallOrigin: z.string(),
    journeyOrigin: z.string(),
    scale: z.number().positive(),
  }),
  stoodAt: z.string(),
  isStopped: z.boolean(),
});
export type StandingClock = z.infer<typeof standingClockShape>;

/** How often a running stack writes where journey time stands. */
export const writtenEveryMs = 2_000;

/** What is to be kept of a clock at a wall time (epoch milliseconds). */
export function standing(clock: JourneyClock, wallMs: number, isStopped: boolean): StandingClock {
  return { clock, stoodAt: new Date(journeyTimeAt(clock, wallMs)).toISOString(), isStopped };
}

/**
 * The clock of a new start at `wallMs` (epoch milliseconds): journey time goes on where it stood, at the
 * scale now asked for. `ranOn` says that processes of the last start were still running. Real time never
 * stands still.
 */
export function rebased(
  kept: StandingClock | undefined,
  { wallMs, scale, ranOn }: { wallMs: number; scale: number; ranOn: boolean },
): JourneyClock {
  const isReal = kept === undefined || isIdentity(kept.clock);
  if (isReal && scale === 1) return identityClock;
  const wallOrigin = new Date(wallMs).toISOString();
  if (isReal) return { wallOrigin, journeyOrigin: wallOrigin, scale };
  return { wallOrigin, journeyOrigin: new Date(goneTo(kept, wallMs, ranOn)).toISOString(), scale };
}

/** A stack that was not stopped in order may have gone on for as long as it did not write. */
function goneTo(
  { clock, stoodAt, isStopped }: StandingClock,
  wallMs: number,
  ranOn: boolean,
): number {
  if (ranOn) return journeyTimeAt(clock, wallMs);
  return Date.parse(stoodAt) + (isStopped ? 0 : Math.ceil(writtenEveryMs * clock.scale));
}
