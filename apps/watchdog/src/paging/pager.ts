import type { FindingKind } from '#register/watchdog-findings.js';

/** What somebody on duty is told: something is amiss, or is so no longer. */
export type Page = {
  readonly state: 'raised' | 'cleared';
  readonly kind: FindingKind;
  readonly about: string;
  readonly text: string;
  readonly since: string;
  readonly clearedAt: string | null;
};

/** Tells people on duty; rejects when it is not sure that they were told. */
export type Pager = (pages: readonly Page[]) => Promise<void>;
