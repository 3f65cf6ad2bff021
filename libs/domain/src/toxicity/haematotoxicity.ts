import { type Instant, isBefore, plusDays } from '../time/instant.js';
import { type BloodCount, bloodCounts, countsBetween, longestSpell } from './blood-counts.js';
import type { Observation } from './observation.js';
import { type Finding, neverAssessed, proposalOf, type ToxicityProposal } from './proposal.js';

/** The last day, counted from the infusion, on which haematotoxicity is early. */
const lastEarlyDay = 30;
/** The last day on which low platelets count as late toxicity. */
const lastLateDay = 100;

type Step = { readonly atMost: number; readonly days: number; readonly grade: number };

/** Early neutropenia: at most so many cells per microlitre for so many days in a row. */
const earlyNeutrophils: readonly Step[] = [
  { atMost: 500, days: 1, grade: 1 },
  { atMost: 500, days: 7, grade: 2 },
  { atMost: 500, days: 14, grade: 3 },
  { atMost: 100, days: 7, grade: 3 },
  { atMost: 100, days: 14, grade: 4 },
];

const lateNeutrophils: readonly Step[] = [
  { atMost: 1_500, days: 1, grade: 1 },
  { atMost: 1_000, days: 1, grade: 2 },
  { atMost: 500, days: 1, grade: 3 },
  { atMost: 100, days: 1, grade: 4 },
];

const belowFifty = 49_999;
const belowTwenty = 19_999;

const earlyPlatelets: readonly Step[] = [
  { atMost: belowFifty, days: 1, grade: 1 },
  { atMost: belowFifty, days: 7, grade: 2 },
  { atMost: belowTwenty, days: 1, grade: 3 },
  { atMost: belowTwenty, days: 14, grade: 4 },
];

const latePlatelets: readonly Step[] = [
  { atMost: 99_999, days: 1, grade: 1 },
  { atMost: belowFifty, days: 1, grade: 2 },
  { atMost: belowTwenty, days: 1, grade: 3 },
  { atMost: belowTwenty, days: 14, grade: 4 },
];

function findings(counts: readonly BloodCount[], steps: readonly Step[]): readonly Finding[] {
  return steps.flatMap(({ atMost, days, grade }) => {
    const spell = longestSpell(counts, (count) => count <= atMost);
    return spell === undefined || spell.days < days
      ? []
      : [{ grade, missing: [], inputs: spell.inputs }];
  });
}

/** Only what stands behind the grade is named: days of counts below it are no inputs of it. */
function worst(found: readonly Finding[], counts: readonly BloodCount[]): Finding {
  const latest = counts.at(-1);
  return found.reduce<Finding>((worse, one) => (one.grade >= worse.grade ? one : worse), {
    grade: 0,
    missing: [],
    inputs: latest === undefined ? [] : [latest.eventId],
  });
}

/** The counts that are late toxicity are those since the last one that was normal: what has recovered is over. */
function lateSteps(counts: readonly BloodCount[], steps: readonly Step[]): readonly Finding[] {
  const limit = Math.max(...steps.map(({ atMost }) => atMost));
  const recovered = counts.findLastIndex(({ perMicrolitre }) => perMicrolitre > limit);
  return findings(counts.slice(recovered + 1), steps);
}

/**
 * Low neutrophils after the infusion (EHA/EBMT 2023): to day 30 by how long they stay low, later by how low they are; never
 * above 500 in the first thirty days is grade 4. A day without a count between two low ones counts as low.
 */
export function gradeNeutrophils(
  observations: readonly Observation[],
  infusedAt: Instant,
): ToxicityProposal {
  const counts = bloodCounts(observations, 'anc');
  const lateFrom = plusDays(infusedAt, lastEarlyDay + 1);
  const early = countsBetween(counts, infusedAt, lateFrom);
  const late = countsBetween(counts, lateFrom);
  if (early.length === 0 && late.length === 0) return neverAssessed('icaht', ['anc']);
  if (late.length > 0) {
    return proposalOf('icaht', [worst(lateSteps(late, lateNeutrophils), late)]);
  }
  const found = findings(early, earlyNeutrophils);
  const isNeverHigher = early.every(({ perMicrolitre }) => perMicrolitre <= 500);
  const spansAll =
    isNeverHigher && !isBefore(early.at(-1)?.at ?? infusedAt, plusDays(infusedAt, 29));
  const never = spansAll
    ? [
        {
          grade: 4,
          missing: [],
          inputs: [early[0], early.at(-1)].flatMap((one) => one?.eventId ?? []),
        },
      ]
    : [];
  return proposalOf('icaht', [worst([...found, ...never], early)]);
}

/** Low platelets after the infusion: to day 30 by how long they stay low, from then to day 100 by how low they are. */
export function gradePlatelets(
  observations: readonly Observation[],
  infusedAt: Instant,
): ToxicityProposal {
  const counts = bloodCounts(observations, 'platelets');
  const lateFrom = plusDays(infusedAt, lastEarlyDay + 1);
  const early = countsBetween(counts, infusedAt, lateFrom);
  const late = countsBetween(counts, lateFrom, plusDays(infusedAt, lastLateDay + 1));
  if (early.length === 0 && late.length === 0) return neverAssessed('t-icaht', ['platelets']);
  return late.length > 0
    ? proposalOf('t-icaht', [worst(lateSteps(late, latePlatelets), late)])
    : proposalOf('t-icaht', [worst(findings(early, earlyPlatelets), early)]);
}
