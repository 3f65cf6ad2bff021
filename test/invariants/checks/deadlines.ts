import { type JournalRecord, type Journals, textOf } from '../journals/journal-record.js';
import { Findings, type Invariant } from './findings.js';

const day = 86_400_000;

type Window = { readonly name: string; readonly from: string; readonly until: string };

/** Whether every step of a deadline and every window was raised once, in order, and no window was forgotten. */
export function checkDeadlines(journals: Journals): Invariant {
  const findings = new Findings(
    'every deadline step and window is raised once',
    'deadline steps and windows',
  );
  for (const records of journals.values()) {
    checkSteps(records, findings);
    checkWindows(records, findings);
  }
  return findings.conclude();
}

function checkSteps(records: readonly JournalRecord[], findings: Findings): void {
  const raised = new Map<string, JournalRecord>();
  for (const record of records) {
    if (!record.type.startsWith('deadline.')) continue;
    findings.saw('deadline steps and windows');
    const { detail } = record.data;
    const name = `${textOf(detail, 'name')}#${String(detail?.['step'])}`;
    const earlier = raised.get(name);
    findings.expect(
      earlier === undefined,
      () => `${record.id} raises ${name} again, as ${earlier?.id} did`,
    );
    raised.set(name, record);
    findings.expect(
      Date.parse(record.time) >= Date.parse(textOf(detail, 'at')),
      () => `${record.id} raises ${name} before its time`,
    );
  }
}

function checkWindows(records: readonly JournalRecord[], findings: Findings): void {
  const states = new Map<string, 'open' | 'closed'>();
  let calendar: readonly Window[] = [];
  for (const record of records) {
    const { detail } = record.data;
    if (record.type === 'calendar.resolved') {
      const windows = detail?.['windows'];
      calendar = Array.isArray(windows) ? (windows as Window[]) : [];
      states.clear();
    }
    if (record.type !== 'window.opened' && record.type !== 'window.closed') continue;
    findings.saw('deadline steps and windows');
    const name = textOf(detail, 'name');
    const expected = record.type === 'window.opened' ? undefined : 'open';
    findings.expect(
      states.get(name) === expected,
      () =>
        `${record.id} is a ${record.type} of ${name}, which is ${states.get(name) ?? 'planned'}`,
    );
    states.set(name, record.type === 'window.opened' ? 'open' : 'closed');
  }
  const last = records.at(-1);
  if (last === undefined || last.data.stageAfter === 'closed') return;
  // One day, because at a demonstration's scale a day is a moment of wall time.
  const now = Date.parse(last.time) - day;
  for (const { name, from, until } of calendar) {
    const isForgotten =
      (now > Date.parse(from) && !states.has(name)) ||
      (now > Date.parse(until) && states.get(name) !== 'closed');
    findings.expect(!isForgotten, () => `${last.subject} has forgotten its window ${name}`);
  }
}
