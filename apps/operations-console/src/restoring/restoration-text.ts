import type { Answer } from '../answers/answer.js';
import { textTable } from '../answers/text-table.js';
import type { Restored } from './restoration.js';
import type { UnpublishedDecision } from './unpublished-decisions.js';

/** What `restore-journeys` says; it is not good when a journey was refused or is not known. */
export function restoredAnswer(restored: Restored, isDryRun: boolean): Answer {
  const {
    started,
    begunAnew,
    running,
    closed,
    refused,
    unknown,
    deliveredAgain,
    sentAgain,
    noticesWoken,
  } = restored;
  const lines = [
    `${started.length} ${isDryRun ? 'would be started' : 'started'} with the state of their journal`,
    `${begunAnew.length} ${isDryRun ? 'would begin' : 'begun'} anew from their enrolment`,
    `${running} left alone: they run`,
    `${closed} left alone: they are closed`,
    ...(isDryRun
      ? []
      : [
          `${deliveredAgain} events are delivered again`,
          `${sentAgain} requests were sent again, under their own ids`,
          `${noticesWoken} recalls and suspensions go on`,
        ]),
    ...refused.map(
      ({ journeyId, reason, partition, offset }) =>
        `REFUSED ${journeyId}: ${reason} at partition ${partition}, offset ${offset} of the journal`,
    ),
    ...unknown.map((journeyId) => `UNKNOWN ${journeyId}: neither in the journal nor enrolled`),
    '',
    decisionsText(restored.unpublishedDecisions),
  ];
  return {
    text: lines.join('\n'),
    json: { isDryRun, ...restored },
    isGood: refused.length === 0 && unknown.length === 0,
  };
}

/** What is said of decisions that stand in no journal; none is good. */
export function decisionsAnswer(unpublished: readonly UnpublishedDecision[]): Answer {
  return {
    text: decisionsText(unpublished),
    json: { unpublishedDecisions: unpublished },
    isGood: unpublished.length === 0,
  };
}

function decisionsText(unpublished: readonly UnpublishedDecision[]): string {
  if (unpublished.length === 0) return 'Every decision that was answered stands in the journal.';
  const rows = unpublished.map(({ at, subject, role, type, journeyId }) => [
    at,
    subject,
    role,
    type,
    journeyId,
  ]);
  return [
    'Answered and in no journal: tell these people to decide again.',
    textTable(['answered at', 'who', 'as', 'decision', 'journey'], rows),
  ].join('\n');
}
