import type { RuleSlice } from './rule-slice.js';

/** Whether a response was assessed by criteria that the product's disease is measured by. */
export function isMeasuredBy({ criteria }: RuleSlice['response'], used: string): boolean {
  return criteria.includes(used);
}

/** Responses that mean the treatment failed, by whichever criteria: the disease grew, or did not shrink. */
export const noResponse: readonly string[] = ['pd', 'icpd', 'sd'];

/** The visits of a registry calendar: the usual one, or a variant by its name; undefined when there is none of it. */
export function calendarNamed(
  { visits, variants }: RuleSlice['followUp'],
  name?: string,
): RuleSlice['followUp']['visits'] | undefined {
  return name === undefined ? visits : variants.find((one) => one.name === name)?.visits;
}
