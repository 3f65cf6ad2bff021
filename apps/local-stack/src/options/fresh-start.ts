import { LocalStackError } from '../local-stack-error.js';

const serverVariables = ['KAFKA_BROKERS', 'DATABASE_URL', 'TEMPORAL_ADDRESS'];

/** Throws `fresh-with-given-servers` when the environment names servers whose data a fresh start would not remove. */
export function refuseFreshOfGivenServers(
  environment: Readonly<Record<string, string | undefined>>,
): void {
  const given = serverVariables.filter((name) => environment[name]);
  if (given.length === 0) return;
  const names = given.join(', ');
  throw new LocalStackError(
    'fresh-with-given-servers',
    `--fresh does not empty servers that are not its own (${names}): their data would outlive its keys and its clock`,
    `Start without --fresh, or without ${names}, so that own servers are started.`,
  );
}
