/**
 * The affine map between wall time and journey time of one installation.
 * `scale` is journey milliseconds per wall millisecond; 1 with equal origins is the identity.
 */
export type JourneyClock = {
  readonly wallOrigin: string;
  readonly journeyOrigin: string;
  readonly scale: number;
};

/** The clock of production: journey time is wall time. */
export const identityClock: JourneyClock = {
  wallOrigin: '1970-01-01T00:00:00.000Z',
  journeyOrigin: '1970-01-01T00:00:00.000Z',
  scale: 1,
};

/** Journey time in epoch milliseconds at a wall time in epoch milliseconds. */
export function journeyTimeAt(clock: JourneyClock, wallMs: number): number {
  const elapsed = wallMs - Date.parse(clock.wallOrigin);
  return Date.parse(clock.journeyOrigin) + Math.floor(elapsed * clock.scale);
}

/** Wall time in epoch milliseconds at which a journey time (epoch milliseconds) is reached. */
export function wallTimeAt(clock: JourneyClock, journeyMs: number): number {
  const elapsed = journeyMs - Date.parse(clock.journeyOrigin);
  // Rounded before the origin is added: beside it a small part of a millisecond would be lost.
  return Date.parse(clock.wallOrigin) + Math.ceil(elapsed / clock.scale);
}

/** Whether journey time equals wall time. */
export function isIdentity(clock: JourneyClock): boolean {
  return clock.scale === 1 && clock.wallOrigin === clock.journeyOrigin;
}
