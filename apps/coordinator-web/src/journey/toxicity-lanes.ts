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

/** Something written at an instant: a score, a device, a dose. */
export type Mark = {
  readonly at: number;
  readonly text: string;
  /** Whether it is worse than nothing wrong. */
  readonly isNotable: boolean;
};

type Data = Toxicity['observations'][number]['data'];

/** The ICE score of an assessment: the sum of its parts. */
export function iceOf(data: Data): number {
  return Object.values(data).reduce<number>(
    (sum, part) => (typeof part === 'number' ? sum + part : sum),
    0,
  );
}

/** The oxygen that was given, in words; undefined where nothing is said about it. */
export function oxygenOf({ oxygen }: Data): string | undefined {
  return isOxygen(oxygen) ? oxygenText(oxygen) : undefined;
}

/** What ICE can be at best. */
const wholeIce = 10;

/** The ICE score of each assessment: the sum of its parts. */
export function iceScores(observations: Toxicity['observations']): readonly Mark[] {
  return observations
    .filter(({ type, isReplaced }) => type === 'ice.assessed' && !isReplaced)
    .map(({ happenedAt, data }) => {
      const score = iceOf(data);
      return { at: Date.parse(happenedAt), text: String(score), isNotable: score < wholeIce };
    });
}

/** The oxygen given, each time it changed: the device and its flow. */
export function oxygenGiven(observations: Toxicity['observations']): readonly Mark[] {
  const all = observations
    .filter(({ data, isReplaced }) => isOxygen(data['oxygen']) && !isReplaced)
    .map(({ happenedAt, data }) => ({ at: Date.parse(happenedAt), oxygen: data['oxygen'] }))
    .toSorted((a, b) => a.at - b.at)
    .flatMap(({ at, oxygen }) =>
      isOxygen(oxygen)
        ? [{ at, text: oxygenText(oxygen), isNotable: oxygen.device !== 'none' }]
        : [],
    );
  return all.filter(({ text }, index) => index === 0 || text !== all[index - 1]?.text);
}

type Oxygen = { readonly device: string; readonly litresPerMinute?: number };

function isOxygen(value: unknown): value is Oxygen {
  return typeof value === 'object' && value !== null && 'device' in value;
}

function oxygenText({ device, litresPerMinute }: Oxygen): string {
  const words = device.replaceAll('-', ' ');
  return litresPerMinute === undefined ? words : `${litresPerMinute} L/min ${words}`;
}

/** One drug with the instants and amounts in which it was given. */
export type DrugRow = {
  readonly name: string;
  readonly unit: string;
  readonly doses: readonly { readonly at: number; readonly text: string }[];
};

/** The drugs that were given, in the order of their first dose; what was corrected since is left out. */
export function drugRows(drugs: Toxicity['drugs']): readonly DrugRow[] {
  const given = drugs
    .filter(({ isReplaced }) => !isReplaced)
    .map(({ happenedAt, data }) => ({
      name: textOf(data['drug']),
      unit: textOf(data['unit']),
      at: Date.parse(happenedAt),
      text: textOf(data['dose']),
    }))
    .filter(({ name }) => name !== '');
  return [...Map.groupBy(given, ({ name }) => name)].map(([name, doses]) => ({
    name,
    unit: doses[0]?.unit ?? '',
    doses,
  }));
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
