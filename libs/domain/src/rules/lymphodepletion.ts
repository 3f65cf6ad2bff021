import { type Instant, isBefore, plusDays } from '../time/instant.js';
import type {
  InfusionTiming,
  LymphodepletionOmission,
  LymphodepletionRepeat,
} from './treatment-rules.js';

/** A count of leucocytes per µL and when the sample was taken. */
export type LeucocyteCount = { readonly perMicrolitre: number; readonly collectedAt: Instant };

/** How a day after the end of lymphodepletion stands to the window of the product. */
export function dayOfInfusion(
  { from, until, recommendedUntil }: InfusionTiming,
  day: number,
): 'too-early' | 'recommended' | 'allowed' | 'too-late' {
  if (day < from) return 'too-early';
  if (until !== null && day > until) return 'too-late';
  return day <= (recommendedUntil ?? until ?? day) ? 'recommended' : 'allowed';
}

/** Whether lymphodepletion may be left out: leucocytes low enough, counted within the days before the infusion. */
export function mayBeOmitted(
  omission: LymphodepletionOmission | undefined,
  count: LeucocyteCount | undefined,
  infusionAt: Instant,
): boolean {
  if (omission === undefined || count === undefined) return false;
  const oldest = plusDays(infusionAt, -omission.withinDays);
  const isRecent = !isBefore(count.collectedAt, oldest) && !isBefore(infusionAt, count.collectedAt);
  return isRecent && count.perMicrolitre <= omission.leucocytesAtMost;
}

/**
 * Whether lymphodepletion has to be given again for an infusion this late; `unknown` when it depends on a count that nobody has
 * told since its end.
 */
export function hasToBeRepeated(
  repeat: LymphodepletionRepeat | undefined,
  completedAt: Instant,
  count: LeucocyteCount | undefined,
  infusionAt: Instant,
): 'yes' | 'no' | 'unknown' {
  if (repeat === undefined) return 'no';
  if (!isBefore(plusDays(completedAt, repeat.afterDays), infusionAt)) return 'no';
  if (repeat.leucocytesAbove === undefined) return 'yes';
  if (count === undefined || isBefore(count.collectedAt, completedAt)) return 'unknown';
  return count.perMicrolitre > repeat.leucocytesAbove ? 'yes' : 'no';
}
