import { type Instant, plusDays, plusHours } from '../time/instant.js';
import type { RuleSlice } from './rule-slice.js';

/** Whether the manufacturer takes material in a state. */
export function takesMaterial(
  { accepts }: RuleSlice['material'],
  state: 'fresh' | 'cryopreserved',
): boolean {
  return accepts.includes(state);
}

/** Until when collected material can be used, by its state: fresh for its hours, frozen for its days; undefined without a limit. */
export function usableUntil(
  { holdHours, maximumAgeDays }: RuleSlice['material'],
  state: 'fresh' | 'cryopreserved',
  collectedAt: Instant,
): Instant | undefined {
  if (state === 'fresh')
    return holdHours === undefined ? undefined : plusHours(collectedAt, holdHours);
  return maximumAgeDays === undefined ? undefined : plusDays(collectedAt, maximumAgeDays);
}
