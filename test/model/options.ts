import { Command, InvalidArgumentError } from 'commander';

/** How many sequences are played, and from which seed. */
export type ModelOptions = { readonly sequences: number; readonly seed: number };

function whole(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('a whole number');
  return number;
}

/** Reads a command line; ends the process with a message when it cannot be understood or only help is wanted. */
export function modelOptionsFrom(args: readonly string[]): ModelOptions {
  return new Command('npm run model --')
    .description(
      'Plays commands in any order and looks whether an infusion was permitted without ground.',
    )
    .allowExcessArguments(false)
    .option('--sequences <count>', 'how many sequences', whole, 1_000_000)
    .option('--seed <number>', 'the same seed plays the same', whole, 1)
    .parse([...args], { from: 'user' })
    .opts<ModelOptions>();
}
