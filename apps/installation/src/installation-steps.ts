import type { Configuration } from '#config/configuration.js';
import { openDatabase } from '#database/database.js';
import { migrateDatabase } from '#database/migrate.js';
import { ensureTopics, TopicMismatchError } from '#kafka/topics.js';
import type { Logger } from '#observability/logger.js';
import { loadPartners } from '#partners/load-partners.js';
import { RegistryError } from '#partners/registry.js';
import { prepareNamespace } from '#temporal/installation.js';
import { journeyAttributeTypes } from '#workflows/journey/search-attributes.js';
import { InstallationError, type InstallationStep } from './install-everything.js';

/** The sections of the environment an installation needs. */
type InstallationConfiguration = Configuration<'kafka' | 'temporal' | 'database' | 'partners'>;

/** What an installation consists of: topics, the namespace with its search attributes, tables. */
export function installationSteps(
  { kafka, temporal, database, partners }: InstallationConfiguration,
  logger: Logger,
): readonly InstallationStep[] {
  return [
    {
      name: 'topics',
      server: 'Kafka (KAFKA_BROKERS)',
      perform: async () => {
        try {
          await ensureTopics(kafka.brokers, loadPartners(partners.file).partnerIds, logger);
        } catch (error) {
          const isLasting = error instanceof TopicMismatchError || error instanceof RegistryError;
          throw isLasting ? new InstallationError(error.message, error) : error;
        }
      },
    },
    {
      name: 'namespace and search attributes',
      server: 'Temporal (TEMPORAL_ADDRESS)',
      perform: () => prepareNamespace(temporal, journeyAttributeTypes),
    },
    {
      name: 'tables',
      server: 'PostgreSQL (DATABASE_URL)',
      perform: () => migrate(database.url, logger),
    },
  ];
}

async function migrate(url: string, logger: Logger): Promise<void> {
  const database = openDatabase(url, { name: 'installation', max: 1 });
  try {
    const applied = await migrateDatabase(database);
    if (applied.length > 0) logger.info(`tables: applied ${applied.join(', ')}`);
  } finally {
    await database.destroy();
  }
}
