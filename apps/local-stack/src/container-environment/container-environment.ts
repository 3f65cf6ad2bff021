import { newKeys } from '../data/keys.js';
import { rebased } from '../data/standing-clock.js';

// A day of a journey takes five seconds.
const scale = 86_400 / 5;

/** Keys and clock of a demonstration that begins at `wallMs` (epoch milliseconds), as a file for `node --env-file`. */
export function containerEnvironment(wallMs: number): string {
  const clock = rebased(undefined, { wallMs, scale, ranOn: false });
  const variables = { ...newKeys(), JOURNEY_CLOCK: JSON.stringify(clock) };
  return Object.entries(variables)
    .map(([name, value]) => `${name}='${value}'\n`)
    .join('');
}
