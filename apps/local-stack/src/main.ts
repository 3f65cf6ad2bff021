import { LocalFolder } from './data/local-folder.js';
import { LocalStackError } from './local-stack-error.js';
import { startOptionsFrom } from './options/start-options.js';
import { Session } from './session.js';

const session = new Session(startOptionsFrom(process.argv.slice(2)), new LocalFolder());

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => session.interrupt());
}

try {
  process.exitCode = await session.run();
} catch (error) {
  const isExpected = error instanceof LocalStackError;
  const text = isExpected ? `${error.message}\n${error.remedy}` : String((error as Error).stack);
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}
