import { eventOf } from '../evidence/inbound-event.js';
import { type Message, positionOf } from '../evidence/message.js';
import type { Journals } from '../journals/journal-record.js';
import { type Ending, type Mention, mentionsOf, nameOf } from '../journals/mentions.js';
import { Findings, type Invariant } from './findings.js';

/** A row of the register of received events. */
export type ReceivedEvent = {
  readonly source: string;
  readonly id: string;
  readonly state: string;
  readonly journeyId: string | null;
  readonly settledSequence: number | null;
};

/** What the register is compared with. */
export type RegisterEvidence = {
  readonly received: readonly ReceivedEvent[];
  readonly inbound: readonly Message[];
  readonly isDue: (message: Message) => boolean;
  readonly deadLetters: readonly Message[];
  readonly journals: Journals;
};

const stateOf: Readonly<Record<Ending, string>> = {
  fact: 'applied',
  'event.confirmed': 'confirmed',
  'event.parked': 'parked',
  'event.refused': 'refused',
};

/** Whether the register knows every event that passed its check, and says of each what its journal says. */
export function checkRegister(evidence: RegisterEvidence): Invariant {
  const findings = new Findings('the register says what became of every event', 'received events');
  const received = new Map(evidence.received.map((row) => [nameOf(row), row]));
  const mentions = mentionsOf(evidence.journals);
  const dead = new Set(
    evidence.deadLetters.map(
      ({ headers }) =>
        `${headers['origin-topic']}/${headers['origin-partition']}/${headers['origin-offset']}`,
    ),
  );
  const refused = new Set<string>();
  const due = new Set<string>();
  for (const message of evidence.inbound) {
    const event = eventOf(message);
    if (event === undefined) continue;
    const name = nameOf(event);
    const at = positionOf(message);
    if (dead.has(at)) refused.add(name);
    else if (evidence.isDue(message)) {
      due.add(name);
      findings.expect(received.has(name), () => `${at} is neither received nor a dead letter`);
    }
  }
  for (const row of evidence.received) {
    const name = nameOf(row);
    findings.saw('received events');
    // The register was read after the journals: what it took from them meanwhile they cannot tell yet.
    const known = evidence.journals.get(row.journeyId ?? '')?.length ?? 0;
    if (row.settledSequence !== null && row.settledSequence > known) continue;
    const last = mentions.get(name)?.at(-1);
    if (last !== undefined) checkSettled(row, last, findings);
    else if (due.has(name) || refused.has(name)) {
      checkUnsettled(row, refused.has(name), findings);
    }
  }
  return findings.conclude();
}

function checkSettled(row: ReceivedEvent, last: Mention, findings: Findings): void {
  const { record, ending } = last;
  const is = `${row.state} at ${String(row.settledSequence)} of ${String(row.journeyId)}`;
  const expected = `${stateOf[ending]} at ${record.data.sequence} of ${record.subject}`;
  findings.expect(
    is === expected,
    () => `an event of ${row.source} is ${is}, and its journal says ${expected}`,
  );
}

/** Of what no journal mentions, the register must know why: it waits, or it is a dead letter. */
function checkUnsettled(row: ReceivedEvent, isDead: boolean, findings: Findings): void {
  if (row.state === 'waiting') findings.saw('waiting');
  else if (row.state === 'rejected') {
    findings.expect(
      isDead,
      () => `an event of ${row.source} is rejected and stands among no dead letters`,
    );
  } else {
    findings.violated(`an event of ${row.source} is ${row.state}, and no journal mentions it`);
  }
}
