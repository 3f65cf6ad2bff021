import type { TherapyWindow } from './eligibility-rules.js';

/** Whether a therapy on a day, counted from the anchor's day (0), keeps a window. */
export function keepsWindow({ relation, fromDay, untilDay }: TherapyWindow, day: number): boolean {
  const isWithin =
    day >= (fromDay ?? Number.NEGATIVE_INFINITY) && day <= (untilDay ?? Number.POSITIVE_INFINITY);
  return relation === 'only-within' ? isWithin : !isWithin;
}
