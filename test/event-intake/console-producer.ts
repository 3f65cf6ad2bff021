import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { kafkaFolder } from '../../apps/local-stack/src/servers/index.js';
import type { KafkaBroker } from '../kafka/kafka-broker.js';

/** Publishes lines with Kafka's own console producer; keyed ones have their key before a `|`. */
export async function produceOnConsole(
  { brokers }: KafkaBroker,
  lines: readonly string[],
  keyed: boolean,
): Promise<void> {
  const program = join(await kafkaFolder(), 'bin', 'kafka-console-producer');
  const properties = keyed ? ['parse.key=true', 'key.separator=|'] : [];
  const options = properties.flatMap((property) => ['--reader-property', property]);
  const child = spawn(
    program,
    ['--bootstrap-server', brokers.join(','), '--topic', 'clinic.events.v1', ...options],
    { stdio: ['pipe', 'ignore', 'ignore'] },
  );
  child.stdin.end(`${lines.join('\n')}\n`);
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`the console producer ended with ${String(code)}`);
}
