import type { Caller } from '#access/caller.js';
import type {
  DeadLetterGroup,
  DeadLetterList,
  DeadLettersQuery,
  DisposedLetters,
  LetterGroupChoice,
  ToldDeadLetter,
} from '#contracts/http/dead-letters.schema.js';
import type { Database } from '#database/database.js';
import type { DeadLetterArchive, FiledLetter } from '#dead-letters/dead-letter-archive.js';
import { DeadLetterError } from '#dead-letters/dead-letter-error.js';
import { type Disposed, LetterDesk, type Selection } from '#dead-letters/letter-desk.js';
import { isAsked } from '#dead-letters/letter-groups.js';
import { shownLetter } from '#dead-letters/shown-letter.js';
import type { KafkaProducer } from '#kafka/producer.js';
import type { PartnerRegistry } from '#partners/registry.js';
import { ProblemError } from '../problems/problem-error.js';
import { answerInTime } from './answer-in-time.js';

/** What dealing with dead letters depends on. */
export type DeadLettersPorts = {
  readonly archive: DeadLetterArchive;
  readonly database: Database;
  readonly registry: PartnerRegistry;
  readonly producer: Pick<KafkaProducer, 'publish'>;
  readonly operationsKey: Buffer;
};

/** What is done with dead letters. */
export type LetterAct = 'replay' | 'discard';

const mostShown = 100;
const notRegistered = '-';
const nothingSaid = 'no reason given';

/** Dead letters as operations see them over HTTP: the same archive and desk as on the command line. */
export class DeadLettersService {
  private readonly desk: LetterDesk;

  constructor(private readonly ports: DeadLettersPorts) {
    this.desk = new LetterDesk(ports.archive, ports.database);
  }

  async list({ partner, reason, type, topic, done }: DeadLettersQuery): Promise<DeadLetterList> {
    const filter = {
      partner: partner === notRegistered ? null : partner,
      fault: reason,
      type,
      topic,
    };
    await answerInTime(this.ports.archive.assertAnswers());
    const letters = await this.ports.archive.letters(
      (letter) => (done || letter.disposition === null) && isAsked(filter, letter),
    );
    const groups = Map.groupBy(letters, (letter) =>
      JSON.stringify([letter.partner, letter.reason]),
    );
    return {
      total: letters.length,
      groups: [...groups.values()]
        .map((group) => this.groupOf(group))
        .toSorted((one, other) => other.count - one.count),
    };
  }

  /** @throws ProblemError `unknown-dead-letter` when there is none of this name. */
  async one(caller: Caller, act: LetterAct, id: string, reason?: string): Promise<DisposedLetters> {
    const name = id.replaceAll(':', '/');
    return this.dispose(caller, act, { ids: [name], limit: 1 }, reason ?? nothingSaid);
  }

  /** @throws ProblemError `invalid-body` when nothing narrows the group. */
  async group(
    caller: Caller,
    act: LetterAct,
    { reason, ...selection }: LetterGroupChoice,
  ): Promise<DisposedLetters> {
    return this.dispose(caller, act, { ids: [], ...selection }, reason);
  }

  private async dispose(
    caller: Caller,
    act: LetterAct,
    selection: Selection,
    reason: string,
  ): Promise<DisposedLetters> {
    const { producer, operationsKey } = this.ports;
    const operator = { by: caller.subject, reason };
    await answerInTime(this.ports.archive.assertAnswers());
    try {
      return told(
        act === 'replay'
          ? await this.desk.replay(selection, operator, producer, operationsKey)
          : await this.desk.discard(selection, operator),
      );
    } catch (error) {
      throw error instanceof DeadLetterError ? problemOf(error) : error;
    }
  }

  private groupOf(letters: readonly FiledLetter[]): DeadLetterGroup {
    const [first, last] = [letters[0], letters.at(-1)];
    const partner = first?.partner ?? null;
    const types = letters.flatMap(({ envelope }) => envelope.type ?? []);
    return {
      partner,
      organisation:
        partner === null
          ? null
          : (this.ports.registry.partnerById(partner)?.contact.organisation ?? null),
      reason: first?.reason ?? '',
      count: letters.length,
      types: [...new Set(types)].toSorted(),
      firstFailedAt: first?.failedAt ?? '',
      lastFailedAt: last?.failedAt ?? '',
      letters: letters.slice(-mostShown).toReversed().map(toldLetter),
    };
  }
}

function toldLetter(letter: FiledLetter): ToldDeadLetter {
  const { id, partner: _partner, reason: _reason, ...shown } = shownLetter(letter);
  return { ...shown, id: addressOf(id), topic: letter.origin.topic };
}

/** The name of a letter as one part of an address. */
function addressOf(id: string): string {
  return id.replaceAll('/', ':');
}

function told({ operation, letters, already, left }: Disposed): DisposedLetters {
  return { operation, letters: letters.map(addressOf), already: already.map(addressOf), left };
}

function problemOf({ code }: DeadLetterError): ProblemError {
  if (code === 'unknown-dead-letter') return new ProblemError(code);
  const expected = 'at least one of partner, fault, type and topic';
  return new ProblemError('invalid-body', { faults: [{ pointer: '', expected }] });
}
