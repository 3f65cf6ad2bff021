import { describe, expect, it } from '@jest/globals';
import type { Message } from '../evidence/message.js';
import { onDay, publishedAs, writtenJournal } from '../journals/written-journal.js';
import { checkRegister, type ReceivedEvent, type RegisterEvidence } from './register.js';

const source = 'urn:v2v:site:northgate';
const [sent, late] = publishedAs(
  'clinic.events.v1',
  0,
  ['e1', 'e2'].map((id) => ({
    specversion: '1.0',
    id,
    source,
    type: 'patient.measured',
    subject: 'V2V-1',
    time: onDay(1),
    data: { weightKg: 70 },
  })),
) as readonly [Message, Message];

const journals = new Map([
  [
    'V2V-1',
    writtenJournal('V2V-1', [
      { type: 'journey.enrolled' },
      { type: 'patient.measured', fact: { source, id: 'e1', data: { weightKg: 70 } } },
    ]),
  ],
]);

const applied: ReceivedEvent = {
  source,
  id: 'e1',
  state: 'applied',
  journeyId: 'V2V-1',
  settledSequence: 2,
};
const other: ReceivedEvent = { ...applied, id: 'e2', state: 'waiting', settledSequence: null };
const sound: RegisterEvidence = {
  received: [applied],
  inbound: [sent],
  isDue: () => true,
  deadLetters: [],
  journals,
};
const letter: Message = {
  ...late,
  headers: {
    'origin-topic': late.topic,
    'origin-partition': String(late.partition),
    'origin-offset': String(late.offset),
  },
};

function violation(change: Partial<RegisterEvidence>): string {
  const { held, detail } = checkRegister({ ...sound, ...change });
  return held ? '' : detail;
}

describe('the register of received events', () => {
  it('agrees with topics and journals when each event is known and ended as its journal says', () => {
    expect(violation({})).toBe('');
  });

  it('is found out when it does not know an event', () => {
    expect(violation({ inbound: [sent, late] })).toContain('neither received nor a dead letter');
    expect(violation({ inbound: [sent, late], isDue: ({ offset }) => offset < 1 })).toBe('');
  });

  it('is found out when it says otherwise than the journal', () => {
    const ways: readonly Partial<ReceivedEvent>[] = [
      { state: 'delivered' },
      { settledSequence: 1 },
      { journeyId: 'V2V-2', settledSequence: null },
    ];
    for (const way of ways) {
      expect(violation({ received: [{ ...applied, ...way }] })).toContain('its journal says');
    }
  });

  it('may be ahead of the journals, which were read before it', () => {
    const inbound = [sent, late];
    const received = [applied, { ...applied, id: 'e2', settledSequence: 3 }];
    expect(violation({ inbound, received })).toBe('');
    const begun = { ...other, state: 'received', journeyId: null };
    const isDue = ({ offset }: Message): boolean => offset < 1;
    expect(violation({ inbound, received: [applied, begun], isDue })).toBe('');
  });

  it('may let an event wait, or reject it when it is a dead letter; it may not lose it', () => {
    const inbound = [sent, late];
    expect(violation({ inbound, received: [applied, other] })).toBe('');
    const rejected = { ...other, state: 'rejected' };
    const received = [applied, rejected];
    expect(violation({ inbound, received, deadLetters: [letter] })).toBe('');
    expect(violation({ inbound, received })).toContain('among no dead letters');
    const delivered = { ...other, state: 'delivered' };
    expect(violation({ inbound, received: [applied, delivered] })).toContain('no journal mentions');
  });
});
