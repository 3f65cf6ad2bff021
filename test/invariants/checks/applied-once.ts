import type { Journals } from '../journals/journal-record.js';
import { Findings, type Invariant } from './findings.js';

/** Whether every event stands as a fact in one record of one journey, however often it was sent. */
export function checkAppliedOnce(journals: Journals): Invariant {
  const findings = new Findings('no event is applied a second time', 'applied events');
  const applied = new Map<string, string>();
  for (const records of journals.values()) {
    for (const { id, data } of records) {
      if (data.fact === undefined) continue;
      findings.saw('applied events');
      const event = `${data.fact.source} ${data.fact.id}`;
      const earlier = applied.get(event);
      findings.expect(earlier === undefined, () => `${id} applies what ${earlier} has applied`);
      applied.set(event, id);
    }
  }
  return findings.conclude();
}
