import { type DynamicModule, Module } from '@nestjs/common';
import type { Configuration } from '#config/configuration.js';
import { openDatabase } from '#database/database.js';
import type { KafkaConnection } from '#kafka/client.js';
import { Persistence } from '#kafka/persistence.js';
import { KafkaProducer } from '#kafka/producer.js';
import type { Logger } from '#observability/logger.js';
import { loadPartners } from '#partners/registry.js';
import { connectTemporal } from '#temporal/client.js';
import { NoteVault } from '#vault/note-vault.js';
import { VaultKeys } from '#vault/vault-keys.js';
import { DeadLetters } from './dead-letters.js';
import { enrolledJourneys } from './enrolled-journeys.js';
import { InboundReader } from './inbound-reader.js';
import { Intake } from './intake.js';
import { IntakeConnections } from './intake-connections.js';
import type { KeepNote } from './journey-event.js';
import { JourneySignals } from './journey-signals.js';

/** The sections of the environment the intake reads. */
export type IntakeConfiguration = Configuration<
  'service' | 'kafka' | 'temporal' | 'payloads' | 'database' | 'vault'
>;

/** The intake as Nest builds it. */
@Module({})
export class EventIntakeModule {
  /** The module for one configuration. */
  static of(config: IntakeConfiguration, logger: Logger): DynamicModule {
    const kafka: KafkaConnection = { ...config.kafka, clientId: 'event-intake', logger };
    return {
      module: EventIntakeModule,
      providers: [
        {
          provide: IntakeConnections,
          useFactory: async () =>
            new IntakeConnections(
              await connectTemporal(config.temporal, config.payloads.keys),
              openDatabase(config.database.url, { name: 'event-intake' }),
              new KafkaProducer(kafka),
            ),
        },
        {
          provide: Intake,
          inject: [IntakeConnections],
          useFactory: (connections: IntakeConnections) => intakeOf(connections, config, logger),
        },
        {
          provide: InboundReader,
          inject: [Intake],
          useFactory: (intake: Intake) => new InboundReader(kafka, intake),
        },
      ],
    };
  }
}

function intakeOf(
  { temporal, database, producer }: IntakeConnections,
  { vault }: IntakeConfiguration,
  logger: Logger,
): Intake {
  const notes = new NoteVault(database, new VaultKeys(vault.key));
  const keepNote: KeepNote = (note) => notes.keepNote(note);
  const signals = new JourneySignals(temporal, keepNote, enrolledJourneys(database));
  return new Intake(
    loadPartners(),
    new DeadLetters(producer, logger),
    new Persistence(logger),
    (journeyId, events) => signals.deliver(journeyId, events),
  );
}
