import { firstInfusionAt, type JourneyState, type ToxicityCourse } from '../journey/state.js';
import { type Instant, isAtOrAfter } from '../time/instant.js';
import { type FeverAdvice, feverAdvice } from '../toxicity/fever-advice.js';
import { sinceInfusion } from '../toxicity/observation.js';
import {
  assessedKinds,
  kindsOfToxicity,
  type ToxicityKind,
  toxicityKinds,
} from '../toxicity/toxicity-kind.js';
import { type TreatmentAdvice, treatmentAdvice } from '../toxicity/treatment-advice.js';

/** A toxicity as people see it; `grade` is null when it was never assessed. */
export type ToxicityStatus =
  | { readonly grade: null }
  | (Pick<ToxicityCourse, 'grade' | 'status' | 'since' | 'asOf' | 'peak'> & {
      readonly name: string;
      readonly scale: string;
      /** Whether the definition of the scale was read in a public source, or is to be verified. */
      readonly definition: 'source' | 'memory';
      /** What the latest observations alone would say. */
      readonly proposedGrade: number | null;
      readonly atLeast: boolean;
      readonly missingInputs: readonly string[];
      readonly inputs: readonly string[];
      /** What ladders advise at this grade, for this patient; only where something is to be treated. */
      readonly advice?: TreatmentAdvice;
      /** What a clinician has put the finding down to, since it stands at this grade. */
      readonly attribution?: string;
      /** With a fever: that infection is to be assessed now, and the neutrophils. */
      readonly fever?: FeverAdvice;
    });

/** The toxicities of a journey: the two that everybody is assessed for, and any other that was found. */
export type ToxicitiesStatus = { readonly [kind in 'crs' | 'icans']: ToxicityStatus } & {
  readonly [kind in Exclude<ToxicityKind, 'crs' | 'icans'>]?: ToxicityStatus;
};

/** Every toxicity of a journey as people see it at an instant. */
export function toxicitiesOf(state: JourneyState, now: Instant): ToxicitiesStatus {
  const others = toxicityKinds.flatMap((kind) => {
    const course = state.toxicity[kind];
    const isOther = !assessedKinds.some((known) => known === kind);
    return isOther && course != null ? [[kind, statusOf(state, kind, course)] as const] : [];
  });
  return {
    crs: assessed(state, 'crs', now),
    icans: assessed(state, 'icans', now),
    ...Object.fromEntries(others),
  };
}

function statusOf(
  state: JourneyState,
  kind: ToxicityKind,
  course: ToxicityCourse,
): Exclude<ToxicityStatus, { readonly grade: null }> {
  const { grade, status, since, asOf, peak, proposal } = course;
  const attributed = state.decisions.findLast(
    ({ type, data, at }) =>
      type === 'attribute-finding' && data['kind'] === kind && isAtOrAfter(at, since),
  );
  const { name, verified } = kindsOfToxicity[kind];
  return {
    name,
    grade,
    status,
    scale: proposal.scale,
    definition: verified,
    asOf,
    since,
    peak,
    proposedGrade: proposal.grade,
    atLeast: status === 'proposed' && proposal.atLeast,
    missingInputs: proposal.missingInputs,
    inputs: proposal.inputs,
    ...(attributed === undefined ? {} : { attribution: String(attributed.data['finding']) }),
  };
}

function assessed(state: JourneyState, kind: 'crs' | 'icans', now: Instant): ToxicityStatus {
  const course = state.toxicity[kind];
  const infusedAt = firstInfusionAt(state);
  if (course === null || infusedAt === undefined) return { grade: null };
  const advice = treatmentAdvice(state, kind, course.grade, infusedAt, now);
  const { cadenceHours } = state.rules.monitoring;
  const observations = sinceInfusion(state.observations, infusedAt);
  const fever = kind === 'crs' ? feverAdvice(observations, now, cadenceHours) : null;
  return {
    ...statusOf(state, kind, course),
    ...(advice === null ? {} : { advice }),
    ...(fever === null ? {} : { fever }),
  };
}
