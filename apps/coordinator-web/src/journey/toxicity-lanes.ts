import type { Toxicity } from '#contracts/http/readings.schema.js';
import type { Reading } from '../charts/lane.js';

/** How long a grade stood. */
export type GradeSpan = {
  readonly kind: string;
  readonly grade: number;
  readonly from: number;
  readonly until: number;
  readonly isProposed: boolean;
};

/** Each grade until the next of its kind; the last one until now. */
export function gradeSpans(grades: Toxicity['grades'], now: number): readonly GradeSpan[] {
  const ordered = grades.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return ordered.map(({ kind, grade, at, said }, index) => {
    const next = ordered.slice(index + 1).find((one) => one.kind === kind);
    return {
      kind,
      grade: said === 'resolved' ? 0 : grade,
      from: Date.parse(at),
      until: next === undefined ? now : Date.parse(next.at),
      isProposed: said === 'proposed',
    };
  });
}

const measured = ['celsius', 'systolicMmHg', 'spo2Percent'] as const;

/** One measured quantity with its readings. */
export type MeasuredLane = {
  readonly name: (typeof measured)[number];
  readonly readings: readonly Reading[];
};

/** The quantities that were measured, without what was corrected since. */
export function lanesOf(observations: Toxicity['observations']): readonly MeasuredLane[] {
  return measured.flatMap((name) => {
    const readings = observations.flatMap(({ happenedAt, data, isReplaced }) => {
      const value = data[name];
      return typeof value === 'number' && !isReplaced
        ? [{ at: Date.parse(happenedAt), value }]
        : [];
    });
    return readings.length === 0
      ? []
      : [{ name, readings: readings.toSorted((a, b) => a.at - b.at) }];
  });
}
