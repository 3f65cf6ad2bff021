import { Command, InvalidArgumentError, Option } from 'commander';
import { timeScaleFrom } from './time-scale.js';

/** The published cohorts the simulated patients can be drawn from. */
export const cohorts = ['eliana', 'juliet', 'zuma-1'] as const;

/** Which products the simulated patients are treated with: those of the published cohorts, or every approved one. */
export const productMixes = ['usual', 'every'] as const;

/** What a start was asked for. `timeScale` is journey milliseconds per wall millisecond; rates are shares from 0 to 1. */
export type StartOptions = {
  readonly patients: number;
  readonly seed: number;
  readonly timeScale: number;
  readonly cohort?: (typeof cohorts)[number];
  readonly products: (typeof productMixes)[number];
  readonly untilComplete: boolean;
  readonly json: boolean;
  readonly fresh: boolean;
  readonly simulator: boolean;
  readonly duplicates: number;
  readonly reorder: number;
  readonly invalid: number;
  readonly corrections: number;
  readonly referrals: number;
  readonly port: number;
};

/** Reads a command line; ends the process with a message when it cannot be understood or only help is wanted. */
export function startOptionsFrom(args: readonly string[]): StartOptions {
  return startCommand()
    .parse([...args], { from: 'user' })
    .opts<StartOptions>();
}

/** The command of a start with all its options. */
export function startCommand(): Command {
  return new Command('npm start --')
    .description('Starts everything on this machine: servers, services and a simulated network.')
    .allowExcessArguments(false)
    .addOption(numbered('--patients <number>', 'patients to enrol', wholeNumber(0), 12))
    .addOption(numbered('--seed <number>', 'of everything random', wholeNumber(0), 1))
    .addOption(
      new Option('--time-scale <scale>', 'how fast journeys go: 1d=2s, or 1d=1d for real time')
        .argParser(timeScaleFrom)
        .default(timeScaleFrom('1d=5s'), '1d=5s'),
    )
    .addOption(
      new Option('--cohort <name>', 'draw patients as in a published cohort').choices(cohorts),
    )
    .addOption(
      new Option('--products <which>', 'the products of the cohorts, or every approved one')
        .choices(productMixes)
        .default('usual'),
    )
    .option('--until-complete', 'end when every journey is closed or in follow-up', false)
    .option(
      '--json',
      'results as JSON on standard output, everything else on standard error',
      false,
    )
    .option('--fresh', 'begin anew: removes the data of earlier starts', false)
    .option('--no-simulator', 'without simulated partners and people')
    .addOption(numbered('--duplicates <share>', 'of events sent twice', share, 0))
    .addOption(numbered('--reorder <share>', 'of events sent out of order', share, 0))
    .addOption(numbered('--invalid <share>', 'of events spoilt', share, 0))
    .addOption(numbered('--corrections <share>', 'of events told wrongly at first', share, 0))
    .addOption(numbered('--referrals <share>', 'of patients whom their clinic refers', share, 0))
    .addOption(numbered('--port <number>', 'of the API', wholeNumber(1, 65_535), 3_000));
}

function numbered(
  flags: string,
  description: string,
  parse: (text: string) => number,
  usual: number,
): Option {
  return new Option(flags, description).argParser(parse).default(usual);
}

function wholeNumber(least: number, most = 1_000_000): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`A whole number from ${least} to ${most} is needed.`);
  };
}

function share(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError('A share from 0 to 1 is needed.');
}
