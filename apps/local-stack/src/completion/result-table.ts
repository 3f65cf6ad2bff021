import type { RunResult } from './invariants.js';

/** What a run came to, for people: figures, one line per invariant with the broken ones last, and the verdict. */
export function resultTable(result: RunResult, durationSeconds: number): readonly string[] {
  const { events, invariants } = result;
  const closed = Object.values(result.closed).reduce((sum, count) => sum + count, 0);
  const rows: readonly (readonly [string, string])[] = [
    ['enrolled', String(result.enrolled)],
    ['infused', String(result.infused)],
    ['in follow-up', String(result.enrolled - closed)],
    ['closed', closedAs(closed, result.closed)],
    ['events sent', String(events.sent)],
    ['events applied', String(events.applied)],
    ['duplicates ignored', String(events.duplicatesIgnored)],
    ['dead letters', String(events.deadLettered)],
    ['took', inMinutes(durationSeconds)],
  ];
  const brokenLast = invariants.toSorted((one, other) => Number(other.held) - Number(one.held));
  return [
    '',
    ...aligned(rows),
    '',
    ...brokenLast.map(
      ({ name, held, detail }) => `${held ? 'held  ' : 'BROKEN'} ${name}: ${detail}`,
    ),
    '',
    verdict(invariants),
  ];
}

function closedAs(total: number, closed: RunResult['closed']): string {
  const outcomes = Object.entries(closed).map(([outcome, count]) => `${outcome} ${count}`);
  return total === 0 ? '0' : `${total} (${outcomes.join(', ')})`;
}

function inMinutes(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

function verdict(invariants: RunResult['invariants']): string {
  const broken = invariants.filter(({ held }) => !held).length;
  if (broken === 0) return `All ${invariants.length} invariants held.`;
  return `${broken} of ${invariants.length} invariants broken.`;
}

function aligned(rows: readonly (readonly [string, string])[]): readonly string[] {
  const widest = Math.max(...rows.map(([label]) => label.length));
  return rows.map(([label, value]) => `${label.padEnd(widest)}  ${value}`);
}
