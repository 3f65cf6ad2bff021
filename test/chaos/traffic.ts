import { setTimeout as pause } from 'node:timers/promises';
import type { Stack } from '../../apps/local-stack/src/stack/stack.js';
import type { PlannedEvent } from '../../apps/partner-simulator/src/story/planned-event.js';
import {
  type Publication,
  publicationsOf,
  type Spoiling,
} from '../../apps/partner-simulator/src/publishing/messages.js';
import { PartnerSignatures } from '../../apps/partner-simulator/src/publishing/partner-signatures.js';
import { type Random, randomOf } from '../../apps/partner-simulator/src/story/random.js';
import { type JourneyClock, journeyTimeAt } from '#domain/time/clock.js';
import { BackOff } from '#kafka/back-off.js';
import type { KafkaConnection } from '#kafka/client.js';
import { loadPartners } from '#partners/load-partners.js';
import { Persistence } from '#kafka/persistence.js';
import { KafkaProducer } from '#kafka/producer.js';

/** A journey that partners may write about, and the site that treats it. */
export type Subject = { readonly journeyId: string; readonly site: string };

const everyMs = 250;
const invalidShare = 0.02;
const shares = { duplicate: 0.15, late: 0.15 };
const latest = { duplicateMs: 5_000, lateMs: 4_000 };

/** Partners who write about every journey all the time, say things twice, late and in any order, and spoil a few. */
export class Traffic {
  private readonly producer: KafkaProducer;
  private readonly persistence: Persistence;
  private readonly random: Random;
  private readonly seed: number;
  private readonly under = new Set<Promise<unknown>>();
  private number = 0;
  /** How many messages the brokers took. */
  sent = 0;

  constructor(
    connection: KafkaConnection,
    private readonly clock: JourneyClock,
    /** Names what is sent, so that no two traffics send events of the same id. */
    private readonly name: string,
    seed: number,
    private readonly signatures: PartnerSignatures,
  ) {
    this.producer = new KafkaProducer(connection);
    this.persistence = new Persistence(connection.logger, new BackOff(100, 1_000));
    this.random = randomOf(seed, 'traffic');
    this.seed = seed;
  }

  /** Goes on until `signal` aborts, then waits until the brokers have everything. */
  async run(subjects: () => readonly Subject[], signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      for (let left = this.random.whole(1, 3); left > 0; left -= 1) this.writeAbout(subjects());
      await pause(everyMs, undefined, { signal }).catch(() => undefined);
    }
    await Promise.all(this.under);
  }

  /** Sends one event about a journey as often as it takes and answers its id. */
  async say({ journeyId, site }: Subject): Promise<string> {
    const event = this.measured(journeyId, site);
    await this.publish(publicationsOf({ at: 0, event, isDuplicate: false }, this.spoiling(0)));
    return event.id;
  }

  /** Gives up what is not sent yet. */
  async close(): Promise<void> {
    this.persistence.abandon();
    await Promise.allSettled(this.under);
    await this.producer.disconnect();
  }

  private writeAbout(subjects: readonly Subject[]): void {
    const subject = subjects[this.random.whole(0, subjects.length - 1)];
    if (subject === undefined) return;
    const { journeyId, site } = subject;
    this.sendDirty(
      this.random.chance(0.5)
        ? this.measured(journeyId, site)
        : this.resulted(journeyId, site, this.random.between(0, 20)),
    );
  }

  private sendDirty(event: PlannedEvent): void {
    const { random } = this;
    const lateMs = random.chance(shares.late) ? random.between(0, latest.lateMs) : 0;
    this.later(lateMs, event, false);
    if (random.chance(shares.duplicate)) {
      this.later(lateMs + random.between(0, latest.duplicateMs), event, true);
    }
  }

  private later(ms: number, event: PlannedEvent, isDuplicate: boolean): void {
    const publications = publicationsOf({ at: 0, event, isDuplicate }, this.spoiling(invalidShare));
    const sending = pause(ms)
      .then(() => this.publish(publications))
      .catch((error: unknown) => {
        if (!this.persistence.isAbandoned) throw error;
      })
      .finally(() => this.under.delete(sending));
    this.under.add(sending);
  }

  private spoiling(invalid: number): Spoiling {
    const { seed, signatures } = this;
    return {
      seed,
      invalid,
      canSpoil: (source, signing) => signatures.isOpen(source, signing, Date.now()),
    };
  }

  private async publish(publications: readonly Publication[]): Promise<void> {
    const { signatures } = this;
    const messages = await Promise.all(
      publications.map((one) => signatures.outgoing(one, Date.now())),
    );
    await this.persistence.untilDone('to publish', () => this.producer.publish(messages));
    this.sent += messages.length;
  }

  private measured(journeyId: string, site: string): PlannedEvent {
    const source = `urn:v2v:site:${site}`;
    return this.event(journeyId, 'clinic.events.v1', source, 'patient.measured', (measuredAt) => ({
      weightKg: 75,
      measuredAt,
    }));
  }

  private resulted(journeyId: string, site: string, value: number): PlannedEvent {
    const source = `urn:v2v:lab:${site}-lab`;
    return this.event(journeyId, 'lab.events.v1', source, 'laboratory.resulted', (at) => ({
      test: 'crp',
      value,
      unit: 'mg/L',
      collectedAt: at,
      reportedAt: at,
    }));
  }

  private event(
    subject: string,
    topic: PlannedEvent['topic'],
    source: string,
    type: string,
    dataAt: (time: string) => PlannedEvent['data'],
  ): PlannedEvent {
    this.number += 1;
    const id = `${this.name}-${this.number}`;
    const time = new Date(journeyTimeAt(this.clock, Date.now())).toISOString();
    return { topic, id, source, type, subject, time, requestid: id, data: dataAt(time) };
  }
}

/** Signs for the partners of a stack. */
export function signaturesOf({ partnerFiles }: Stack): Promise<PartnerSignatures> {
  return PartnerSignatures.read(partnerFiles.privateKeys, loadPartners(partnerFiles.registry));
}
