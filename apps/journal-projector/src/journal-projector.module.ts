import { type DynamicModule, Module } from '@nestjs/common';
import type { Configuration } from '#config/configuration.js';
import { openDatabase } from '#database/database.js';
import { Persistence } from '#kafka/persistence.js';
import type { Logger } from '#observability/logger.js';
import { digest } from '#workflows/journey/digest.js';
import { JournalReader } from './journal-reader.js';
import { Projection } from './projection.js';
import { Projector } from './projector.js';
import { ProjectorDatabase } from './projector-database.js';

/** The sections of the environment the projector reads. */
export type ProjectorConfiguration = Configuration<'service' | 'kafka' | 'database'>;

// One to project, one to look; a rebuild takes four more.
const connections = 6;

/** The projector as Nest builds it. */
@Module({})
export class JournalProjectorModule {
  /** The module for one configuration. */
  static of(config: ProjectorConfiguration, logger: Logger): DynamicModule {
    const name = 'journal-projector';
    return {
      module: JournalProjectorModule,
      providers: [
        {
          provide: ProjectorDatabase,
          useFactory: () =>
            new ProjectorDatabase(openDatabase(config.database.url, { name, max: connections })),
        },
        {
          provide: Projector,
          inject: [ProjectorDatabase],
          useFactory: ({ database }: ProjectorDatabase) => {
            const source = { ...config.kafka, clientId: name, logger };
            const reader = new JournalReader(
              { ...source, groupId: name },
              new Projection(database, digest, logger),
              new Persistence(logger),
            );
            return new Projector({ source, database, digest, reader });
          },
        },
      ],
    };
  }
}
