import {
  type JournalRecord,
  type Journals,
  type Fields,
  textOf,
} from '../journals/journal-record.js';
import { Findings, type Invariant } from './findings.js';

/** What a consumer group has still to do in one partition. */
export type Lag = {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
  /** The offset to be read next; -1 where nothing was committed. */
  readonly committed: number;
  /** The offset the partition ended at when the check began. */
  readonly end: number;
};

/** The journeys that Temporal says are running; undefined when Temporal was not asked. */
export type RunningJourneys = ReadonlySet<string> | undefined;

/** Whether nothing is left to do: no lag, no journey without its workflow, nothing parked for ever. */
export function checkSettled(
  journals: Journals,
  lags: readonly Lag[],
  running: RunningJourneys,
): readonly Invariant[] {
  return [checkLags(lags), checkParked(journals), checkRunning(journals, running)];
}

function checkLags(lags: readonly Lag[]): Invariant {
  const findings = new Findings('every consumer has reached the end', 'partitions');
  for (const { group, topic, partition, committed, end } of lags) {
    findings.saw('partitions');
    findings.expect(
      Math.max(0, committed) >= end,
      () => `${group} is ${end - Math.max(0, committed)} behind in ${topic}/${partition}`,
    );
  }
  return findings.conclude();
}

function checkParked(journals: Journals): Invariant {
  const findings = new Findings('nothing is parked for ever', 'journeys past treatment');
  for (const records of journals.values()) {
    const stage = records.at(-1)?.data.stageAfter;
    if (stage !== 'closed' && stage !== 'follow-up') continue;
    findings.saw('journeys past treatment');
    for (const [id, parked] of parkedIn(records)) {
      // What corrects or takes back something that came no more before the journey closed has nothing to do.
      if (stage === 'closed' && !isTargetKnown(parked, records)) findings.saw('left behind');
      else findings.violated(`${parked.id} parked ${id} and nothing followed`);
    }
  }
  return findings.conclude();
}

/** Whether a parked event is one that stands for itself, or what it corrects or takes back was ever told. */
function isTargetKnown({ data }: JournalRecord, records: readonly JournalRecord[]): boolean {
  const event = data.detail?.['event'] as Fields | undefined;
  const target =
    textOf(event, 'corrects') || textOf(event?.['data'] as Fields | undefined, 'retractedId');
  if (target === '') return true;
  return records.some(({ data: { fact, detail } }) => {
    const told = (fact ?? detail?.['event']) as Fields | undefined;
    return textOf(told, 'id') === target && textOf(told, 'source') === textOf(event, 'source');
  });
}

function parkedIn(records: readonly JournalRecord[]): ReadonlyMap<string, JournalRecord> {
  const parked = new Map<string, JournalRecord>();
  for (const record of records) {
    const { fact, detail } = record.data;
    const event = (fact ?? detail?.['event']) as Fields | undefined;
    if (event === undefined) continue;
    const name = `${textOf(event, 'source')} ${textOf(event, 'id')}`;
    if (record.type === 'event.parked') parked.set(name, record);
    else parked.delete(name);
  }
  return parked;
}

function checkRunning(journals: Journals, running: RunningJourneys): Invariant {
  const findings = new Findings(
    'every open journey has its workflow, no closed one has',
    'journeys',
  );
  if (running === undefined) return findings.conclude();
  for (const [journeyId, records] of journals) {
    findings.saw('journeys');
    const isClosed = records.at(-1)?.data.stageAfter === 'closed';
    findings.expect(
      running.has(journeyId) !== isClosed,
      () => `${journeyId} is ${isClosed ? 'closed and runs' : 'open and does not run'}`,
    );
  }
  for (const journeyId of running) {
    findings.expect(journals.has(journeyId), () => `${journeyId} runs and has no journal`);
  }
  return findings.conclude();
}
