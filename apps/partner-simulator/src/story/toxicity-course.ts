import type { ToxicityCourse } from './fate.js';
import type { Random } from './random.js';

/** The grade of a course on a day after the infusion (fractions count). */
export function gradeOn(course: ToxicityCourse, day: number): number {
  const { peakGrade, onsetDay, peakDay, endDay } = course;
  if (peakGrade === 0 || day < onsetDay || day >= endDay) return 0;
  const share =
    day <= peakDay
      ? (day - onsetDay) / (peakDay - onsetDay)
      : 1 - (day - peakDay) / (endDay - peakDay);
  return Math.max(1, Math.ceil(peakGrade * share));
}

/** The day on which a course first reaches a grade; null when it never does. */
export function reachesGrade(course: ToxicityCourse, grade: number): number | null {
  const { peakGrade, onsetDay, peakDay } = course;
  if (peakGrade < grade) return null;
  return onsetDay + ((peakDay - onsetDay) * (grade - 1)) / peakGrade;
}

type Circulation = {
  readonly hypotension: boolean;
  readonly vasopressors: readonly { readonly drug: string }[];
};

const circulationOf: readonly Circulation[] = [
  { hypotension: false, vasopressors: [] },
  { hypotension: false, vasopressors: [] },
  { hypotension: true, vasopressors: [] },
  { hypotension: true, vasopressors: [{ drug: 'norepinephrine' }] },
  { hypotension: true, vasopressors: [{ drug: 'norepinephrine' }, { drug: 'epinephrine' }] },
];

const oxygenOf = [
  { device: 'none' },
  { device: 'none' },
  { device: 'nasal-cannula', litresPerMinute: 3 },
  { device: 'high-flow', litresPerMinute: 30 },
  { device: 'ventilator' },
] as const;

/** Vital signs of a patient with CRS of a grade, by pressure or by oxygen, every axis measured. */
export function vitalSigns(
  grade: number,
  leadingAxis: 'pressure' | 'oxygen',
  random: Random,
): Readonly<Record<string, unknown>> {
  const byPressure = leadingAxis === 'pressure' ? grade : 0;
  const byOxygen = leadingAxis === 'oxygen' ? grade : 0;
  const circulation = circulationOf[byPressure] ?? circulationOf[0];
  const systolic =
    circulation?.hypotension === true ? random.whole(74, 88) : random.whole(104, 134);
  const celsius = grade > 0 ? random.between(38.2, 40) : random.between(36.3, 37.4);
  return {
    celsius: Math.round(celsius * 10) / 10,
    temperatureSite: 'oral',
    systolicMmHg: systolic,
    diastolicMmHg: Math.round(systolic * 0.62),
    heartRatePerMinute: grade > 0 ? random.whole(98, 132) : random.whole(62, 92),
    respiratoryRatePerMinute: grade > 0 ? random.whole(18, 28) : random.whole(12, 17),
    spo2Percent: byOxygen >= 2 ? random.whole(91, 95) : random.whole(95, 99),
    oxygen: oxygenOf[byOxygen] ?? oxygenOf[0],
    ...circulation,
  };
}

/** ICE items that add up to a score of 0 to 10. */
export function iceItems(score: number): Readonly<Record<string, number>> {
  const orientation = Math.min(4, score);
  const naming = Math.min(3, score - orientation);
  const rest = score - orientation - naming;
  return {
    orientation,
    naming,
    command: rest > 0 ? 1 : 0,
    writing: rest > 1 ? 1 : 0,
    attention: rest > 2 ? 1 : 0,
  };
}

/** An ICE score of a patient with ICANS of a grade. */
export function iceScore(grade: number, random: Random): number {
  const ranges: readonly (readonly [number, number])[] = [
    [10, 10],
    [7, 9],
    [3, 6],
    [0, 2],
    [0, 0],
  ];
  return random.whole(...(ranges[grade] ?? [10, 10]));
}

/** A CAPD score, or why there is none, of a child with ICANS of a grade. */
export function capdAssessment(grade: number, random: Random): Readonly<Record<string, unknown>> {
  if (grade >= 4) return { notAssessable: 'unable' };
  const ranges: readonly (readonly [number, number])[] = [
    [0, 0],
    [2, 8],
    [5, 8],
    [9, 18],
  ];
  return { score: random.whole(...(ranges[grade] ?? [0, 0])) };
}

/** The neurological examination of a patient with ICANS of a grade. */
export function neurology(grade: number): Readonly<Record<string, string>> {
  const consciousness = grade >= 4 ? 'unarousable' : grade === 2 ? 'wakes-to-voice' : 'awake';
  return { consciousness, seizure: 'none', motor: 'none', intracranial: 'none' };
}
