import { InvalidArgumentError, Option } from 'commander';

/** Who changes something, and why. */
export type Operator = { readonly by: string; readonly reason: string };

const longest = 200;

/** The options every changing command asks for. */
export function operatorOptions(): readonly [Option, Option] {
  return [
    new Option('--by <name>', 'who does it: your name in the directory').argParser(words),
    new Option('--reason <words>', 'why, in words without patient data').argParser(words),
  ];
}

function words(text: string): string {
  const said = text.trim();
  if (said !== '' && said.length <= longest && !/\p{Cc}/u.test(said)) return said;
  throw new InvalidArgumentError(`Between 1 and ${longest} characters on one line are needed.`);
}
