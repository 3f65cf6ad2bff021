import type { Instant } from '../time/instant.js';
import type { ToxicityProposal } from '../toxicity/proposal.js';
import { proposalsOf } from '../toxicity/proposals.js';
import type { ToxicityKind } from '../toxicity/toxicity-kind.js';
import { alertRaised } from './alert.js';
import type { DetailOf } from './record-detail.js';
import { type RecordDraft, system } from './record.js';
import type { JourneyState } from './state.js';
import { courseOnScale, isRise } from './toxicity-course.js';

/** The proposals that what was observed gives now, where they differ from those that stand; a rise pages. */
export function toxicity(state: JourneyState, now: Instant): readonly RecordDraft[] {
  return proposalsOf(state, now).flatMap((proposal) => proposed(state, proposal));
}

function isSame(a: ToxicityProposal, b: ToxicityProposal): boolean {
  return (
    a.grade === b.grade &&
    a.scale === b.scale &&
    a.atLeast === b.atLeast &&
    a.missingInputs.join() === b.missingInputs.join()
  );
}

function proposed(state: JourneyState, proposal: ToxicityProposal): readonly RecordDraft[] {
  const { kind, grade, scale, atLeast, missingInputs } = proposal;
  const known = state.toxicity[kind] ?? null;
  if (grade === null || (known !== null && isSame(known.proposal, proposal))) return [];
  const course = courseOnScale(known, scale);
  const escalated: DetailOf['toxicity.escalated'] = { kind, grade, scale, atLeast, missingInputs };
  const detail: DetailOf['toxicity.proposed'] = { ...escalated, proposal };
  const rises = course === null ? grade > 0 : isRise(course, proposal);
  return [
    { type: 'toxicity.proposed', actor: system, detail },
    ...(rises
      ? [
          { type: 'toxicity.escalated', actor: system, detail: escalated },
          alertRaised(`toxicity-${kind}`, problemOf(state, kind), severityOf(kind, grade)),
        ]
      : []),
  ];
}

/** One problem of one patient has one alert: it is raised again when it grows worse, and anew when it had gone. */
function problemOf(state: JourneyState, kind: ToxicityKind): string {
  const open = state.alerts.findLast((alert) => alert.kind === `toxicity-${kind}`);
  const isOpen = open !== undefined && (state.toxicity[kind]?.grade ?? 0) > 0;
  return isOpen ? open.alertId.slice(`toxicity-${kind}/`.length) : `${kind}-${state.sequence}`;
}

/** Blood counts and what grows over days are no reason to wake anybody; the rest can kill within hours. */
function severityOf(kind: ToxicityKind, grade: number): 'immediate' | 'today' {
  switch (kind) {
    case 'icaht':
    case 't-icaht':
      return 'today';
    case 'gvhd':
    case 'delayed-neurotoxicity':
      return grade >= 3 ? 'immediate' : 'today';
    default:
      return 'immediate';
  }
}
