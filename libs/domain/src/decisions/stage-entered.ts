import type { DetailOf } from '../journey/record-detail.js';
import { type RecordDraft, system } from '../journey/record.js';
import type { JourneyState } from '../journey/state.js';
import type { Stage } from '../journey/vocabulary.js';

/** The record of entering a stage, with the attempts counted and the decisions that lapse. */
export function stageEntered(
  state: JourneyState,
  stage: Stage,
  options: { readonly isNewAttempt: boolean; readonly voids?: readonly string[] },
): RecordDraft {
  const { attempts } = state;
  const next = options.isNewAttempt ? 1 : 0;
  const detail: DetailOf['stage.entered'] = {
    stage,
    attempts: {
      ...attempts,
      ...(stage === 'leukapheresis' ? { apheresis: attempts.apheresis + next } : {}),
      ...(stage === 'lymphodepletion' ? { lymphodepletion: attempts.lymphodepletion + next } : {}),
      ...(stage === 'infusion' ? { infusion: attempts.infusion + next } : {}),
    },
    voids: options.voids ?? [],
  };
  return { type: 'stage.entered', actor: system, detail };
}
