import { isDeepStrictEqual } from 'node:util';
import { eventOf, type InboundEvent } from '../evidence/inbound-event.js';
import type { Message } from '../evidence/message.js';
import { positionOf } from '../evidence/message.js';
import { canonical } from '../journals/digest.js';
import type { Fields, Journals } from '../journals/journal-record.js';
import { type Ending, type Mention, mentionsOf, nameOf } from '../journals/mentions.js';
import { Findings, type Invariant } from './findings.js';

/** What happened to the messages partners sent; a message counts once, a repeat of an event counts again as sent. */
export type EventCounts = {
  readonly sent: number;
  readonly applied: number;
  readonly duplicatesIgnored: number;
  readonly deadLettered: number;
};

/** The inbound side of a run. */
export type InboundEvidence = {
  readonly inbound: readonly Message[];
  /** Whether a message was there early enough that it must have been taken to its end by now. */
  readonly isDue: (message: Message) => boolean;
  /** Whether the topics still hold everything that was ever sent to them. */
  readonly isComplete: boolean;
  readonly deadLetters: readonly Message[];
  readonly journals: Journals;
  /** The events that wait visibly in the register, by source and id. */
  readonly waiting: readonly { readonly source: string; readonly id: string }[];
};

const reasons = new Set([
  'malformed-json',
  'invalid-envelope',
  'unknown-type',
  'invalid-data',
  'unknown-source',
  'not-permitted',
  'bad-signature',
  'expired-key',
  'too-large',
  'unknown-journey',
  'journey-closed',
  'conflicting-duplicate',
  'refused-by-journey',
]);

/** Whether every inbound message has come to exactly one of the ends the contract knows. */
export function checkInboundEvents(evidence: InboundEvidence): {
  readonly invariants: readonly Invariant[];
  readonly counts: EventCounts;
} {
  const dead = new Map<string, Message>();
  const deadLetters = checkDeadLetters(evidence, dead);
  const mentions = mentionsOf(evidence.journals);
  const { invariant, counts } = checkEndings(evidence, dead, mentions);
  return { invariants: [invariant, deadLetters, checkOrigins(evidence, mentions)], counts };
}

function checkDeadLetters(evidence: InboundEvidence, dead: Map<string, Message>): Invariant {
  const findings = new Findings(
    'a dead letter is the message as it came, with its reason',
    'dead letters',
  );
  const sent = new Map(evidence.inbound.map((message) => [positionOf(message), message]));
  for (const letter of evidence.deadLetters) {
    const { headers } = letter;
    const origin = `${headers['origin-topic']}/${headers['origin-partition']}/${headers['origin-offset']}`;
    const at = positionOf(letter);
    findings.saw(dead.has(origin) ? 'repeats' : 'dead letters');
    dead.set(origin, letter);
    findings.expect(
      letter.topic === `${headers['origin-topic']}.dead-letter`,
      () => `${at} stands in another topic's dead letters`,
    );
    findings.expect(
      reasons.has(headers['reason'] ?? ''),
      () => `${at} has a reason the contract does not know`,
    );
    const isDescribed = ['detail', 'failed-at', 'attempts'].every((name) => headers[name]);
    findings.expect(isDescribed, () => `${at} lacks a header`);
    const message = sent.get(origin);
    if (message === undefined) {
      findings.expect(!evidence.isComplete, () => `${at} comes from ${origin}, where nothing is`);
      continue;
    }
    findings.expect(
      letter.key === message.key && asBytes(letter.value).equals(asBytes(message.value)),
      () => `${at} has other bytes than ${origin}`,
    );
  }
  return findings.conclude();
}

function asBytes(value: Buffer | null): Buffer {
  return value ?? Buffer.alloc(0);
}

function checkEndings(
  evidence: InboundEvidence,
  dead: ReadonlyMap<string, Message>,
  mentions: ReadonlyMap<string, readonly Mention[]>,
): { readonly invariant: Invariant; readonly counts: EventCounts } {
  const findings = new Findings(
    'every inbound event is applied once, is a dead letter or waits visibly',
    'inbound messages',
  );
  const counts = { sent: 0, applied: 0, duplicatesIgnored: 0, deadLettered: 0 };
  const seen = new Map<string, string>();
  const waiting = new Set(evidence.waiting.map(nameOf));
  for (const message of evidence.inbound) {
    counts.sent += 1;
    findings.saw('inbound messages');
    const letter = dead.get(positionOf(message));
    if (letter !== undefined) {
      counts.deadLettered += 1;
      checkNotApplied(message, letter, mentions, findings);
      continue;
    }
    if (!evidence.isDue(message)) {
      findings.saw('sent since the check began');
      continue;
    }
    const event = eventOf(message);
    if (event === undefined) {
      findings.violated(`${positionOf(message)} is no event and no dead letter`);
      continue;
    }
    const name = nameOf(event);
    const content = canonical({ ...event, traceparent: undefined });
    const earlier = seen.get(name);
    if (earlier !== undefined) {
      counts.duplicatesIgnored += 1;
      findings.expect(
        earlier === content,
        () => `${positionOf(message)} says something else under a name that was taken`,
      );
      continue;
    }
    seen.set(name, content);
    // Only what names no journey may wait for one.
    if (waiting.has(name) && !evidence.journals.has(normalised(event.subject))) {
      findings.saw('waiting');
      continue;
    }
    const ending = checkEnding(message, event, mentions.get(name) ?? [], evidence, findings);
    if (ending === 'fact') counts.applied += 1;
    if (ending !== undefined) findings.saw(ending === 'fact' ? 'applied' : ending);
  }
  return { invariant: findings.conclude(), counts };
}

