import type { CytopeniaGrade } from '../rules/monitoring-rules.js';
import { type Instant, plusDays } from '../time/instant.js';
import { type BloodCount, bloodCounts, countsBetween, longestSpell } from './blood-counts.js';
import type { Observation } from './observation.js';
import { type Finding, neverAssessed, proposalOf, type ToxicityProposal } from './proposal.js';

/** The last day, counted from the infusion, on which haematotoxicity is early. */
const lastEarlyDay = 30;
/** The last day on which low platelets count as late toxicity. */
const lastLateDay = 100;

function findings(
  counts: readonly BloodCount[],
  steps: readonly CytopeniaGrade[],
): readonly Finding[] {
  return steps.flatMap(({ perMicrolitre, inclusive, days, grade }) => {
    const spell = longestSpell(counts, (count) =>
      inclusive ? count <= perMicrolitre : count < perMicrolitre,
    );
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
function lateSteps(
  counts: readonly BloodCount[],
  steps: readonly CytopeniaGrade[],
): readonly Finding[] {
  const limit = Math.max(...steps.map(({ perMicrolitre }) => perMicrolitre));
  const recovered = counts.findLastIndex(({ perMicrolitre }) => perMicrolitre > limit);
  return findings(counts.slice(recovered + 1), steps);
}

type Cells = CytopeniaGrade['cells'];

const kindOf = { neutrophils: 'icaht', platelets: 't-icaht' } as const;
const testOf = { neutrophils: 'anc', platelets: 'platelets' } as const;

/**
 * Low blood counts after the infusion, by the grades of the product's rules: to day 30 by how long they stay low, later by how
 * low they are. A day without a count between two low ones counts as low.
 */
function gradeCells(
  cells: Cells,
  grades: readonly CytopeniaGrade[],
  observations: readonly Observation[],
  infusedAt: Instant,
): ToxicityProposal {
  const [kind, test] = [kindOf[cells], testOf[cells]];
  const counts = bloodCounts(observations, test);
  const lateFrom = plusDays(infusedAt, lastEarlyDay + 1);
  const lateUntil = cells === 'platelets' ? plusDays(infusedAt, lastLateDay + 1) : undefined;
  const early = countsBetween(counts, infusedAt, lateFrom);
  const late = countsBetween(counts, lateFrom, lateUntil);
  const stepsOf = (phase: CytopeniaGrade['phase']): readonly CytopeniaGrade[] =>
    grades.filter((one) => one.cells === cells && one.phase === phase);
  const isUnknown = early.length === 0 && late.length === 0;
  if (isUnknown || stepsOf('early').length === 0) return neverAssessed(kind, [test]);
  return late.length > 0
    ? proposalOf(kind, [worst(lateSteps(late, stepsOf('late')), late)])
    : proposalOf(kind, [worst(findings(early, stepsOf('early')), early)]);
}

/** Low neutrophils and low platelets, each with its own grades. */
export const gradeNeutrophils = gradeCells.bind(null, 'neutrophils');
export const gradePlatelets = gradeCells.bind(null, 'platelets');
