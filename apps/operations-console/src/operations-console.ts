import { Command } from 'commander';
import { alarmsCommand } from './alarms/alarms-command.js';
import type { Present } from './answers/answer.js';
import { deadLetterCommands } from './dead-letters/dead-letter-commands.js';
import { safeToDeployCommand } from './deploying/deploying-commands.js';
import { rollCommand } from './fleet/fleet-commands.js';
import { recallsCommand } from './notices/recalls-command.js';
import { reviewCommands } from './notices/review-commands.js';
import { custodyCommands, signatureCommands } from './proving/proving-commands.js';
import { rebuildCommand } from './read-model/rebuild-command.js';
import { restoreCommand, unpublishedCommand } from './restoring/restoring-commands.js';

const exitCodes = `
Exit code: 0 done, or yes; 1 not done, or no; 2 the command line or the environment is wrong.`;

/**
 * Every command of operations; whoever presents decides where answers go. Parsing throws CommanderError where a
 * command line cannot be understood or only help was asked for.
 */
export function operationsConsole(present: Present): Command {
  const operations = new Command('npm run ops --')
    .description('What people do beside the protocol. Every change is on record: who, what, why.')
    .addHelpText('after', exitCodes)
    .addCommand(deadLetterCommands(present))
    .addCommand(restoreCommand(present))
    .addCommand(unpublishedCommand(present))
    .addCommand(alarmsCommand(present))
    .addCommand(recallsCommand(present))
    .addCommand(reviewCommands(present))
    .addCommand(rebuildCommand(present))
    .addCommand(rollCommand(present))
    .addCommand(safeToDeployCommand(present))
    .addCommand(custodyCommands(present))
    .addCommand(signatureCommands(present));
  for (const command of withSubcommands(operations))
    command.exitOverride().showHelpAfterError('Add --help to see what it takes.');
  return operations;
}

function withSubcommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap((one) => withSubcommands(one))];
}
