import { Command } from 'commander';
import { configurationOf } from '#config/configuration.js';
import type { Answer, Present } from '../answers/answer.js';
import { jsonOption } from '../answers/json-option.js';
import { textTable } from '../answers/text-table.js';
import { openLetters } from '../dead-letters/dead-letter-commands.js';
import { kafkaConnection, withDatabase, withTemporal } from '../servers/servers.js';
import { intakeFinding, projectorFinding } from './catching-up.js';
import type { Finding } from './finding.js';
import { runningJourneys } from './running-journeys.js';
import { quarantineFinding, waitingFinding } from './stored-trouble.js';

type Shape = { readonly json: boolean };

/** Says whether the build this console is of can go out. */
export function safeToDeployCommand(present: Present): Command {
  return new Command('safe-to-deploy')
    .description('whether the release this command belongs to can go out now, and if not, why')
    .addOption(jsonOption())
    .action(async (options: Shape) => present(safeToDeploy(), options));
}

async function safeToDeploy(): Promise<Answer> {
  const config = configurationOf('kafka', 'database', 'temporal', 'payloads');
  const kafka = kafkaConnection(config.kafka);
  return withDatabase(config.database, async (database) =>
    withTemporal(config, async (client) => {
      const letters = await openLetters(kafka, database);
      const findings = [
        ...(await runningJourneys(client)),
        await projectorFinding(kafka, database),
        await quarantineFinding(database),
        await intakeFinding(kafka),
        await waitingFinding(database),
        lettersFinding(letters),
      ];
      return answerOf(findings);
    }),
  );
}

function lettersFinding(open: number): Finding {
  const name = 'dead letters';
  if (open === 0) return { name, verdict: 'good', detail: '' };
  return { name, verdict: 'warning', detail: `nothing was done with ${open} of them yet` };
}

function answerOf(findings: readonly Finding[]): Answer {
  const isSafe = findings.every(({ verdict }) => verdict !== 'bad');
  const table = textTable(
    ['check', 'found', ''],
    findings.map(({ name, verdict, detail }) => [name, verdict, detail]),
  );
  return {
    text: `${table}\n\n${isSafe ? 'Yes: safe to deploy.' : 'No: not safe to deploy.'}`,
    json: { isSafe, findings },
    isGood: isSafe,
  };
}
