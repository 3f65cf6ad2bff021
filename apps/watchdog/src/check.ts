import type { Finding, FindingKind } from '#register/watchdog-findings.js';

/** What a look found amiss, and for which findings it looked: those of them that it did not find are over. */
export type Verdict = {
  readonly found: readonly Finding[];
  readonly isLookedFor: (finding: Finding) => boolean;
};

/** One thing that is looked at in every pass; `now` in epoch milliseconds. It throws when it could not look. */
export type Check = {
  readonly name: string;
  look(now: number): Promise<Verdict>;
};

/** Nothing can be said yet. */
export const noVerdict: Verdict = { found: [], isLookedFor: () => false };

/** The verdict of a look that sees every finding of these kinds. */
export function verdictOn(kinds: readonly FindingKind[], found: readonly Finding[]): Verdict {
  return { found, isLookedFor: ({ kind }) => kinds.includes(kind) };
}

/** Wall time as text. */
export function instantOf(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
