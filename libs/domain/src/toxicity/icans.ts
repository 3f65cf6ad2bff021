import type { Instant } from '../time/instant.js';
import { lastKnown } from './last-known.js';
import { type NeurologyAssessment, type Observation, ofType } from './observation.js';
import { neurologicalScores, toolAt, type ToolOptions } from './neurological-score.js';
import { type Finding, neverAssessed, proposalOf, type ToxicityProposal } from './proposal.js';

/** `cadenceHours`: for how long the last known value of an axis stands; the rest chooses the tool by age. */
export type IcansOptions = ToolOptions & { readonly cadenceHours: number };

type Axis = keyof NeurologyAssessment;

const gradeOf: { readonly [axis in Axis]: Readonly<Record<string, number>> } = {
  consciousness: { awake: 0, 'wakes-to-voice': 2, 'wakes-to-touch': 3, unarousable: 4 },
  seizure: { none: 0, brief: 3, nonconvulsive: 3, prolonged: 4, repetitive: 4 },
  motor: { none: 0, 'deep-focal-weakness': 4 },
  intracranial: { none: 0, 'focal-oedema': 3, 'diffuse-oedema': 4, 'raised-pressure-signs': 4 },
};

const axes = ['consciousness', 'seizure', 'motor', 'intracranial'] as const;

/**
 * Neurotoxicity (ICANS) by ASTCT at `now`, from observations in any order since the first infusion.
 * A score of the tool that is wrong for the patient's age is never graded. Null when neither the right score
 * nor any neurological axis was ever assessed.
 */
export function gradeIcans(
  observations: readonly Observation[],
  now: Instant,
  options: IcansOptions,
): ToxicityProposal {
  const at = { now, cadenceHours: options.cadenceHours };
  const scores = neurologicalScores(observations, options);
  const neurology = ofType(observations, 'neurology.assessed');
  const tool = toolAt(observations, now, options);
  if (scores.length === 0 && neurology.length === 0) return neverAssessed('icans', [tool, ...axes]);

  const score = lastKnown(scores, (one) => one.grade, at);
  const findings: Finding[] = [
    score === undefined
      ? { grade: 0, missing: [tool], inputs: [] }
      : { grade: score.value, missing: [], inputs: [score.eventId] },
    ...axes.map((axis) => {
      const known = lastKnown(neurology, ({ data }) => data[axis], at);
      return known === undefined
        ? { grade: 0, missing: [axis], inputs: [] }
        : { grade: gradeOf[axis][known.value] ?? 0, missing: [], inputs: [known.eventId] };
    }),
  ];
  return proposalOf('icans', findings);
}
