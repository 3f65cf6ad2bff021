import { type Logger, pino, stdTimeFunctions } from 'pino';

export type { Logger };

/** The logger of a process: JSON lines on standard output, level as a word, times in RFC 3339. */
export function createLogger(name: string, level: string): Logger {
  return pino({
    name,
    level,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    base: { service: name },
  });
}
