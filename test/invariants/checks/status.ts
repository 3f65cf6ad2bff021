import type { JournalRecord } from '../journals/journal-record.js';
import { Findings, type Invariant } from './findings.js';
import { kindsOf, outcomeOf } from './read-model.js';

/** What the API answers about a journey, as far as a journal can tell it. */
export type Status = {
  readonly journeyId: string;
  readonly version: number;
  readonly stage: string;
  readonly holds: readonly string[];
  readonly outcome: string | null;
};

/** What the API said, between the reading of the journal and that of the database. */
export type Answers = {
  readonly statuses: readonly Status[];
  /** The same journeys as their workflows answer, asked for consistency; not all of them where there are many. */
  readonly fromWorkflows: readonly Status[];
  readonly listed: readonly Status[];
  /** The journeys the API did not answer about, with its answer's HTTP status. */
  readonly unanswered: readonly { readonly journeyId: string; readonly httpStatus: number }[];
};

type Records = ReadonlyMap<string, readonly JournalRecord[]>;

/**
 * Whether every answer says what the record of its version says. `atLeast` is the length of each journal before the API
 * was asked: an older answer is stale.
 */
export function checkStatuses(
  answers: Answers,
  records: Records,
  atLeast: ReadonlyMap<string, number>,
): Invariant {
  const findings = new Findings('status of the API and journals agree', 'statuses');
  for (const { journeyId, httpStatus } of answers.unanswered) {
    findings.violated(`${journeyId} is answered with HTTP ${httpStatus}`);
  }
  const kinds = [
    ['statuses', answers.statuses],
    ['statuses of workflows', answers.fromWorkflows],
    ['rows of the list', answers.listed],
  ] as const;
  for (const [kind, statuses] of kinds) {
    findings.saw(kind, statuses.length);
    for (const status of statuses) {
      checkStatus(kind, status, records.get(status.journeyId) ?? [], atLeast, findings);
    }
  }
  const listed = new Set(answers.listed.map(({ journeyId }) => journeyId));
  for (const journeyId of atLeast.keys()) {
    findings.expect(listed.has(journeyId), () => `${journeyId} is not in the list`);
  }
  return findings.conclude();
}

function checkStatus(
  kind: string,
  { journeyId, version, stage, holds, outcome }: Status,
  records: readonly JournalRecord[],
  atLeast: ReadonlyMap<string, number>,
  findings: Findings,
): void {
  const at = `${journeyId} at version ${version} in ${kind}`;
  const expected = atLeast.get(journeyId) ?? 0;
  findings.expect(version >= expected, () => `${at} is stale: ${expected} is published`);
  const record = records[version - 1];
  if (record === undefined) {
    // A workflow is ahead of what it published.
    findings.expect(kind === 'statuses of workflows', () => `${at} is of no record`);
    return;
  }
  const { stageAfter, holds: held } = record.data;
  findings.expect(stage === stageAfter, () => `${at} is in ${stage}, its journal in ${stageAfter}`);
  findings.expect(
    kindsOf(holds) === kindsOf(held.map((hold) => hold.kind)),
    () => `${at} tells other holds than its journal`,
  );
  const ended = outcomeOf(records.slice(0, version));
  findings.expect(
    outcome === ended,
    () => `${at} tells outcome ${String(outcome)}, its journal ${String(ended)}`,
  );
}
