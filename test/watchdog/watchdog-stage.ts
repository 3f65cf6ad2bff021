import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { KafkaProducer } from '#kafka/producer.js';
import { ensureTopics } from '#kafka/topics.js';
import { NestLogger } from '#observability/nest-logger.js';
import { type Finding, type FindingKind, WatchdogFindings } from '#register/watchdog-findings.js';
import type { JourneyEvent } from '#domain/journey/event.js';
import { journeyWorkflowId } from '#workflows/journey/messages.js';
import { publishBeatWith } from '../../apps/treatment-worker/src/activities/publish-beat.js';
import { WatchdogModule } from '../../apps/watchdog/src/watchdog.module.js';
import { ApiStage, journeys } from '../coordinator-api/api-stage.js';
import { person } from '../coordinator-api/people.js';
import { type KafkaBroker, kafkaBroker, until } from '../kafka/kafka-broker.js';
import { PagesHeard } from './pages-heard.js';

const coordinator = person('coordinator');

/** The API with its servers and a worker, a broker, and a watchdog that looks twice a second. */
export class WatchdogStage {
  readonly findings: WatchdogFindings;
  readonly pager = new PagesHeard();
  private readonly producer: KafkaProducer;
  private watchdog: INestApplicationContext | undefined;

  private constructor(
    readonly api: ApiStage,
    private readonly broker: KafkaBroker,
  ) {
    this.findings = new WatchdogFindings(api.database);
    this.producer = new KafkaProducer(broker);
  }

  static async open(): Promise<WatchdogStage> {
    // One after the other: a broker that starts beside all the others takes too long on a busy machine.
    const broker = await kafkaBroker('watchdog-spec');
    const api = await ApiStage.open();
    await ensureTopics(broker.brokers, [], broker.logger);
    const stage = new WatchdogStage(api, broker);
    await stage.startWorker();
    await stage.startWatchdog(await stage.pager.open());
    return stage;
  }

  async close(): Promise<void> {
    await this.stopWatchdog();
    await this.api.close();
    await this.producer.disconnect();
    await this.broker.stop();
    await this.pager.close();
  }

  async startWorker(): Promise<void> {
    await this.api.startWorker({ publishBeat: publishBeatWith(this.producer) });
  }

  async stopWatchdog(): Promise<void> {
    await this.watchdog?.close();
    this.watchdog = undefined;
  }

  /** Enrols a patient and waits until the read model shows the journey. */
  async enrol(): Promise<string> {
    const journeyId = await this.api.enrol(coordinator);
    await this.api.untilProjected(journeyId);
    return journeyId;
  }

  /** Reports the infusion of a child, whose consent at majority has a deadline, and waits until it stands. */
  async giveADeadlineTo(journeyId: string): Promise<void> {
    const { client, database } = this.api;
    const time = new Date().toISOString();
    const event: JourneyEvent = {
      id: 'before-its-time',
      source: 'urn:v2v:site:northgate',
      type: 'infusion.started',
      time,
      data: { coi: journeyId, batchId: 'B1', bagId: 'bag-1', doseNumber: 1 },
    };
    await client.workflow.getHandle(journeyWorkflowId(journeyId)).signal(event.type, event);
    await until(async () => {
      const row = await database
        .selectFrom('read_model.journey')
        .select(['next_deadline_at', 'state'])
        .where('journey_id', '=', journeyId)
        .executeTakeFirstOrThrow();
      return row.next_deadline_at !== null && JSON.stringify(row.state).includes(event.id);
    });
  }

  /** An event that was received for a journey and delivered, `ageMs` ago, and of which its journal says nothing. */
  async deliverAndForget(journeyId: string, ageMs: number): Promise<void> {
    const at = new Date(Date.now() - ageMs).toISOString();
    await this.api.database
      .insertInto('register.received_event')
      .values({
        source: 'urn:v2v:site:northgate',
        event_id: `forgotten-${journeyId}`,
        content_hash: '0',
        journey_id: journeyId,
        subject: journeyId,
        type: 'vitals.recorded',
        topic: 'clinic.events.v1',
        partition: 0,
        offset: 0,
        message_key: null,
        headers: null,
        bytes: null,
        appended_at: at,
        received_at: at,
        happened_at: at,
        state: 'delivered',
        reason: null,
        waiting_since: null,
        next_attempt_at: null,
        settled_sequence: null,
        told_at: null,
        changed_at: at,
      })
      .execute();
  }

  /** The journal of that journey says what became of it. */
  async settle(journeyId: string): Promise<void> {
    await this.api.database
      .updateTable('register.received_event')
      .set({ state: 'applied', settled_sequence: 9 })
      .where('journey_id', '=', journeyId)
      .execute();
  }

  /** Reports something to a journey that it applies at once. */
  async weigh(journeyId: string): Promise<void> {
    const time = new Date().toISOString();
    const event: JourneyEvent = {
      id: 'weighed',
      source: 'urn:v2v:site:northgate',
      type: 'patient.measured',
      time,
      data: { weightKg: 34, measuredAt: time },
    };
    const { client } = this.api;
    await client.workflow.getHandle(journeyWorkflowId(journeyId)).signal(event.type, event);
  }

  /** What a journey's status says is not known. */
  async gapsOf(journeyId: string): Promise<readonly { readonly kind: string }[]> {
    const { body } = await this.api.ask(coordinator, 'GET', `${journeys}/${journeyId}`);
    return body['dataGaps'] as { kind: string }[];
  }

  /** The open finding of a kind, about one thing where that is given. */
  async found(kind: FindingKind, about?: string): Promise<Finding | undefined> {
    const open = await this.findings.open();
    return open.find((one) => one.kind === kind && (about === undefined || one.about === about));
  }

  private async startWatchdog(pagerUrl: string): Promise<void> {
    const { logger, brokers } = this.broker;
    const { service, temporal, payloads, database, clock } = this.api.configuration;
    this.watchdog = await NestFactory.createApplicationContext(
      WatchdogModule.of(
        {
          service,
          temporal,
          payloads,
          database,
          clock,
          kafka: { brokers: [...brokers] },
          watchdog: { intervalMs: 500, graceMs: 3_000, beatMs: 1_000, pagerUrl },
        },
        logger,
      ),
      { logger: new NestLogger(logger), abortOnError: false },
    );
    await this.watchdog.init();
  }
}
