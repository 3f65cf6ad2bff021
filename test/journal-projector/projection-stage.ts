import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../apps/local-stack/src/servers/index.js';
import { aloneRebuilding } from '../../apps/journal-projector/src/generations/generations.js';
import {
  ReadModelRebuild,
  type RebuildOptions,
  type Rebuilt,
} from '../../apps/journal-projector/src/generations/read-model-rebuild.js';
import {
  JourneyRebuild,
  type RebuiltJourney,
} from '../../apps/journal-projector/src/journey-rebuild.js';
import { JournalReader } from '../../apps/journal-projector/src/journal-reader.js';
import { Projection } from '../../apps/journal-projector/src/projection.js';
import { Projector } from '../../apps/journal-projector/src/projector.js';
import { journalMessage } from '#journal/journal-messages.js';
import { type Database, openDatabase } from '#database/database.js';
import { migrateDatabase } from '#database/migrate.js';
import type { JournalRecord } from '#domain/journey/record.js';
import { Persistence } from '#kafka/persistence.js';
import { KafkaProducer } from '#kafka/producer.js';
import { ensureTopics } from '#kafka/topics.js';
import { digest } from '#workflows/journey/digest.js';
import { type KafkaBroker, kafkaBroker, until } from '../kafka/kafka-broker.js';

const readModel = ['journey', 'record', 'identifier', 'quarantine', 'task', 'measure'] as const;

/** A broker with the journal, a database with the read model, and projectors between them. */
export class ProjectionStage {
  private readonly readers: (JournalReader | Projector)[] = [];

  private constructor(
    readonly broker: KafkaBroker,
    private readonly producer: KafkaProducer,
    readonly database: Database,
    readonly databaseUrl: string,
    private readonly stopPostgres: () => Promise<void>,
  ) {}

  static async open(): Promise<ProjectionStage> {
    const directory = await mkdtemp(join(tmpdir(), 'postgres-'));
    const [broker, postgres] = await Promise.all([
      kafkaBroker('journal-projector-spec'),
      startPostgres({ directory }),
    ]);
    const database = openDatabase(postgres.url, { name: 'journal-projector-spec' });
    await migrateDatabase(database);
    await ensureTopics(broker.brokers, [], broker.logger);
    const stop = async (): Promise<void> => {
      await postgres.stop();
      await rm(directory, { recursive: true, force: true });
    };
    return new ProjectionStage(broker, new KafkaProducer(broker), database, postgres.url, stop);
  }

  async close(): Promise<void> {
    await this.stopProjectors();
    await this.producer.disconnect();
    await this.database.destroy();
    await this.stopPostgres();
    await this.broker.stop();
  }

  /** Starts a projector; those of one group share the partitions, those of several all read everything. */
  async startProjector(groupId = 'journal-projector'): Promise<void> {
    const reader = this.reader(groupId);
    this.readers.push(reader);
    await reader.onApplicationBootstrap();
  }

  /** Starts a projector as its process does: it first sees to the version of the read model. */
  async startVersionedProjector(): Promise<Projector> {
    const { database, broker } = this;
    const projector = new Projector({
      source: broker,
      database,
      digest,
      reader: this.reader('journal-projector'),
      onFailure: (error) => broker.logger.error(String(error)),
    });
    this.readers.push(projector);
    await projector.onApplicationBootstrap();
    return projector;
  }

  private reader(groupId: string): JournalReader {
    const { database, broker } = this;
    const projection = new Projection(database, digest, broker.logger);
    return new JournalReader({ ...broker, groupId }, projection, new Persistence(broker.logger));
  }

  /** Builds the read model anew, as the command does. */
  async rebuild(options: RebuildOptions = { compares: true, swaps: true }): Promise<Rebuilt> {
    const { database, broker } = this;
    const { signal } = new AbortController();
    const rebuild = new ReadModelRebuild({ source: broker, database, digest, signal });
    for (;;) {
      // A rebuild that was killed a moment ago still counts as under way.
      const alone = await aloneRebuilding(database, async () => rebuild.run(options));
      if (alone !== undefined) return alone.done;
    }
  }

  /** Builds one journey anew, as the command does. */
  async rebuildJourney(journeyId: string): Promise<RebuiltJourney> {
    const { database, broker } = this;
    return new JourneyRebuild({ source: broker, database, digest }).run(journeyId);
  }

  /** The generations there are, by number. */
  async generations() {
    return this.database
      .selectFrom('read_model.generation')
      .selectAll()
      .orderBy('generation')
      .execute();
  }

  /** Makes the generation that serves one of another version. */
  async pretendVersion(version: number): Promise<void> {
    await this.database
      .updateTable('read_model.generation')
      .set({ projection_version: version })
      .where('status', '=', 'serving')
      .execute();
  }

  async stopProjectors(): Promise<void> {
    await Promise.all(this.readers.splice(0).map((reader) => reader.beforeApplicationShutdown()));
  }

  /** Publishes records as the worker does. */
  async publish(records: readonly JournalRecord[]): Promise<void> {
    await this.producer.publish(records.map((record) => journalMessage(record)));
  }

  /** Publishes any value under a journey's key. */
  async publishRaw(key: string, value: string): Promise<void> {
    await this.producer.publish([{ topic: 'journey.events.v1', key, value }]);
  }

  /** The sequence up to which a journey is projected; 0 when it is not known. */
  async sequenceOf(journeyId: string): Promise<number> {
    const row = await this.database
      .selectFrom('read_model.journey')
      .select('sequence')
      .where('journey_id', '=', journeyId)
      .executeTakeFirst();
    return row?.sequence ?? 0;
  }

  /** Waits until a journal is projected to its end. */
  async projected(records: readonly JournalRecord[]): Promise<void> {
    const last = records.at(-1);
    if (last === undefined) return;
    await until(async () => (await this.sequenceOf(last.subject)) === last.data.sequence);
  }

  async quarantineOf(journeyId: string): Promise<string | undefined> {
    const row = await this.database
      .selectFrom('read_model.quarantine')
      .select('reason')
      .where('journey_id', '=', journeyId)
      .executeTakeFirst();
    return row?.reason;
  }

  /** Every row of the read model as text, in order; offsets left out. */
  async rows(): Promise<readonly string[]> {
    const tables = await Promise.all(
      readModel.map((table) =>
        this.database.selectFrom(`read_model.${table}`).selectAll().execute(),
      ),
    );
    return tables.flatMap((rows) => rows.map((row) => JSON.stringify(row)).toSorted());
  }
}
