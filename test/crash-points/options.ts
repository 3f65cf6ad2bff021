import { Command, InvalidArgumentError, Option } from 'commander';

/** What the crash points were asked for. */
export type CrashPointOptions = {
  readonly seed: number;
  readonly points?: number;
  readonly patients: number;
  readonly only: string;
  readonly json: boolean;
};

/** Reads a command line; ends the process with a message when it cannot be understood or only help is wanted. */
export function crashPointOptionsFrom(args: readonly string[]): CrashPointOptions {
  return new Command('npm run crash-points --')
    .description('Kills processes before and after every call of a port, and asks the oracle.')
    .allowExcessArguments(false)
    .addOption(new Option('--seed <number>', 'of whatever is random').argParser(number).default(1))
    .addOption(
      new Option('--points <number>', 'only so many, chosen by the seed').argParser(number),
    )
    .addOption(new Option('--patients <number>', 'to begin with').argParser(number).default(8))
    .option('--only <text>', 'only points whose name holds it', '')
    .option('--json', 'results as JSON on standard output, the rest on standard error', false)
    .parse([...args], { from: 'user' })
    .opts<CrashPointOptions>();
}

function number(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('A whole number is needed.');
}
