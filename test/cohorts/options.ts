import { availableParallelism } from 'node:os';
import { Command, InvalidArgumentError, Option } from 'commander';
import {
  type Cohort,
  publishedCohorts,
} from '../../apps/partner-simulator/src/cohorts/published-cohorts.js';

/** What the simulation was asked for. */
export type SimulateOptions = {
  readonly cohort: Cohort;
  readonly journeys: number;
  readonly seed: number;
  readonly workers: number;
  readonly json: boolean;
};

/** Reads a command line; ends the process with a message when it cannot be understood or only help is wanted. */
export function simulateOptionsFrom(args: readonly string[]): SimulateOptions {
  return new Command('npm run simulate --')
    .description(
      'Plays a published cohort through the domain alone and compares it with what was published.',
    )
    .allowExcessArguments(false)
    .addOption(
      new Option('--cohort <name>', 'to play')
        .choices(Object.keys(publishedCohorts))
        .default('eliana'),
    )
    .addOption(numbered('--journeys <number>', 'to play', 10_000))
    .addOption(numbered('--seed <number>', 'of every choice', 1))
    .addOption(numbered('--workers <number>', 'processes to play in', availableParallelism()))
    .option('--json', 'the comparison as JSON on standard output', false)
    .parse([...args], { from: 'user' })
    .opts<SimulateOptions>();
}

function numbered(flags: string, description: string, usual: number): Option {
  return new Option(flags, description).argParser(number).default(usual);
}

function number(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('A whole number above 0 is needed.');
}
