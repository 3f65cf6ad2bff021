import { Command, InvalidArgumentError, Option } from 'commander';

/** What chaos was asked for. */
export type ChaosOptions = {
  readonly schedules: number;
  readonly seed: number;
  readonly minutes?: number;
  readonly perStack: number;
  readonly patients: number;
  readonly eachOnce: boolean;
  readonly json: boolean;
};

/** Reads a command line; ends the process with a message when it cannot be understood or only help is wanted. */
export function chaosOptionsFrom(args: readonly string[]): ChaosOptions {
  return new Command('npm run chaos --')
    .description('Disturbs real processes and servers by seeded schedules and asks the oracle.')
    .allowExcessArguments(false)
    .addOption(numbered('--schedules <number>', 'to play, one after the other', 3))
    .addOption(numbered('--seed <number>', 'of the first; each next has the next', 1))
    .addOption(numbered('--per-stack <number>', 'schedules before a stack of new data', 25))
    .addOption(numbered('--patients <number>', 'of each stack', 8))
    .addOption(
      new Option('--minutes <number>', 'after which no other schedule begins').argParser(number),
    )
    .option(
      '--each-once',
      'every process killed once and stopped once in each schedule, and the seconds to recover',
      false,
    )
    .option('--json', 'results as JSON on standard output, the rest on standard error', false)
    .parse([...args], { from: 'user' })
    .opts<ChaosOptions>();
}

function numbered(flags: string, description: string, usual: number): Option {
  return new Option(flags, description).argParser(number).default(usual);
}

function number(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('A whole number is needed.');
}
