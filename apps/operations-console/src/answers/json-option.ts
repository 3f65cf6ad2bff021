import { Option } from 'commander';

/** Asks for an answer that programs read. */
export function jsonOption(): Option {
  return new Option('--json', 'the answer as one line of JSON').default(false);
}
