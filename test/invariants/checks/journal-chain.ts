import { Partitioners } from 'kafkajs';
import type { Message } from '../evidence/message.js';
import { positionOf } from '../evidence/message.js';
import { digest } from '../journals/digest.js';
import {
  type JournalRecord,
  type Journals,
  parseRecord,
  textOf,
} from '../journals/journal-record.js';
import { Findings, type Invariant } from './findings.js';

type Entry = { readonly record: JournalRecord; readonly message: Message };

/** First occurrences by sequence, in the order they were published. */
type Collected = { readonly bySequence: Map<number, Entry>; last: number };

/** The journals that the messages of the journal's topic hold, and whether they are sound. */
export function checkJournals(
  messages: readonly Message[],
  partitions: number,
): { readonly journals: Journals; readonly invariant: Invariant } {
  const findings = new Findings('every journal is gapless and hash-chained', 'records');
  const collected = new Map<string, Collected>();
  for (const message of messages) collect(collected, message, findings);
  const journals = new Map<string, readonly JournalRecord[]>();
  const placed = partitioner(partitions);
  for (const [journeyId, { bySequence }] of collected) {
    const found = [...bySequence.values()];
    findings.saw('journals');
    findings.saw('records', found.length);
    const records = found.map(({ record }) => record);
    journals.set(journeyId, records);
    for (const { message } of found) {
      findings.expect(
        message.partition === placed(journeyId),
        () => `${positionOf(message)} is not in the partition of its key`,
      );
    }
    checkChain(records, findings);
    checkStages(records, findings);
    checkHolds(records, findings);
  }
  return { journals, invariant: findings.conclude() };
}

/** Keeps first occurrences; a repeat must be the same bytes, and a new one must be the next. */
function collect(collected: Map<string, Collected>, message: Message, findings: Findings): void {
  const record = parseRecord(message.value);
  if (record === undefined) {
    findings.violated(`${positionOf(message)} is no journal record`);
    return;
  }
  findings.expect(
    message.key === record.subject,
    () => `${positionOf(message)} has another key than ${record.subject}`,
  );
  const known = collected.get(record.subject) ?? { bySequence: new Map<number, Entry>(), last: 0 };
  collected.set(record.subject, known);
  const { sequence } = record.data;
  const earlier = known.bySequence.get(sequence);
  if (earlier !== undefined) {
    findings.saw('repeats');
    findings.expect(
      message.value?.equals(earlier.message.value ?? Buffer.alloc(0)) === true,
      () => `${record.id} stands twice with different content`,
    );
    return;
  }
  const expected = known.last + 1;
  findings.expect(
    sequence === expected,
    () => `${record.subject} has ${sequence} where ${expected} is next`,
  );
  known.bySequence.set(sequence, { record, message });
  known.last = sequence;
}

function partitioner(partitions: number): (key: string) => number {
  const partitionMetadata = Array.from({ length: partitions }, (_, partitionId) => ({
    partitionId,
    partitionErrorCode: 0,
    leader: 0,
    replicas: [],
    isr: [],
  }));
  const partition = Partitioners.DefaultPartitioner();
  return (key) => partition({ topic: 'journal', partitionMetadata, message: { key, value: null } });
}

function checkChain(records: readonly JournalRecord[], findings: Findings): void {
  let previousHash = '0'.repeat(64);
  let previousTime = Number.NEGATIVE_INFINITY;
  for (const record of records) {
    const { hash, ...data } = record.data;
    const { traceparent: _, ...envelope } = record;
    const at = () => `${record.subject}/${data.sequence}`;
    findings.expect(
      record.id === at() && record.source === 'urn:v2v:journey' && record.specversion === '1.0',
      () => `${at()} has a wrong envelope`,
    );
    findings.expect(data.previousHash === previousHash, () => `${at()} breaks the hash chain`);
    findings.expect(digest({ ...envelope, data }) === hash, () => `${at()} has a wrong hash`);
    findings.expect(Date.parse(record.time) >= previousTime, () => `${at()} goes back in time`);
    findings.expect(
      data.causedBy === undefined || data.causedBy < data.sequence,
      () => `${at()} is caused by a later record`,
    );
    previousHash = hash;
    previousTime = Date.parse(record.time);
  }
  findings.expect(
    records[0]?.type === 'journey.enrolled',
    () => `${records[0]?.subject} does not begin with its enrolment`,
  );
}

function stageAfter(record: JournalRecord): string | undefined {
  if (record.type === 'stage.entered') return textOf(record.data.detail, 'stage');
  if (record.type === 'journey.closed') return 'closed';
  return record.type === 'journey.reopened' ? undefined : record.data.stageBefore;
}

function checkStages(records: readonly JournalRecord[], findings: Findings): void {
  let stage = 'referral';
  for (const record of records) {
    const { stageBefore, stageAfter: after } = record.data;
    findings.expect(
      stageBefore === stage,
      () => `${record.id} starts in ${stageBefore}, not ${stage}`,
    );
    const expected = stageAfter(record);
    findings.expect(
      expected === undefined || after === expected,
      () => `${record.id} ends in ${after}, not ${expected}`,
    );
    stage = after;
  }
}

type Hold = { readonly kind: string; readonly about: unknown; readonly since: string };

function checkHolds(records: readonly JournalRecord[], findings: Findings): void {
  let holds: readonly Hold[] = [];
  for (const record of records) {
    const { detail, holds: told } = record.data;
    const kind = textOf(detail, 'kind');
    const about = detail?.['about'];
    if (record.type === 'hold.placed') holds = holds.concat({ kind, about, since: record.time });
    if (record.type === 'hold.lifted') {
      const left = holds.filter(
        (one) => one.kind !== kind || (about !== undefined && one.about !== about),
      );
      findings.expect(left.length < holds.length, () => `${record.id} lifts a hold nobody placed`);
      holds = left;
    }
    findings.expect(
      asText(holds) === asText(told),
      () => `${record.id} tells other holds than were placed and lifted`,
    );
  }
}

function asText(holds: readonly Pick<Hold, 'kind' | 'since'>[]): string {
  return holds
    .map(({ kind, since }) => `${kind}@${Date.parse(since)}`)
    .toSorted()
    .join();
}
