import { Command, InvalidArgumentError, Option } from 'commander';

/** How much is measured. */
export type BenchOptions = {
  /** Journeys that are open under load. */
  readonly journeys: number;
  /** Seconds of each steady passage. */
  readonly seconds: number;
  /** Events of the backlog. */
  readonly backlog: number;
  /** Patients whose whole journeys are played. */
  readonly patients: number;
  /** Seconds after which those journeys are taken as they are. */
  readonly wholeSeconds: number;
};

/** Reads a command line; ends the process with a message when it cannot be understood or only help is wanted. */
export function benchOptionsFrom(args: readonly string[]): BenchOptions {
  return new Command('npm run bench --')
    .description('Measures the product and a straightforward pipeline beside it, in one run.')
    .allowExcessArguments(false)
    .addOption(counted('--journeys <number>', 'open under load', 50))
    .addOption(counted('--seconds <number>', 'of each steady passage', 20))
    .addOption(counted('--backlog <number>', 'events at once', 3_000))
    .addOption(counted('--patients <number>', 'whose whole journeys are played', 2))
    .addOption(counted('--whole-seconds <number>', 'that those journeys have at most', 240))
    .parse([...args], { from: 'user' })
    .opts<BenchOptions>();
}

function counted(flags: string, description: string, usual: number): Option {
  return new Option(flags, description).argParser(number).default(usual);
}

function number(text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('A whole number above 0 is needed.');
}
