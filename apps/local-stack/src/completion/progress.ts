import { stages } from '#domain/journey/vocabulary.js';
import type { Figures } from '../summary/summary.js';

/** Whether a run goes on, has come to its end, or nothing happens any more. */
export type Verdict = 'going-on' | 'complete' | 'stuck';

/**
 * How long nothing may happen, in milliseconds: journeys wait for weeks of their own time, so the limits follow
 * their clock, with a floor for the machine's. `noRecordMs` is for no record at all of an open journey,
 * `noStepMs` for no journey entering another stage.
 */
export type Limits = { readonly noRecordMs: number; readonly noStepMs: number };

const dayMs = 86_400_000;
const longestSilence = { days: 60, floorMs: 120_000 };
const longestStage = { days: 150, floorMs: 420_000 };

/** The limits at a scale of journey milliseconds per wall millisecond. */
export function limitsAt(scale: number): Limits {
  const limit = ({ days, floorMs }: { days: number; floorMs: number }): number =>
    Math.max(floorMs, (days * dayMs) / scale);
  return { noRecordMs: limit(longestSilence), noStepMs: limit(longestStage) };
}

type Mark = { readonly value: string; readonly sinceMs: number };

/** Follows the figures of a run and tells when it is complete or stuck. */
export class Progress {
  private records: Mark | undefined;
  private steps: Mark | undefined;

  constructor(
    private readonly patients: number,
    private readonly limits: Limits,
  ) {}

  /** Takes the figures of a wall time in epoch milliseconds. */
  judge({ journeys }: Figures, wallMs: number): Verdict {
    const { enrolled, settled, recordsOfOpen } = journeys;
    if (enrolled >= this.patients && settled === enrolled) return 'complete';
    const steps = [enrolled, ...stages.map((stage) => journeys.stages[stage] ?? 0)].join(' ');
    this.steps = marked(this.steps, steps, wallMs);
    this.records = marked(this.records, `${steps} ${recordsOfOpen}`, wallMs);
    const isSilent = wallMs - this.records.sinceMs > this.limits.noRecordMs;
    const isStanding = wallMs - this.steps.sinceMs > this.limits.noStepMs;
    return isSilent || isStanding ? 'stuck' : 'going-on';
  }
}

function marked(before: Mark | undefined, value: string, wallMs: number): Mark {
  return before?.value === value ? before : { value, sinceMs: wallMs };
}
