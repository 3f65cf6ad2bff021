import { Command } from 'commander';

/** Which faults are planted. */
export type PlantedOptions = { readonly only: string; readonly json: boolean };

/** Reads a command line; ends the process with a message when it cannot be understood or only help is wanted. */
export function plantedOptionsFrom(args: readonly string[]): PlantedOptions {
  return new Command('npm run planted --')
    .description('Plants one fault after the other into a copy, and shows that the tests see it.')
    .allowExcessArguments(false)
    .option('--only <text>', 'only faults whose name holds it', '')
    .option('--json', 'results as JSON on standard output, the rest on standard error', false)
    .parse([...args], { from: 'user' })
    .opts<PlantedOptions>();
}
