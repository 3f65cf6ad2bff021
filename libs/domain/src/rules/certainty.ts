import type { RuleSlice, Verification } from './rule-slice.js';

const worstFirst: readonly Verification[] = ['shaky', 'memory', 'source'];

const known = new WeakMap<RuleSlice, Map<string, Verification>>();

/**
 * How far the numbers at these paths may be trusted: the worst of them. A path names a number or what holds several, such
 * as `lymphodepletion.toInfusionDays`; where no number stands nothing is doubted. Sought once per slice and paths.
 */
export function certaintyOf(rules: RuleSlice, ...paths: readonly string[]): Verification {
  const ofRules = known.get(rules) ?? new Map<string, Verification>();
  known.set(rules, ofRules);
  const key = paths.join();
  const certainty = ofRules.get(key) ?? worstOf(rules, paths);
  ofRules.set(key, certainty);
  return certainty;
}

function worstOf(rules: RuleSlice, paths: readonly string[]): Verification {
  const isMeant = (path: string): boolean =>
    paths.some((wanted) => path === wanted || path.startsWith(`${wanted}.`));
  const found = rules.numbers.filter((origin) => origin.paths.some(isMeant));
  return worstFirst.find((one) => found.some(({ verified }) => verified === one)) ?? 'source';
}

/** Whether every number at these paths was read in a public source. */
export function isVerified(rules: RuleSlice, ...paths: readonly string[]): boolean {
  return certaintyOf(rules, ...paths) === 'source';
}

/** What a rule says behind a number that nobody has verified; nothing behind one that was read in a source. */
export function doubtOn(rules: RuleSlice, ...paths: readonly string[]): string {
  return isVerified(rules, ...paths) ? '' : '; not verified, so a person confirms it';
}

/** How many numbers of the rules nobody has read in a public source. */
export function unverifiedNumbers(rules: RuleSlice): number {
  return rules.numbers
    .filter(({ verified }) => verified !== 'source')
    .reduce((sum, { paths }) => sum + paths.length, 0);
}
