import { CommanderError } from 'commander';
import { ConfigurationError } from '#config/configuration.js';
import { OperationsError } from './operations-error.js';

/** What a fault says on standard error, and with which code the process ends. */
export type ToldFault = { readonly text: string; readonly code: number };

const environmentRemedy =
  'Set what is named here as for the services, or use npm run ops beside a stack that npm start runs.';

/** How a command that could not be done is told; what Commander says it has said itself. */
export function toldFault(error: unknown): ToldFault {
  if (error instanceof CommanderError) return { text: '', code: error.exitCode === 0 ? 0 : 2 };
  if (error instanceof ConfigurationError) {
    return { text: `${error.message}\n${environmentRemedy}\n`, code: 2 };
  }
  if (error instanceof OperationsError) {
    return { text: `${error.message}\n${error.remedy}\n`, code: 1 };
  }
  return {
    text: `${String(error)}\nRepeat the command; what was done once is not done twice.\n`,
    code: 1,
  };
}
