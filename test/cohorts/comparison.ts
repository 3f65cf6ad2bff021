import { percentile } from '../../bench/percentile.js';
import {
  type Cohort,
  type PublishedCohort,
  publishedCohort,
  type PublishedDays,
  type PublishedShare,
  type PublishedToxicity,
} from '../../apps/partner-simulator/src/cohorts/published-cohorts.js';
import type { PlayedJourney, PlayedToxicity } from './cohort-journey.js';
import { exactInterval } from './exact-interval.js';

/** One published figure beside what was simulated; shares in percent, medians in days. */
export type Row = {
  readonly what: string;
  readonly published: string;
  readonly simulated: string;
  /** What the simulated value must lie in. */
  readonly within: string;
  readonly source: string;
  readonly certainty: string;
  readonly held: boolean;
};

/** A cohort as it was published beside what came of `journeys`. */
export type Comparison = {
  readonly cohort: Cohort;
  readonly journeys: number;
  readonly seed: number;
  readonly rows: readonly Row[];
  /** How often each end came, in the protocol's words; how those who left divide is not compared. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly stuck: readonly string[];
};

/** The part of a median by which a simulated one may differ. */
const medianTolerance = 0.1;

/** Holds the played journeys of a cohort against its published figures. */
export function compared(
  cohort: Cohort,
  seed: number,
  journeys: readonly PlayedJourney[],
): Comparison {
  const published = publishedCohort(cohort);
  const infused = journeys.filter((one) => one.end === 'infused');
  return {
    cohort,
    journeys: journeys.length,
    seed,
    rows: [
      ...dispositionRows(published, journeys),
      ...dayRow(
        'days from enrolment to infusion',
        published.enrolmentToInfusion,
        infused,
        (one) => one.enrolmentToInfusionDays,
      ),
      ...dayRow(
        'days from vein to vein',
        published.veinToVein,
        infused,
        (one) => one.veinToVeinDays,
      ),
      ...toxicityRows(
        'CRS',
        published.crs,
        infused.flatMap((one) => one.crs ?? []),
      ),
      ...toxicityRows(
        'neurotoxicity',
        published.neurotoxicity,
        infused.flatMap((one) => one.icans ?? []),
      ),
    ],
    outcomes: counted(journeys),
    stuck: journeys.filter((one) => one.end === 'stuck').map((one) => one.outcome),
  };
}

/** Whether every figure held and no journey was stuck. */
export function isReproduced({ rows, stuck }: Comparison): boolean {
  return stuck.length === 0 && rows.every((row) => row.held);
}

function dispositionRows(
  { enrolled, infused, manufacturingFailed, leftOtherwise, source }: PublishedCohort,
  journeys: readonly PlayedJourney[],
): readonly Row[] {
  const row = (what: string, count: number, end: PlayedJourney['end']): Row =>
    shareRow(
      what,
      { count, of: enrolled, source, certainty: 'source' },
      journeys.filter((one) => one.end === end).length / journeys.length,
    );
  return [
    row('infused', infused, 'infused'),
    row('manufacturing failed', manufacturingFailed, 'manufacturing-failed'),
    row('left otherwise before infusion', leftOtherwise, 'left-otherwise'),
  ];
}

function toxicityRows(
  name: string,
  { scale, any, grade3OrMore, onset, duration }: PublishedToxicity,
  played: readonly PlayedToxicity[],
): readonly Row[] {
  const reached = (grade: number): number =>
    played.filter((one) => one.peak >= grade).length / played.length;
  const named = scale === 'not-stated' ? name : `${name} (${scale})`;
  return [
    shareRow(`${named}, any grade`, any, reached(1)),
    shareRow(`${named}, grade 3 or more`, grade3OrMore, reached(3)),
    ...dayRow(`days to the first sign of ${name}`, onset, played, (one) => one.onsetDay),
    ...dayRow(`days ${name} lasts`, duration, played, (one) => one.durationDays),
  ];
}

function shareRow(
  what: string,
  { count, of, source, certainty }: PublishedShare,
  simulated: number,
): Row {
  const { low, high } = exactInterval(count, of);
  return {
    what,
    published: `${percent(count / of)} (${count} of ${of})`,
    simulated: percent(simulated),
    within: `${percent(low)} to ${percent(high)}`,
    source,
    certainty,
    held: simulated >= low && simulated <= high,
  };
}

function dayRow<T>(
  what: string,
  published: PublishedDays | undefined,
  played: readonly T[],
  daysOf: (one: T) => number | null,
): readonly Row[] {
  if (published === undefined) return [];
  const { median, source, certainty } = published;
  const simulated = percentile(
    played.map(daysOf).filter((days) => days !== null),
    0.5,
  );
  const [low, high] = [median * (1 - medianTolerance), median * (1 + medianTolerance)];
  return [
    {
      what,
      published: `median ${median}`,
      simulated: `median ${simulated.toFixed(1)}`,
      within: `${low.toFixed(1)} to ${high.toFixed(1)}`,
      source,
      certainty,
      held: simulated >= low && simulated <= high,
    },
  ];
}

function counted(journeys: readonly PlayedJourney[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { end, outcome } of journeys) {
    const name = end === 'stuck' ? 'stuck' : end === 'infused' ? `infused, ${outcome}` : outcome;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
