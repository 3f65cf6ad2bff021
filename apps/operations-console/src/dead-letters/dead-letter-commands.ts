import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { configurationOf } from '#config/configuration.js';
import type { Database } from '#database/database.js';
import { DeadLetterArchive, originTopics } from '#dead-letters/dead-letter-archive.js';
import { unknownLetters } from '#dead-letters/dead-letter-error.js';
import { LetterDesk, type Selection } from '#dead-letters/letter-desk.js';
import { isAsked, type LetterFilter } from '#dead-letters/letter-groups.js';
import { loadPartners } from '#partners/load-partners.js';
import { recordOperation } from '#register/operations.js';
import type { Answer, Present } from '../answers/answer.js';
import { jsonOption } from '../answers/json-option.js';
import { OperationsError } from '../answers/operations-error.js';
import { type Operator, operatorOptions } from '../audit/operator.js';
import { answering, kafkaConnection, withDatabase, withProducer } from '../servers/servers.js';
import { disposedAnswer, groupsAnswer, letterAnswer, lettersAnswer } from './letter-texts.js';

type Shape = { readonly json: boolean };
type ListOptions = LetterFilter & Shape & { readonly all: boolean; readonly each: boolean };
type ShowOptions = Partial<Operator> & Shape & { readonly bytes: boolean };
type DisposeOptions = LetterFilter & Operator & Shape & { readonly limit: number };

const mostAtOnce = 10_000;

/** The commands about dead letters. */
export function deadLetterCommands(present: Present): Command {
  return new Command('dead-letters')
    .description('events that could not be used: look at them, publish them again, lay them aside')
    .addCommand(listCommand(present))
    .addCommand(showCommand(present))
    .addCommand(replayCommand(present))
    .addCommand(discardCommand(present));
}

function listCommand(present: Present): Command {
  return filtered(new Command('list'))
    .description('those nothing was done with, in groups of one partner, type, fault and topic')
    .option('--each', 'one by one instead of in groups', false)
    .option('--all', 'with those that were replayed or discarded', false)
    .addOption(jsonOption())
    .action(async (options: ListOptions) => present(list(options), options));
}

function showCommand(present: Present): Command {
  const [by, reason] = operatorOptions();
  return new Command('show')
    .description('one dead letter: who sent what when, and which field was wrong; no values')
    .addArgument(letterArgument('<letter>'))
    .option(
      '--bytes',
      'also the message itself, which holds patient data: --by and --reason',
      false,
    )
    .addOption(by)
    .addOption(reason)
    .addOption(jsonOption())
    .action(async (id: string, options: ShowOptions) => present(show(id, options), options));
}

function replayCommand(present: Present): Command {
  return disposing(new Command('replay'))
    .description('publish events again, with their own signature judged as of when they first came')
    .action(async (ids: string[], options: DisposeOptions) =>
      present(replay({ ...options, ids }, options), options),
    );
}

function discardCommand(present: Present): Command {
  return disposing(new Command('discard'))
    .description('lay events aside for good: they stay on their topic and are listed no more')
    .action(async (ids: string[], options: DisposeOptions) =>
      present(discard({ ...options, ids }, options), options),
    );
}

/** How many dead letters nothing was done with yet. */
export async function openLetters(
  kafka: ReturnType<typeof kafkaConnection>,
  database: Database,
): Promise<number> {
  const { partners } = configurationOf('partners');
  const archive = await answeringArchive(kafka, database, partners.file);
  return (await archive.letters(({ disposition }) => disposition === null)).length;
}

async function list({ all, each, ...filter }: ListOptions): Promise<Answer> {
  return withArchive(async (archive) => {
    const letters = await archive.letters(
      (letter) => (all || letter.disposition === null) && isAsked(filter, letter),
    );
    return each ? lettersAnswer(letters) : groupsAnswer(letters);
  });
}

async function show(id: string, { bytes, by, reason }: ShowOptions): Promise<Answer> {
  return withArchive(async (archive, database) => {
    const [letter] = await archive.letters((one) => one.id === id);
    if (letter === undefined) throw unknownLetters([id]);
    if (!bytes) return letterAnswer(letter, false);
    if (by === undefined || reason === undefined) throw needsOperator();
    const action = 'dead-letters show';
    await recordOperation(database, { subject: by, reason, action, about: { letters: [id] } });
    return letterAnswer(letter, true);
  });
}

async function replay(selection: Selection, operator: Operator): Promise<Answer> {
  const { kafka, operations } = configurationOf('kafka', 'operations');
  return withArchive(async (archive, database) =>
    withProducer(kafkaConnection(kafka), async (producer) => {
      const desk = new LetterDesk(archive, database);
      const done = await desk.replay(selection, operator, producer, operations.key);
      return disposedAnswer('replayed', done);
    }),
  );
}

async function discard(selection: Selection, operator: Operator): Promise<Answer> {
  return withArchive(async (archive, database) =>
    disposedAnswer(
      'discarded',
      await new LetterDesk(archive, database).discard(selection, operator),
    ),
  );
}

async function withArchive(
  work: (archive: DeadLetterArchive, database: Database) => Promise<Answer>,
): Promise<Answer> {
  const { kafka, database: at, partners } = configurationOf('kafka', 'database', 'partners');
  return withDatabase(at, async (database) =>
    work(await answeringArchive(kafkaConnection(kafka), database, partners.file), database),
  );
}

async function answeringArchive(
  kafka: ReturnType<typeof kafkaConnection>,
  database: Database,
  partnersFile: string,
): Promise<DeadLetterArchive> {
  const archive = new DeadLetterArchive(kafka, database, loadPartners(partnersFile));
  await answering('Kafka', 'KAFKA_BROKERS', () => archive.assertAnswers());
  return archive;
}

function disposing(command: Command): Command {
  const [by, reason] = operatorOptions();
  return filtered(command)
    .addArgument(letterArgument('[letters...]'))
    .addOption(
      new Option('--limit <number>', 'of a group, at most so many, oldest first')
        .argParser(limitFrom)
        .default(100),
    )
    .addOption(by.makeOptionMandatory())
    .addOption(reason.makeOptionMandatory())
    .addOption(jsonOption());
}

function filtered(command: Command): Command {
  return command
    .option('--partner <id>', 'of this registered partner')
    .option('--type <type>', 'of this type of event')
    .option('--fault <reason>', 'refused for this reason, such as invalid-data')
    .addOption(new Option('--topic <topic>', 'sent to this topic').choices(originTopics));
}

function letterArgument(name: string): Argument {
  return new Argument(name, 'as list --each names them: <topic>/<partition>/<offset>');
}

function limitFrom(text: string): number {
  const limit = Number(text);
  if (/^\d+$/.test(text) && limit >= 1 && limit <= mostAtOnce) return limit;
  throw new InvalidArgumentError(`A whole number from 1 to ${mostAtOnce} is needed.`);
}

function needsOperator(): OperationsError {
  return new OperationsError(
    'operator-missing',
    'The bytes of an event are shown only to somebody who says why',
    'Add --by with your name and --reason.',
  );
}
