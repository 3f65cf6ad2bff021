import type { Message } from '../evidence/message.js';
import { canonical, digest } from './digest.js';
import type { Decision, Fact, Fields, JournalRecord } from './journal-record.js';

/** What a record of a journal written by hand says; days count from the enrolment. */
export type Draft = {
  readonly type: string;
  readonly day?: number;
  readonly fact?: Partial<Fact> & { readonly data: Fields };
  readonly decision?: Decision;
  readonly detail?: Fields;
  /** Whether it follows from the record before that nothing caused. */
  readonly follows?: boolean;
};

const start = Date.parse('2026-03-02T09:00:00.000Z');
const msPerDay = 86_400_000;

/** The instant that many days after the enrolment. */
export function onDay(day: number): string {
  return new Date(start + day * msPerDay).toISOString();
}

/** A sound journal that says what the drafts say: numbered, chained, with the stages and holds that follow. */
export function writtenJournal(journeyId: string, drafts: readonly Draft[]): JournalRecord[] {
  const records: JournalRecord[] = [];
  let holds: JournalRecord['data']['holds'] = [];
  let root = 0;
  for (const draft of drafts) {
    const last = records.at(-1);
    const sequence = records.length + 1;
    const time = draft.day === undefined ? (last?.time ?? onDay(0)) : onDay(draft.day);
    if (draft.follows !== true) root = sequence;
    holds = holdsAfter(holds, draft, time);
    const stageBefore = last?.data.stageAfter ?? 'referral';
    const data = {
      sequence,
      ...contentOf(draft, sequence, time),
      ...(root === sequence ? {} : { causedBy: root }),
      stageBefore,
      stageAfter: stageAfter(draft, stageBefore),
      holds,
      protocolVersion: 1,
      previousHash: last?.data.hash ?? '0'.repeat(64),
    };
    const envelope = {
      specversion: '1.0',
      id: `${journeyId}/${sequence}`,
      source: 'urn:v2v:journey',
      type: draft.type,
      subject: journeyId,
      time,
    };
    records.push({ ...envelope, data: { ...data, hash: digest({ ...envelope, data }) } });
  }
  return records;
}

function contentOf({ type, fact, decision, detail }: Draft, sequence: number, time: string) {
  const source = 'urn:v2v:site:northgate';
  return {
    actor:
      fact === undefined
        ? { kind: 'system', id: 'urn:v2v:journey' }
        : { kind: 'partner', id: source },
    ...(fact === undefined ? {} : { fact: { source, id: `${type}-${sequence}`, time, ...fact } }),
    ...(decision === undefined ? {} : { decision }),
    ...(detail === undefined ? {} : { detail }),
  };
}

function stageAfter({ type, detail }: Draft, before: string): string {
  if (type === 'journey.closed') return 'closed';
  return type === 'stage.entered' ? String(detail?.['stage']) : before;
}

function holdsAfter(
  holds: JournalRecord['data']['holds'],
  { type, detail }: Draft,
  since: string,
): JournalRecord['data']['holds'] {
  const kind = String(detail?.['kind']);
  if (type === 'hold.placed') return [...holds, { kind, since }];
  return type === 'hold.lifted' ? holds.filter((hold) => hold.kind !== kind) : holds;
}

/** The messages that publish records, in order, all in the partition given. */
export function publishedAs(
  topic: string,
  partition: number,
  events: readonly { readonly subject: string }[],
): readonly Message[] {
  return events.map((event, offset) => ({
    topic,
    partition,
    offset,
    key: event.subject,
    value: Buffer.from(canonical(event)),
    headers: {},
    timestamp: 0,
  }));
}
