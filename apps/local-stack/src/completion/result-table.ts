import type { RunResult } from './invariants.js';

/** What a run came to, for people: figures first, then one line per invariant. */
export function resultTable(result: RunResult, durationSeconds: number): readonly string[] {
  const { events, invariants, closed } = result;
  const outcomes = Object.entries(closed).map(([outcome, count]) => `${outcome} ${count}`);
  const rows: readonly (readonly [string, string])[] = [
    ['enrolled', String(result.enrolled)],
    ['infused', String(result.infused)],
    ['closed', outcomes.length > 0 ? outcomes.join(', ') : 'none'],
    ['events sent', String(events.sent)],
    ['events applied', String(events.applied)],
    ['duplicates ignored', String(events.duplicatesIgnored)],
    ['dead letters', String(events.deadLettered)],
    ['seconds', String(durationSeconds)],
  ];
  return [
    ...aligned(rows),
    ...invariants.map(
      ({ name, held, detail }) => `${held ? 'held  ' : 'BROKEN'} ${name}: ${detail}`,
    ),
  ];
}

function aligned(rows: readonly (readonly [string, string])[]): readonly string[] {
  const widest = Math.max(...rows.map(([label]) => label.length));
  return rows.map(([label, value]) => `${label.padEnd(widest)}  ${value}`);
}
