import { isDeepStrictEqual } from 'node:util';
import type { Fields, JournalRecord, Journals } from '../journals/journal-record.js';
import { textOf } from '../journals/journal-record.js';
import { Findings, type Invariant } from './findings.js';

/** A row of `read_model.journey`. */
export type JourneyRow = {
  readonly journeyId: string;
  readonly sequence: number;
  readonly lastHash: string;
  readonly stage: string;
  readonly holds: readonly string[];
  readonly outcome: string | null;
  readonly state: Fields;
};

/** What PostgreSQL says, at one moment after the journal was read. */
export type ReadModel = {
  readonly journeys: readonly JourneyRow[];
  /** The records by journey, in order of their sequence. */
  readonly records: ReadonlyMap<string, readonly JournalRecord[]>;
  readonly quarantined: readonly string[];
  /** The journeys that were enrolled over the API. */
  readonly enrolled: readonly string[];
};

/** The outcome a journal tells. */
export function outcomeOf(records: readonly JournalRecord[]): string | null {
  const last = records.findLast(({ type }) => /^journey\.(closed|reopened)$/.test(type));
  return last?.type === 'journey.closed' ? textOf(last.data.detail, 'outcome') : null;
}

/** Whether the read model holds every record of the journals and is what its own records say. */
export function checkReadModel(journals: Journals, model: ReadModel): Invariant {
  const findings = new Findings('read model and journals agree', 'journeys');
  const rows = new Map(model.journeys.map((row) => [row.journeyId, row]));
  for (const [journeyId, records] of journals) {
    findings.saw('journeys');
    const row = rows.get(journeyId);
    if (row === undefined) {
      findings.violated(`${journeyId} is missing`);
      continue;
    }
    const projected = model.records.get(journeyId) ?? [];
    checkRecords(records, projected, findings);
    checkRow(row, projected, findings);
  }
  for (const { journeyId } of model.journeys) {
    const isKnown = journals.has(journeyId) || model.records.has(journeyId);
    findings.expect(isKnown, () => `${journeyId} has no journal`);
  }
  for (const journeyId of model.quarantined) {
    findings.violated(`${journeyId} is in quarantine`);
  }
  for (const journeyId of model.enrolled) {
    findings.expect(rows.has(journeyId), () => `${journeyId} was enrolled and never began`);
  }
  return findings.conclude();
}

/** The database was read later, so it may hold more; what the journal holds must stand there as it is. */
function checkRecords(
  records: readonly JournalRecord[],
  projected: readonly JournalRecord[],
  findings: Findings,
): void {
  findings.saw('records', projected.length);
  records.forEach((record, index) => {
    const found = projected[index];
    if (found === undefined) findings.violated(`${record.id} is missing`);
    else {
      findings.expect(
        isDeepStrictEqual(found, record),
        () => `${record.id} stands there with other content`,
      );
    }
  });
}

function checkRow(row: JourneyRow, projected: readonly JournalRecord[], findings: Findings): void {
  const last = projected.at(-1);
  if (last === undefined) return;
  const { journeyId } = row;
  const { sequence, hash, stageAfter, holds } = last.data;
  const expectations: readonly (readonly [string, unknown, unknown])[] = [
    ['sequence', row.sequence, sequence],
    ['last hash', row.lastHash, hash],
    ['stage', row.stage, stageAfter],
    ['holds', kindsOf(row.holds), kindsOf(holds.map(({ kind }) => kind))],
    ['outcome', row.outcome, outcomeOf(projected)],
    ['state at sequence', row.state['sequence'], sequence],
    ['state with hash', row.state['lastHash'], hash],
    ['state in stage', row.state['stage'], stageAfter],
  ];
  for (const [what, found, expected] of expectations) {
    findings.expect(
      found === expected,
      () => `${journeyId} has ${what} ${String(found)}, its journal ${String(expected)}`,
    );
  }
}

/** The kinds of holds as one text: a hold of a kind can stand more than once, lists of kinds may say it once. */
export function kindsOf(holds: readonly string[]): string {
  return [...new Set(holds)].toSorted().join();
}
