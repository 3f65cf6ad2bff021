import { Command, Option } from 'commander';
import { businessTopics } from '#contracts/topics.js';
import type { Answer } from './answer.js';
import { check, type EventOptions, makeKeys, send, sign } from './commands.js';

const exitCodes = `
Exit code: 0 done, or good; 1 not good, or not done; 2 the command line or the environment is wrong.`;

/**
 * Every command for partners; `present` takes what they say. Parsing throws CommanderError where a command line cannot
 * be understood or only help was asked for.
 */
export function partnerConsole(present: (answer: Answer) => void): Command {
  const console = new Command('npm run partner --')
    .description('Makes keys, signs events, checks them as the intake would, and sends them.')
    .addHelpText('after', exitCodes)
    .addCommand(
      new Command('keys')
        .description('make a key pair: the private part goes to a file, the public one is printed')
        .requiredOption('--kid <name>', 'how the key is called, new for each')
        .option('--out <file>', 'where the private key goes (<kid>.private.json)')
        .action((options: { readonly kid: string; readonly out?: string }) =>
          present(makeKeys(options)),
        ),
    )
    .addCommand(
      new Command('sign')
        .description('print the header `signature` for the exact bytes of a file')
        .argument('<event>', 'a file with one event')
        .requiredOption('--key <file>', 'the private key')
        .action(async (file: string, options: { readonly key: string }) =>
          present(await sign(file, options)),
        ),
    )
    .addCommand(
      ofEvent(new Command('check'))
        .description('say what the intake would say: schema, permission, signature; sends nothing')
        .action(async (file: string, options: EventOptions) => present(await check(file, options))),
    )
    .addCommand(
      ofEvent(new Command('send'))
        .description('check an event and publish it')
        .option('--anyway', 'also when the intake will refuse it', false)
        .action(async (file: string, options: EventOptions & { readonly anyway: boolean }) =>
          present(await send(file, options)),
        ),
    );
  for (const command of [console, ...console.commands]) {
    command.exitOverride().showHelpAfterError('Add --help to see what it takes.');
  }
  return console;
}

function ofEvent(command: Command): Command {
  return command
    .argument('<event>', 'a file with one event')
    .addOption(new Option('--key <file>', 'the private key to sign with').conflicts('signature'))
    .option('--signature <header>', 'a signature that was made before')
    .addOption(
      new Option('--topic <topic>', 'where it goes (the one its sender may publish it to)').choices(
        businessTopics,
      ),
    );
}
