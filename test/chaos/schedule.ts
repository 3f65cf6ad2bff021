import { randomOf } from '../../apps/partner-simulator/src/story/random.js';

/** The processes that are disturbed: services of ours, and the servers they stand on. */
export const services = [
  'event-intake',
  'treatment-worker',
  'journal-projector',
  'coordinator-api',
] as const;
const servers = ['kafka', 'temporal', 'postgres'] as const;
/** Services of which a second process may come and go. */
const besides = ['event-intake', 'journal-projector', 'treatment-worker'] as const;

/** What no event passes through, and is disturbed only where each process is. */
const onlookers = ['watchdog'] as const;

export type Target =
  (typeof services)[number] | (typeof servers)[number] | (typeof onlookers)[number];

/**
 * One thing that is done to a running stack: a process dies at once, stands still for a while, or a second one of its kind
 * comes and goes several times and makes the members of its group share anew.
 */
export type Disturbance =
  | { readonly kind: 'kill'; readonly target: Target }
  | { readonly kind: 'freeze'; readonly target: Target; readonly seconds: number }
  | {
      readonly kind: 'storm';
      readonly target: (typeof besides)[number];
      readonly times: number;
      readonly secondsEach: number;
      readonly isKilled: boolean;
    };

/** A disturbance and how long after the one before it begins. */
export type Moment = { readonly afterSeconds: number; readonly disturbance: Disturbance };

/** Disturbances in order; `waits` says that each waits until the stack has recovered from the one before. */
export type Schedule = {
  readonly name: string;
  readonly seed: number;
  readonly waits: boolean;
  readonly moments: readonly Moment[];
};

/** The schedule of a seed: six to nine disturbances within half a minute or so, that may fall into each other. */
export function scheduleOf(seed: number): Schedule {
  const random = randomOf(seed, 'chaos');
  const moments = Array.from({ length: random.whole(6, 9) }, (): Moment => {
    const afterSeconds = inTenths(random.between(0.5, 6));
    const target = random.chance(0.6) ? random.pick(services) : random.pick(servers);
    const disturbance = random.weighted<() => Disturbance>(
      [
        [0.45, () => ({ kind: 'kill', target })],
        [0.35, () => ({ kind: 'freeze', target, seconds: inTenths(random.between(1, 9)) })],
      ],
      () => ({
        kind: 'storm',
        target: random.pick(besides),
        times: random.whole(1, 3),
        secondsEach: inTenths(random.between(1, 4)),
        isKilled: random.chance(0.5),
      }),
    );
    return { afterSeconds, disturbance: disturbance() };
  });
  return { name: 'random', seed, waits: false, moments };
}

/** Every process is killed once and stands still once, each when the stack has recovered from the one before. */
export function eachProcessOnce(seed: number): Schedule {
  const targets: readonly Target[] = [...services, ...servers, ...onlookers];
  const disturbances = targets.flatMap((target): readonly Disturbance[] => [
    { kind: 'kill', target },
    { kind: 'freeze', target, seconds: 5 },
  ]);
  const moments = disturbances.map((disturbance) => ({ afterSeconds: 1, disturbance }));
  return { name: 'each process once', seed, waits: true, moments };
}

/** The disturbance in a few words. */
export function inWords(disturbance: Disturbance): string {
  const { target } = disturbance;
  switch (disturbance.kind) {
    case 'kill':
      return `kill -9 ${target}`;
    case 'freeze':
      return `${target} stands still for ${disturbance.seconds} s`;
    case 'storm': {
      const { times, secondsEach, isKilled } = disturbance;
      const end = isKilled ? 'is killed' : 'leaves';
      return `a second ${target} comes and ${end} after ${secondsEach} s, ${times} times`;
    }
  }
}

function inTenths(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
