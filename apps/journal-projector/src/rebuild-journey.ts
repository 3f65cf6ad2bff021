import { configurationOf } from '#config/configuration.js';
import { openDatabase } from '#database/database.js';
import { createLogger } from '#observability/logger.js';
import { startOrExit } from '#observability/service.js';
import { digest } from '#workflows/journey/digest.js';
import { JourneyRebuild } from './journey-rebuild.js';

// Builds the journeys named on the command line anew, each alone, and lifts their quarantine where their journal can be
// followed now. Writes one line of JSON for each; ends with 1 when one of them stays in quarantine.
const name = 'journey-rebuild';
const logger = createLogger(name, 'info');

await startOrExit(name, logger, async () => {
  const config = configurationOf('service', 'kafka', 'database');
  logger.level = config.service.logLevel;
  const database = openDatabase(config.database.url, { name, max: 2 });
  const source = { ...config.kafka, clientId: name, logger };
  const rebuild = new JourneyRebuild({ source, database, digest });
  for (const journeyId of process.argv.slice(2)) {
    const rebuilt = await rebuild.run(journeyId);
    process.stdout.write(`${JSON.stringify(rebuilt)}\n`);
    if (rebuilt.quarantine !== null) process.exitCode = 1;
  }
  await database.destroy();
});
