import type { UnitData } from '../facts/fact-data.js';
import type { Evidenced } from './evidence.js';

/** How a unit in stock stands for one patient. */
export type UnitStatus = 'offered' | 'reserved' | 'allocated' | 'returned';

/** What the manufacturer said of one unit at one time. */
export type UnitWord = Evidenced<UnitData & { readonly status: UnitStatus }>;

/** What is known of units off the shelf, of their donors, and of the patient against them. */
export type Allocation = {
  /** By unit, what was said of it, oldest first. */
  readonly units: Readonly<Record<string, readonly UnitWord[]>>;
  readonly donors: Readonly<Record<string, Evidenced<{ readonly eligible: boolean }>>>;
  readonly histocompatibility: Evidenced<{
    readonly hla?: readonly string[];
    readonly donorSpecificAntibodies?: boolean;
  }> | null;
};
