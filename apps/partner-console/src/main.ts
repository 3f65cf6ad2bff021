import { CommanderError } from 'commander';
import { ConfigurationError } from '#config/configuration.js';
import { ConsoleError } from './console-error.js';
import { partnerConsole } from './partner-console.js';

const environmentRemedy =
  'Set what is named here, or use npm run partner in the checkout in which npm start runs.';

let code = 0;

/** Says what went wrong and answers the exit code; what Commander says it has said itself. */
function told(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const remedy =
    error instanceof ConsoleError
      ? error.remedy
      : error instanceof ConfigurationError
        ? environmentRemedy
        : 'Nothing was sent, or it may be sent again: an event counts once.';
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${remedy}\n`);
  return error instanceof ConfigurationError ? 2 : 1;
}

try {
  const console = partnerConsole(({ text, isGood }) => {
    process.stdout.write(`${text}\n`);
    code = isGood ? 0 : 1;
  });
  await console.parseAsync(process.argv.slice(2), { from: 'user' });
} catch (error) {
  code = told(error);
}
// A broker that does not answer may still be tried for: nobody waits for that.
process.stdout.write('', () => process.exit(code));