/** A signal that was stored although its answer got lost can be repeated when its journey has closed meanwhile. */
const mayBeApplied = new Set(['journey-closed', 'refused-by-journey', 'conflicting-duplicate']);

function checkNotApplied(
  message: Message,
  letter: Message,
  mentions: ReadonlyMap<string, readonly Mention[]>,
  findings: Findings,
): void {
  const event = eventOf(message);
  if (event === undefined || mayBeApplied.has(letter.headers['reason'] ?? '')) return;
  const isApplied = mentions.get(nameOf(event))?.some(({ ending }) => ending === 'fact') === true;
  findings.expect(
    !isApplied,
    () => `${positionOf(message)} is a dead letter and its event is applied`,
  );
}

function checkEnding(
  message: Message,
  event: InboundEvent,
  mentions: readonly Mention[],
  evidence: InboundEvidence,
  findings: Findings,
): Ending | undefined {
  const at = positionOf(message);
  const facts = mentions.filter(({ ending }) => ending === 'fact');
  findings.expect(facts.length <= 1, () => `${at} is applied ${facts.length} times`);
  const last = facts[0] ?? mentions.at(-1);
  if (last === undefined) {
    findings.violated(`${at} (${event.type}) is neither applied nor a dead letter`);
    return undefined;
  }
  findings.expect(
    isAbout(event.subject, last.record.subject, evidence.journals),
    () => `${at} is applied to another journey than it names: ${last.record.id}`,
  );
  findings.expect(
    last.event.type === event.type &&
      Date.parse(last.event.time) === Date.parse(event.time) &&
      isPartOf(last.event.data, event.data),
    () => `${at} is applied with other content: ${last.record.id}`,
  );
  return last.ending;
}

/** Whether a subject names a journey: by its id, its referral or an identifier a partner registered for it. */
function isAbout(subject: string, journeyId: string, journals: Journals): boolean {
  if (normalised(subject) === journeyId) return true;
  return (journals.get(journeyId) ?? []).some(({ type, data: { fact, detail } }) => {
    const enrolment = detail?.['enrolment'] as Fields | undefined;
    return (
      (type === 'identifier.assigned' && fact?.data['value'] === subject) ||
      (type === 'journey.enrolled' && enrolment?.['referralId'] === subject)
    );
  });
}

/** Identifiers are normalised at the edge; case and blanks never tell two events apart. */
function normalised(value: unknown): string {
  return canonical(value)
    .replaceAll(/\s/g, '')
    .toUpperCase()
    .replaceAll(/"=(\w{13})\w{2}"/g, '"$1"')
    .replaceAll(/^"|"$/g, '');
}

/** Whether what was applied was sent: fields of no schema and notes stay behind. */
function isPartOf(applied: Fields, sent: Fields): boolean {
  return Object.entries(applied).every(
    ([name, value]) =>
      name === 'noteId' ||
      isDeepStrictEqual(value, sent[name]) ||
      normalised(value) === normalised(sent[name]),
  );
}

function checkOrigins(
  evidence: InboundEvidence,
  mentions: ReadonlyMap<string, readonly Mention[]>,
): Invariant {
  const findings = new Findings('nothing is applied that no partner sent', 'facts of partners');
  const sent = new Set<string>();
  for (const message of evidence.inbound) {
    const event = eventOf(message);
    if (event !== undefined) sent.add(nameOf(event));
  }
  for (const [name, known] of mentions) {
    for (const { record } of known) {
      if (record.data.actor.kind !== 'partner') continue;
      findings.saw('facts of partners');
      if (sent.has(name)) continue;
      if (evidence.isComplete) findings.violated(`${record.id} holds an event nobody sent`);
      else findings.saw('sent before the oldest message kept');
    }
  }
  return findings.conclude();
}
