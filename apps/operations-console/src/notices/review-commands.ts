import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { configurationOf } from '#config/configuration.js';
import type { Database } from '#database/database.js';
import { AffectedJourneys } from '#register/affected-journeys.js';
import { ClosedJourneyReviews } from '#register/closed-journey-reviews.js';
import { recordOperation } from '#register/operations.js';
import { noticeStart } from '#workflows/notices/messages.js';
import type { Answer, Present } from '../answers/answer.js';
import { jsonOption } from '../answers/json-option.js';
import { OperationsError } from '../answers/operations-error.js';
import { textTable } from '../answers/text-table.js';
import { type Operator, operatorOptions } from '../audit/operator.js';
import { withDatabase, withTemporal } from '../servers/servers.js';

type Shape = { readonly json: boolean };
type AnswerOptions = Operator & Shape & { readonly finding: string };

/** The commands about what people have to look into of journeys that have closed. */
export function reviewCommands(present: Present): Command {
  return new Command('reviews')
    .description('what came for journeys that have closed and could be told nothing')
    .addCommand(listCommand(present))
    .addCommand(answerCommand(present));
}

function listCommand(present: Present): Command {
  return new Command('list')
    .description('what nobody has looked into yet, the oldest first')
    .option('--journey <id>', 'of this journey alone')
    .addOption(jsonOption())
    .action(async (options: Shape & { readonly journey?: string }) =>
      present(list(options.journey), options),
    );
}

function answerCommand(present: Present): Command {
  const [by, reason] = operatorOptions();
  return new Command('answer')
    .description('say what was found: a recalled lot has its disposition for that journey by it')
    .addArgument(new Argument('<review>', 'its number').argParser(numberOf))
    .addOption(
      new Option('--finding <code>', 'what was found, e.g. patient-informed or not-given')
        .argParser(codeOf)
        .makeOptionMandatory(),
    )
    .addOption(by.makeOptionMandatory())
    .addOption(reason.makeOptionMandatory())
    .addOption(jsonOption())
    .action(async (id: number, options: AnswerOptions) => present(answer(id, options), options));
}

async function list(journeyId: string | undefined): Promise<Answer> {
  const { database: address } = configurationOf('database');
  return withDatabase(address, async (database) => {
    const reviews = await new ClosedJourneyReviews(database).open(journeyId);
    const rows = reviews.map((one) => [one.id, one.journeyId, one.kind, one.about, one.raisedAt]);
    const table = textTable(['review', 'journey', 'kind', 'about', 'since'], rows);
    return { text: rows.length === 0 ? 'Nothing waits.' : table, json: { reviews } };
  });
}

async function answer(id: number, options: AnswerOptions): Promise<Answer> {
  const { by, reason, finding } = options;
  const config = configurationOf('database', 'temporal', 'payloads');
  return withDatabase(config.database, async (database) => {
    const about = { review: id, finding };
    await recordOperation(database, { subject: by, reason, action: 'reviews answer', about });
    const answered = await new ClosedJourneyReviews(database).answer(id, { by, finding, reason });
    if (answered === undefined) throw noSuchReview(id);
    const notices = answered.kind === 'recall' ? await disposed(database, answered, finding) : [];
    if (notices.length > 0) {
      await withTemporal(config, async ({ workflow }) => {
        for (const notice of notices) {
          const { type, options: start } = noticeStart(notice);
          await workflow.signalWithStart(type, start);
        }
      });
    }
    return { text: `Answered: ${answered.kind} of ${answered.journeyId}`, json: { answered } };
  });
}

async function disposed(
  database: Database,
  { journeyId, about }: { readonly journeyId: string; readonly about: string },
  finding: string,
): Promise<readonly string[]> {
  return new AffectedJourneys(database).disposed(journeyId, about, finding);
}

function noSuchReview(id: number): OperationsError {
  const remedy = 'npm run ops -- reviews list has those that are open.';
  return new OperationsError('no-such-review', `No review ${id} is open.`, remedy);
}

function numberOf(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('The number of a review is needed.');
}

function codeOf(text: string): string {
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && text.length <= 64) return text;
  throw new InvalidArgumentError('A code of lower-case letters, digits and hyphens is needed.');
}
