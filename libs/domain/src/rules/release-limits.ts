import type { ReleaseLimit } from './product-rules.js';

/** Whether a result of a release test keeps the published limit; `unknown` without a limit, a value or its unit. */
export function keepsLimit(
  limits: readonly ReleaseLimit[],
  {
    test,
    value,
    unit,
  }: {
    readonly test: string;
    readonly value?: number | undefined;
    readonly unit?: string | undefined;
  },
): 'yes' | 'no' | 'unknown' {
  const limit = limits.find((one) => one.test === test);
  if (limit === undefined || value === undefined || unit !== limit.unit) return 'unknown';
  const isKept = limit.kind === 'minimum' ? value >= limit.value : value <= limit.value;
  return isKept ? 'yes' : 'no';
}
