import { InvalidArgumentError } from 'commander';

const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/**
 * Reads `1d=2s`: a day of a journey takes two seconds here. Returns journey milliseconds per wall
 * millisecond. Units are ms, s, m, h, d, w. @throws InvalidArgumentError
 */
export function timeScaleFrom(text: string): number {
  const [journey, wall, ...rest] = text.split('=').map(millisecondsFrom);
  if (journey === undefined || wall === undefined || rest.length > 0) {
    throw new InvalidArgumentError('Say how long a time of a journey takes here, as in 1d=2s.');
  }
  const scale = journey / wall;
  if (scale >= 1) return scale;
  throw new InvalidArgumentError(
    'Journeys cannot be slower than time itself; 1d=1d is the slowest.',
  );
}

function millisecondsFrom(text: string): number | undefined {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d|w)$/.exec(text.trim()) ?? [];
  const milliseconds = Number(amount) * (units[unit as keyof typeof units] ?? Number.NaN);
  return milliseconds > 0 ? milliseconds : undefined;
}
