import { Command } from 'commander';
import { configurationOf } from '#config/configuration.js';
import { recordOperation } from '#register/operations.js';
import type { Answer, Present } from '../answers/answer.js';
import { jsonOption } from '../answers/json-option.js';
import { OperationsError } from '../answers/operations-error.js';
import { type Operator, operatorOptions } from '../audit/operator.js';
import { kafkaConnection, withDatabase, withProducer, withTemporal } from '../servers/servers.js';
import { JourneyRuns } from './journey-runs.js';
import { Restoration } from './restoration.js';
import { decisionsAnswer, restoredAnswer } from './restoration-text.js';
import { unpublishedDecisions } from './unpublished-decisions.js';
import { foldedJournal } from './whole-journal.js';

type Shape = { readonly json: boolean };
type RestoreOptions = Partial<Operator> &
  Shape & { readonly all: boolean; readonly journey?: string[]; readonly dryRun: boolean };
type DecisionOptions = Shape & { readonly journey?: string[] };

/** Starts journeys again whose workflows are gone. */
export function restoreCommand(present: Present): Command {
  const [by, reason] = operatorOptions();
  return new Command('restore-journeys')
    .description(
      'start journeys that Temporal has lost with the state of their journal; stop treatment-worker first',
    )
    .option('--journey <ids...>', 'these journeys')
    .option('--all', 'every journey that is open', false)
    .option('--dry-run', 'only say what would be done', false)
    .addOption(by)
    .addOption(reason)
    .addOption(jsonOption())
    .action(async (options: RestoreOptions) => present(restore(options), options));
}

/** Lists what was answered and not published. */
export function unpublishedCommand(present: Present): Command {
  return new Command('unpublished-decisions')
    .description('decisions that people were told are taken and that no journal holds')
    .option('--journey <ids...>', 'of these journeys alone')
    .addOption(jsonOption())
    .action(async (options: DecisionOptions) => present(listUnpublished(options), options));
}

async function restore(options: RestoreOptions): Promise<Answer> {
  const { by, reason, dryRun, all, journey = [] } = options;
  const wanted = all ? 'all' : journey;
  if (wanted.length === 0) throw nothingSelected();
  const config = configurationOf('kafka', 'database', 'temporal', 'payloads', 'clock');
  return withDatabase(config.database, async (database) =>
    withTemporal(config, async (client) => {
      if (!dryRun) {
        if (by === undefined || reason === undefined) throw needsOperator();
        const about = { journeys: wanted };
        const action = 'restore-journeys';
        await recordOperation(database, { subject: by, reason, action, about });
      }
      const runs = new JourneyRuns(client, config.clock);
      const kafka = kafkaConnection(config.kafka);
      return withProducer(kafka, async (producer) => {
        const restoration = new Restoration(kafka, database, runs, producer);
        return restoredAnswer(await restoration.restore(wanted, dryRun), dryRun);
      });
    }),
  );
}

async function listUnpublished({ journey }: DecisionOptions): Promise<Answer> {
  const config = configurationOf('kafka', 'database');
  const isWanted = (id: string): boolean => journey === undefined || journey.includes(id);
  return withDatabase(config.database, async (database) => {
    const journeys = await foldedJournal(kafkaConnection(config.kafka), isWanted);
    return decisionsAnswer(await unpublishedDecisions(database, journeys, isWanted));
  });
}

function nothingSelected(): OperationsError {
  return new OperationsError(
    'nothing-selected',
    'No journey was named',
    'Name them with --journey, or restore all that are open with --all; --dry-run only tells.',
  );
}

function needsOperator(): OperationsError {
  return new OperationsError(
    'operator-missing',
    'Journeys are started only for somebody who says why',
    'Add --by with your name and --reason, or --dry-run.',
  );
}
