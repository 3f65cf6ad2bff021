import { configurationOf } from '#config/configuration.js';
import { openDatabase } from '#database/database.js';
import { createLogger } from '#observability/logger.js';
import { startOrExit } from '#observability/service.js';
import { digest } from '#workflows/journey/digest.js';
import { aloneRebuilding } from './generations/generations.js';
import { ReadModelRebuild } from './generations/read-model-rebuild.js';

// Builds the read model anew beside the one that serves and lets it take its place; with --verify it is only compared.
// Writes one line of JSON; ends with 1 when the two are not equal.
const name = 'read-model-rebuild';
const logger = createLogger(name, 'info');
const connections = 6;

await startOrExit(name, logger, async () => {
  const config = configurationOf('service', 'kafka', 'database');
  logger.level = config.service.logLevel;
  const stopping = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => stopping.abort());
  const database = openDatabase(config.database.url, { name, max: connections });
  const rebuild = new ReadModelRebuild({
    source: { ...config.kafka, clientId: name, logger },
    database,
    digest,
    signal: stopping.signal,
  });
  const swaps = !process.argv.includes('--verify');
  const alone = await aloneRebuilding(database, async () => rebuild.run({ compares: true, swaps }));
  await database.destroy();
  if (alone === undefined) throw new Error('another rebuild is under way');
  const { before, after, hasSwapped, checksums } = alone.done;
  const isEqual =
    checksums === null ? null : checksums.before.checksum === checksums.after.checksum;
  process.stdout.write(
    `${JSON.stringify({ before: before.number, after: after.number, hasSwapped, isEqual, checksums })}\n`,
  );
  process.exitCode = isEqual === false ? 1 : 0;
});
