import { Command } from 'commander';
import { configurationOf } from '#config/configuration.js';
import type { Answer, Present } from '../answers/answer.js';
import { jsonOption } from '../answers/json-option.js';
import { textTable } from '../answers/text-table.js';
import { withDatabase } from '../servers/servers.js';
import { unwatchedJourneys } from './unwatched-journeys.js';

type AlarmsOptions = { readonly json: boolean; readonly site?: string };

/** Says for whom no automatic alarms are raised. */
export function alarmsCommand(present: Present): Command {
  return new Command('alarms')
    .description(
      'patients for whom no automatic alarms are raised now, to be printed for the wards',
    )
    .option('--site <id>', 'of this treating site alone')
    .addOption(jsonOption())
    .action(async (options: AlarmsOptions) => present(alarms(options), options));
}

async function alarms({ site }: AlarmsOptions): Promise<Answer> {
  const { database: address } = configurationOf('database');
  return withDatabase(address, async (database) => {
    const journeys = await unwatchedJourneys(database, site);
    const rows = journeys.map((one) => [one.site, one.journeyId, one.stage, one.since, one.why]);
    const table = textTable(['site', 'journey', 'stage', 'no alarms since', 'found'], rows);
    const text =
      journeys.length === 0
        ? 'The watchdog finds nobody without automatic alarms.'
        : `AUTOMATIC ALARMS ARE NOT RUNNING for these patients: watch them by hand.\n\n${table}`;
    return { text, json: { journeys }, isGood: journeys.length === 0 };
  });
}
