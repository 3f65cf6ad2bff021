import type { PriorTherapy } from './eligibility-rules.js';

/** What was tried before: lines of therapy, how the disease stands, and how soon it came back where that is known. */
export type History = {
  readonly diseaseStatus: 'relapsed' | 'refractory';
  readonly priorLines: number;
  readonly monthsToRelapse?: number | undefined;
};

/** Whether a history fits one of the ways of an indication; `unknown` when only the time to the relapse is missing. */
export function fitsPriorTherapy(
  ways: readonly PriorTherapy[],
  history: History,
): 'yes' | 'no' | 'unknown' {
  const possible = ways.filter(
    ({ diseaseStatuses, minimumLines }) =>
      diseaseStatuses.includes(history.diseaseStatus) && history.priorLines >= (minimumLines ?? 0),
  );
  const { monthsToRelapse } = history;
  const isFitting = possible.some(
    ({ relapseWithinMonths }) =>
      relapseWithinMonths === undefined ||
      (monthsToRelapse !== undefined && monthsToRelapse <= relapseWithinMonths),
  );
  if (isFitting) return 'yes';
  return possible.length > 0 && monthsToRelapse === undefined ? 'unknown' : 'no';
}

/** The ways of an indication in words: `relapsed after at least 2 lines`. */
export function priorTherapyText(ways: readonly PriorTherapy[]): string {
  return ways
    .map(({ diseaseStatuses, minimumLines, relapseWithinMonths }) =>
      [
        diseaseStatuses.join(' or '),
        ...(minimumLines === undefined ? [] : [`after at least ${minimumLines} prior lines`]),
        ...(relapseWithinMonths === undefined
          ? []
          : [`back within ${relapseWithinMonths} months of the last line`]),
      ].join(' '),
    )
    .join('; or ');
}
