import { evaluate } from '../gates/gates.js';
import type { Instant } from '../time/instant.js';
import { reviewRaised } from './alert.js';
import type { RecordDraft } from './record.js';
import { begunAt, currentBatch, isInfused, type JourneyState } from './state.js';

/** What a course of lymphodepletion rests on as long as it is under way: its payer and its bridging no longer count. */
const groundOfCourse: readonly string[] = [
  'treatment-consent',
  'product-received',
  'product-intact',
  'product-cold',
  'product-released',
  'bag-can-be-given',
  'no-open-excursion',
  'product-not-expired',
  'screening-active-infection',
];

/**
 * What nobody can take back by a gate: product whose release was withdrawn when it was given or the patient is being made
 * ready for it, and ground that went while a course of lymphodepletion is under way. People decide at once how to go on.
 */
export function lostUnderWay(state: JourneyState, now: Instant): readonly RecordDraft[] {
  return [
    ...withdrawnReleases(state).flatMap((batchId) =>
      reviewRaised(state, 'release-withdrawn', batchId),
    ),
    ...groundGone(state, now).flatMap((id) =>
      reviewRaised(state, 'course-without-ground', `${state.attempts.lymphodepletion}/${id}`),
    ),
  ];
}

function withdrawnReleases(state: JourneyState): readonly string[] {
  const given = state.infusions.flatMap((bag) => (begunAt(bag) === undefined ? [] : bag.batchId));
  const awaited = isBeingPrepared(state) ? [currentBatch(state)?.batchId] : [];
  return state.batches.flatMap(({ batchId, status }) =>
    status === 'release-withdrawn' && [...given, ...awaited].includes(batchId) ? [batchId] : [],
  );
}

function groundGone(state: JourneyState, now: Instant): readonly string[] {
  if (!isBeingPrepared(state)) return [];
  const { requirements } = evaluate('lymphodepletion.may-start', state, now);
  return requirements.flatMap(({ id, met }) => (!met && groundOfCourse.includes(id) ? [id] : []));
}

/** From the first day of a course of lymphodepletion until product flows. */
function isBeingPrepared(state: JourneyState): boolean {
  const { lymphodepletion, attempts, stage } = state;
  return (
    !isInfused(state) &&
    (stage === 'lymphodepletion' || stage === 'infusion') &&
    lymphodepletion !== null &&
    lymphodepletion.attempt >= attempts.lymphodepletion
  );
}
