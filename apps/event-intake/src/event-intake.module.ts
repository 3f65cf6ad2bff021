import { type DynamicModule, Module } from '@nestjs/common';
import type { Configuration } from '#config/configuration.js';
import { openDatabase } from '#database/database.js';
import { BackOff } from '#kafka/back-off.js';
import type { KafkaConnection } from '#kafka/client.js';
import { Persistence } from '#kafka/persistence.js';
import { KafkaProducer } from '#kafka/producer.js';
import type { Logger } from '#observability/logger.js';
import { PartnerFile } from '#partners/partner-file.js';
import { connectTemporal } from '#temporal/client.js';
import { JournalFollower } from './following/journal-follower.js';
import { InboundReader } from './inbound-reader.js';
import { IntakeConnections } from './intake-connections.js';
import { IntakeParts } from './intake-parts.js';
import { KeyExpiry } from './key-expiry.js';
import { Forgetting } from './waiting-room/forgetting.js';
import { WaitingRoom } from './waiting-room/waiting-room.js';

/** The sections of the environment the intake reads. */
export type IntakeConfiguration = Configuration<
  | 'service'
  | 'kafka'
  | 'temporal'
  | 'payloads'
  | 'database'
  | 'vault'
  | 'clock'
  | 'intake'
  | 'partners'
  | 'operations'
>;

const name = 'event-intake';
// A server that hangs is told apart from a slow one: what it did not answer is asked again.
const longestQueryMs = 10_000;
const longestPauseMs = 5_000;

/** The intake as Nest builds it. */
@Module({})
export class EventIntakeModule {
  /** The module for one configuration. */
  static of(config: IntakeConfiguration, logger: Logger): DynamicModule {
    const kafka: KafkaConnection = { ...config.kafka, clientId: name, logger };
    const persistence = (): Persistence =>
      new Persistence(logger, new BackOff(200, longestPauseMs));
    return {
      module: EventIntakeModule,
      providers: [
        {
          provide: IntakeConnections,
          useFactory: async () =>
            new IntakeConnections(
              await connectTemporal(config.temporal, config.payloads.keys),
              openDatabase(config.database.url, { name, longestQueryMs }),
              new KafkaProducer(kafka),
            ),
        },
        {
          provide: IntakeParts,
          inject: [IntakeConnections],
          useFactory: (connections: IntakeConnections) =>
            new IntakeParts(connections, config, persistence(), logger),
        },
        {
          provide: KeyExpiry,
          inject: [IntakeParts],
          useFactory: ({ registry }: IntakeParts) => new KeyExpiry(registry, logger),
        },
        {
          provide: PartnerFile,
          inject: [IntakeParts, KeyExpiry],
          useFactory: ({ registry }: IntakeParts, expiry: KeyExpiry) =>
            new PartnerFile(config.partners.file, registry, logger, () => expiry.look()),
        },
        {
          provide: WaitingRoom,
          inject: [IntakeParts],
          useFactory: ({ room }: IntakeParts) => room,
        },
        {
          provide: Forgetting,
          inject: [IntakeParts],
          useFactory: ({ received }: IntakeParts) => new Forgetting(received, logger),
        },
        {
          provide: JournalFollower,
          inject: [IntakeParts],
          useFactory: ({ followed }: IntakeParts) =>
            new JournalFollower(kafka, followed, persistence()),
        },
        {
          provide: InboundReader,
          inject: [IntakeParts],
          useFactory: ({ intake, room }: IntakeParts) => new InboundReader(kafka, intake, room),
        },
      ],
    };
  }
}
