import { describe, expect, it } from '@jest/globals';
import type { Message } from '../evidence/message.js';
import type { JournalRecord } from '../journals/journal-record.js';
import { onDay, writtenJournal } from '../journals/written-journal.js';
import { checkInboundEvents, type InboundEvidence } from './inbound-events.js';

const source = 'urn:v2v:site:northgate';
const topic = 'clinic.events.v1';

function message(offset: number, event: object | string, headers = {}): Message {
  const value = Buffer.from(typeof event === 'string' ? event : JSON.stringify(event));
  return { topic, partition: 0, offset, key: 'V2V-1', value, headers, timestamp: 0 };
}

function damaged(id: string, bagId: string) {
  const time = onDay(1);
  return { id, source, type: 'bag.damaged', subject: 'V2V-1', time, data: { bagId } };
}

function applied(id: string, bagId: string) {
  return { type: 'bag.damaged', fact: { id, source, time: onDay(1), data: { bagId } } };
}

function journalOf(...drafts: Parameters<typeof writtenJournal>[1]): readonly JournalRecord[] {
  return writtenJournal('V2V-1', [{ type: 'journey.enrolled', detail: {} }, ...drafts]);
}

function deadLetter(of: Message, reason: string, value = of.value): Message {
  const headers = {
    'origin-topic': of.topic,
    'origin-partition': '0',
    'origin-offset': String(of.offset),
    reason,
    detail: '/: expected',
    'failed-at': onDay(1),
    attempts: '1',
  };
  return { ...of, topic: `${topic}.dead-letter`, value, headers };
}

const broken = message(2, '{"id":');

const sound: InboundEvidence = {
  inbound: [message(0, damaged('e1', 'BAG 1')), message(1, damaged('e1', 'BAG 1')), broken],
  isDue: () => true,
  isComplete: true,
  deadLetters: [deadLetter(broken, 'malformed-json')],
  journals: new Map([['V2V-1', journalOf(applied('e1', 'BAG1'))]]),
  waiting: [],
};

function violations(change: Partial<InboundEvidence>): string {
  const { invariants } = checkInboundEvents({ ...sound, ...change });
  return invariants
    .filter(({ held }) => !held)
    .map(({ detail }) => detail)
    .join(' | ');
}

describe('inbound events', () => {
  it('may wait visibly for a journey that nobody knows, and for no other', () => {
    const early = { ...damaged('e2', 'BAG 2'), subject: 'V2V-2' };
    const inbound = [...sound.inbound, message(3, early)];
    const waiting = [{ source, id: 'e2' }];
    expect(violations({ inbound })).toContain('neither applied nor a dead letter');
    expect(violations({ inbound, waiting })).toBe('');
    const known = [...sound.inbound, message(3, damaged('e2', 'BAG 2'))];
    expect(violations({ inbound: known, waiting })).toContain('neither applied');
  });

  it('come to their end: applied once, ignored as duplicates, or dead letters', () => {
    const { invariants, counts } = checkInboundEvents(sound);
    expect(invariants.map(({ held }) => held)).toEqual([true, true, true]);
    expect(counts).toEqual({ sent: 3, applied: 1, duplicatesIgnored: 1, deadLettered: 1 });
  });

  it('are missed when they are neither applied nor dead letters', () => {
    const inbound = [...sound.inbound, message(3, damaged('e2', 'BAG2'))];
    expect(violations({ inbound })).toContain(
      'clinic.events.v1/0/3 (bag.damaged) is neither applied nor a dead letter',
    );
  });

  it('are not yet missed when they were sent after the check began', () => {
    const inbound = [...sound.inbound, message(3, damaged('e2', 'BAG2'))];
    expect(violations({ inbound, isDue: ({ offset }) => offset < 3 })).toBe('');
  });

  it('are found applied twice', () => {
    const journals = new Map([['V2V-1', journalOf(applied('e1', 'BAG1'), applied('e1', 'BAG1'))]]);
    expect(violations({ journals })).toContain('clinic.events.v1/0/0 is applied 2 times');
  });

  it('are found applied to another journey', () => {
    const other = writtenJournal('V2V-2', [{ type: 'journey.enrolled' }, applied('e1', 'BAG1')]);
    expect(violations({ journals: new Map([['V2V-2', other]]) })).toContain(
      'clinic.events.v1/0/0 is applied to another journey than it names: V2V-2/2',
    );
  });

  it('are found applied with other content', () => {
    const journals = new Map([['V2V-1', journalOf(applied('e1', 'BAG9'))]]);
    expect(violations({ journals })).toContain('applied with other content: V2V-1/2');
  });

  it('count as taken when confirmed, parked or refused', () => {
    const detail = { event: { ...damaged('e1', 'BAG1') } };
    for (const type of ['event.confirmed', 'event.parked', 'event.refused']) {
      const journals = new Map([['V2V-1', journalOf({ type, detail })]]);
      expect(violations({ journals })).toBe('');
    }
  });

  it('are found applied although nobody sent them', () => {
    const journals = new Map([['V2V-1', journalOf(applied('e1', 'BAG1'), applied('e9', 'BAG1'))]]);
    expect(violations({ journals })).toContain('V2V-1/3 holds an event nobody sent');
    expect(violations({ journals, isComplete: false })).toBe('');
  });
});

describe('dead letters', () => {
  it('are found with a reason the contract does not know', () => {
    const deadLetters = [deadLetter(broken, 'bad-mood')];
    expect(violations({ deadLetters })).toContain('has a reason the contract does not know');
  });

  it('are found with other bytes', () => {
    const deadLetters = [deadLetter(broken, 'malformed-json', Buffer.from('{'))];
    expect(violations({ deadLetters })).toContain('has other bytes than clinic.events.v1/0/2');
  });

  it('are found for what nobody sent', () => {
    const deadLetters = [...sound.deadLetters, deadLetter(message(7, '{'), 'malformed-json')];
    expect(violations({ deadLetters })).toContain('comes from clinic.events.v1/0/7');
  });

  it('are found for an event that is applied', () => {
    const [first] = sound.inbound;
    const deadLetters = [...sound.deadLetters, deadLetter(first ?? broken, 'invalid-data')];
    expect(violations({ deadLetters })).toContain('is a dead letter and its event is applied');
  });
});
