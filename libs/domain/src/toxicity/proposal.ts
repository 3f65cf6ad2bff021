import { kindsOfToxicity, type ToxicityKind } from './toxicity-kind.js';

/**
 * A computed grade: a proposal until a clinician confirms or changes it.
 * `grade` is null when nothing that could be graded was ever assessed. With `atLeast` the true grade may be
 * higher, for the inputs named in `missingInputs` are not known now. `inputs` are the ids of the events used.
 */
export type ToxicityProposal = {
  readonly kind: ToxicityKind;
  readonly grade: number | null;
  readonly scale: string;
  readonly atLeast: boolean;
  readonly missingInputs: readonly string[];
  readonly inputs: readonly string[];
};

const highestComputedGrade = 4;

/** What one axis of a scale says: its grade, or what would have to be measured to know it, or both. */
export type Finding = {
  readonly grade: number;
  readonly missing: readonly string[];
  readonly inputs: readonly string[];
};

/** The proposal that the axes give together: the worst one counts, and what is missing is named. */
export function proposalOf(
  kind: ToxicityProposal['kind'],
  findings: readonly Finding[],
): ToxicityProposal & { readonly grade: number } {
  const grade = Math.max(0, ...findings.map((finding) => finding.grade));
  const missingInputs = [...new Set(findings.flatMap((finding) => finding.missing))];
  return {
    kind,
    grade,
    scale: kindsOfToxicity[kind].scale,
    atLeast: missingInputs.length > 0 && grade < highestComputedGrade,
    missingInputs,
    inputs: [...new Set(findings.flatMap((finding) => finding.inputs))],
  };
}

/** The proposal when nothing that could be graded was ever assessed. */
export function neverAssessed(
  kind: ToxicityProposal['kind'],
  missingInputs: readonly string[],
): ToxicityProposal {
  const { scale } = kindsOfToxicity[kind];
  return { kind, grade: null, scale, atLeast: false, missingInputs, inputs: [] };
}
