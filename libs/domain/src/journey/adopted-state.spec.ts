import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { adoptedState, type JourneyStateOfVersion2 } from './adopted-state.js';
import { evolve } from './evolve.js';
import type { JournalRecord } from './record.js';
import type { JourneyState } from './state.js';

type Payload = { readonly data: string };
type RecordedEvent = {
  readonly workflowExecutionStartedEventAttributes?: { readonly input: { payloads: Payload[] } };
  readonly activityTaskScheduledEventAttributes?: {
    readonly activityType: { readonly name: string };
    readonly input: { readonly payloads: readonly Payload[] };
  };
};

function historyOf(version: number, run: number): readonly RecordedEvent[] {
  const name = `protocol-${version}-bridging-to-the-first-visits-run-${run}.json`;
  const path = new URL(`../../../../test/replay/histories/${name}`, import.meta.url);
  return (JSON.parse(readFileSync(path, 'utf8')) as { events: RecordedEvent[] }).events;
}

function valueOf(payload: Payload | undefined): unknown {
  return JSON.parse(Buffer.from(payload?.data ?? '', 'base64').toString('utf8'));
}

/** The records that a run of a released version published. */
function publishedBy(version: number, run: number): readonly JournalRecord[] {
  return historyOf(version, run).flatMap(({ activityTaskScheduledEventAttributes: asked }) =>
    asked?.activityType.name === 'publishJournal'
      ? (valueOf(asked.input.payloads[0]) as { records: JournalRecord[] }).records
      : [],
  );
}

/** The state that a run of a released version was handed by the run before. */
function handedTo(version: number, run: number): JourneyState | JourneyStateOfVersion2 {
  const started = historyOf(version, run)[0]?.workflowExecutionStartedEventAttributes;
  return (valueOf(started?.input.payloads[0]) as { resumed: JourneyState | JourneyStateOfVersion2 })
    .resumed;
}

function folded(state: JourneyState | null, records: readonly JournalRecord[]): JourneyState {
  const end = records.reduce<JourneyState | null>(
    (before, record) =>
      evolve(before, record, (text) => createHash('sha256').update(text).digest('hex')),
    state,
  );
  return JSON.parse(JSON.stringify(end)) as JourneyState;
}

describe.each([2])('the state of a journey that began under version %i', (version) => {
  const handed = handedTo(version, 2);
  // A run may leave it to the next one to publish its last records.
  const all = [...publishedBy(version, 1), ...publishedBy(version, 2)];
  const records = all.filter(({ data }) => data.sequence <= handed.sequence);
  const later = all.slice(records.length);

  it('is what its journal gives when this version folds it', () => {
    expect(records.every(({ data }) => data.protocolVersion === version)).toBe(true);
    expect(records).toHaveLength(handed.sequence);
    expect(adoptedState(handed)).toEqual(folded(null, records));
  });

  it('goes on from there: folded on from what was handed over it is the same as from the beginning', () => {
    expect(later.length).toBeGreaterThan(0);
    expect(folded(adoptedState(handed), later)).toEqual(folded(null, [...records, ...later]));
  });

  it('is taken as it was handed over where a reader did not adopt it before', () => {
    expect(folded(handed as JourneyState, later)).toEqual(folded(null, [...records, ...later]));
  });

  it('stays as it is once it is adopted', () => {
    const adopted = adoptedState(handed);
    expect(adoptedState(adopted)).toBe(adopted);
  });
});
