import type { Verdict } from './play.js';

/** What became of a schedule, for people. */
export function linesOf({ seed, played, messagesSent, settledSeconds, outcome, ...rest }: Verdict) {
  const { held, told } = rest;
  const broken = (outcome?.invariants ?? []).filter((one) => !one.held);
  const lost = played.filter(({ recoverySeconds }) => recoverySeconds === undefined).length;
  const { sent = 0, applied = 0, duplicatesIgnored = 0, deadLettered = 0 } = outcome?.events ?? {};
  return [
    ...broken.map(({ name, detail }) => `  BROKEN ${name}: ${detail}`),
    ...(outcome === undefined ? [`  the oracle gave no verdict: ${told.trimEnd()}`] : []),
    ...(lost > 0 ? [`  after ${lost} disturbances no event went through within four minutes`] : []),
    `  ${messagesSent} messages sent meanwhile; in all ${sent} sent, ${applied} applied, ${duplicatesIgnored} repeats ignored, ${deadLettered} dead letters`,
    `  ${held ? 'held' : 'NOT HELD'}: seed ${seed}, ${played.length} disturbances, settled after ${settledSeconds ?? 'more than 240'} s, ${(outcome?.invariants.length ?? 0) - broken.length} invariants held`,
  ];
}

/** For each kind of disturbance how often it stood alone, and the median and the longest seconds to recover from it. */
export type Recoveries = Readonly<
  Record<
    string,
    { readonly alone: number; readonly medianSeconds: number; readonly longest: number }
  >
>;

/** Seconds to recover by kind of disturbance, of those that no other fell into. */
export function recoveriesOf(verdicts: readonly Verdict[]): Recoveries {
  const alone = verdicts.flatMap(({ played }) => played).filter(({ isAlone }) => isAlone);
  const byKind = Map.groupBy(alone, ({ disturbance: { kind, target } }) => `${kind} ${target}`);
  return Object.fromEntries(
    [...byKind]
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([kind, all]) => {
        const seconds = all
          .map(({ recoverySeconds }) => recoverySeconds ?? Number.POSITIVE_INFINITY)
          .toSorted((a, b) => a - b);
        const medianSeconds = seconds[Math.floor((seconds.length - 1) / 2)] ?? Number.NaN;
        return [kind, { alone: all.length, medianSeconds, longest: seconds.at(-1) ?? Number.NaN }];
      }),
  );
}
