import { toldFault } from './answers/told-fault.js';
import { operationsConsole } from './operations-console.js';

let code = 0;

const operations = operationsConsole(async (asked, { json }) => {
  const answer = await asked;
  process.stdout.write(`${json ? JSON.stringify(answer.json) : answer.text}\n`);
  if (answer.isGood === false) code = 1;
});

try {
  await operations.parseAsync(process.argv.slice(2), { from: 'user' });
} catch (error) {
  const told = toldFault(error);
  process.stderr.write(told.text);
  code = told.code;
}
// A server that does not answer may still be tried for: nobody waits for that.
process.stdout.write('', () => process.exit(code));
