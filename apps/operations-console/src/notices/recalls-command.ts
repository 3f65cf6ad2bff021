import { Command } from 'commander';
import { configurationOf } from '#config/configuration.js';
import { type Recall, Recalls } from '#register/recalls.js';
import type { Answer, Present } from '../answers/answer.js';
import { jsonOption } from '../answers/json-option.js';
import { textTable } from '../answers/text-table.js';
import { withDatabase } from '../servers/servers.js';

/** Says how far recalls are. */
export function recallsCommand(present: Present): Command {
  return new Command('recalls')
    .description('lots that were recalled, and how many journeys still need a disposition')
    .addOption(jsonOption())
    .action(async (options: { readonly json: boolean }) => present(recalls(), options));
}

async function recalls(): Promise<Answer> {
  const { database: address } = configurationOf('database');
  return withDatabase(address, async (database) => {
    const all = await new Recalls(database).all();
    return {
      text: all.length === 0 ? 'No lot was recalled.' : tableOf(all),
      json: { recalls: all },
    };
  });
}

function tableOf(all: readonly Recall[]): string {
  return textTable(
    ['recall', 'of', 'class', 'action', 'opened', 'journeys', 'told', 'disposed', ''],
    all.map((one) => [
      one.recallId,
      one.source,
      one.class,
      one.action,
      one.openedAt,
      one.affected,
      one.told,
      one.disposed,
      one.isComplete ? 'complete' : 'OPEN',
    ]),
  );
}
