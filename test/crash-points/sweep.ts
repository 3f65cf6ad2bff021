import { until } from '../../apps/local-stack/src/until.js';
import { randomOf } from '../../apps/partner-simulator/src/story/random.js';
import type { Pulse } from '../chaos/pulse.js';
import type { Armed, CrashPoint } from './armed.js';

/** A process that died at a point, and the seconds until events went through again; absent when they did not. */
export type Crash = { readonly point: string; readonly recoverySeconds: number | undefined };

/** Which points are gone over: `most` of them, in an order of the seed, whose names hold `only`. */
export type Chosen = { readonly seed: number; readonly most: number; readonly only: string };

const comesWithinMs = 60_000;
const attempts = 2;
const latestCall = 3;

/** Goes over all crash points: arms one, waits until a process dies of it and until the stack has recovered. */
export class Sweep {
  readonly crashes: Crash[] = [];
  private readonly misses = new Map<string, number>();

  constructor(
    private readonly armed: Armed,
    private readonly pulse: Pulse,
    private readonly chosen: Chosen,
    private readonly report: (line: string) => void,
  ) {}

  /** Returns when every point was come to, or no process comes to those that are left. */
  async run(): Promise<void> {
    for (let point = this.next(); point !== undefined; point = this.next()) {
      const name = nameOf(point);
      if (await this.isDiedOf(point)) {
        const recoverySeconds = await this.pulse.recovery();
        this.crashes.push({ point: name, recoverySeconds });
        this.report(`  ${name}: recovered in ${recoverySeconds ?? 'more than 240'} s`);
      } else {
        this.misses.set(name, this.missesOf(name) + 1);
      }
    }
  }

  /** The points that were armed and that no process came to. */
  get notReached(): readonly string[] {
    const died = new Set(this.crashes.map(({ point }) => point));
    return [...this.misses.keys()].filter((name) => !died.has(name));
  }

  /** Calls are seen all the time, so the points are asked for anew; those missed once come last. */
  private next(): CrashPoint | undefined {
    const { only, most } = this.chosen;
    if (this.crashes.length >= most) return undefined;
    const died = new Set(this.crashes.map(({ point }) => point));
    return this.points()
      .filter((point) => !died.has(nameOf(point)) && nameOf(point).includes(only))
      .filter((point) => this.missesOf(nameOf(point)) < attempts)
      .toSorted((a, b) => this.missesOf(nameOf(a)) - this.missesOf(nameOf(b)))[0];
  }

  /** Both sides of every call, each at one of its next calls. */
  private points(): readonly CrashPoint[] {
    const points = this.armed.calls.flatMap((call) =>
      (['before', 'after'] as const).map((when) => {
        const random = randomOf(this.chosen.seed, call.process, call.port, when);
        const order = random.next();
        return { order, point: { ...call, when, call: random.whole(1, latestCall) } };
      }),
    );
    return points.toSorted((a, b) => a.order - b.order).map(({ point }) => point);
  }

  private missesOf(name: string): number {
    return this.misses.get(name) ?? 0;
  }

  private async isDiedOf(point: CrashPoint): Promise<boolean> {
    this.armed.arm(point);
    const isTaken = (): boolean => this.armed.point === undefined;
    if (await until(isTaken, { timeoutMs: comesWithinMs })) return true;
    this.armed.disarm();
    return false;
  }
}

/** The point in words: the process, the side and the call. */
function nameOf({ process, port, when }: CrashPoint): string {
  return `${process}, ${when} ${port}`;
}
