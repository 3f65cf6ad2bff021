import type { RuleSlice } from './rule-slice.js';

/** The latest status of an antigen of the disease. */
export type AntigenStatus = 'positive' | 'dim' | 'negative' | 'heterogeneous';

/** The targets of a product that the disease still shows; an antigen that nobody has tested counts as shown. */
export function targetsLeft(
  { target, retreatment }: Pick<RuleSlice, 'target' | 'retreatment'>,
  antigens: Readonly<Record<string, AntigenStatus | undefined>>,
): readonly string[] {
  const lostAt: readonly string[] = retreatment.lostAt;
  return target.filter((antigen) => !lostAt.includes(antigens[antigen] ?? 'positive'));
}
