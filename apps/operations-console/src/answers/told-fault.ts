import { CommanderError } from 'commander';
import { ConfigurationError } from '#config/configuration.js';
import { DeadLetterError } from '#dead-letters/dead-letter-error.js';
import { OperationsError } from './operations-error.js';

/** What a fault says on standard error, and with which code the process ends. */
export type ToldFault = { readonly text: string; readonly code: number };

const environmentRemedy =
  'Set what is named here as for the services, or use npm run ops beside a stack that npm start runs.';

const letterRemedies: Readonly<Record<DeadLetterError['code'], string>> = {
  'unknown-dead-letter': 'npm run ops -- dead-letters list --each --all names all there are.',
  'nothing-selected': 'Name letters, or narrow the group: --partner, --type, --fault, --topic.',
};

/** How a command that could not be done is told; what Commander says it has said itself. */
export function toldFault(error: unknown): ToldFault {
  if (error instanceof CommanderError) return { text: '', code: error.exitCode === 0 ? 0 : 2 };
  if (error instanceof ConfigurationError) {
    return { text: `${error.message}\n${environmentRemedy}\n`, code: 2 };
  }
  if (error instanceof OperationsError) {
    return { text: `${error.message}\n${error.remedy}\n`, code: 1 };
  }
  if (error instanceof DeadLetterError) {
    return { text: `${error.message}\n${letterRemedies[error.code]}\n`, code: 1 };
  }
  return {
    text: `${String(error)}\nRepeat the command; what was done once is not done twice.\n`,
    code: 1,
  };
}
