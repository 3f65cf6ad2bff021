import { setTimeout as after } from 'node:timers/promises';
import type { Persistence } from '#kafka/persistence.js';
import type { KafkaProducer } from '#kafka/producer.js';
import type { Agenda } from '../agenda/agenda.js';
import type { Signing } from '../agenda/invalid-messages.js';
import { simulatorMetrics } from '../simulator-metrics.js';
import { publicationsOf } from './messages.js';
import type { PartnerSignatures } from './partner-signatures.js';

const tickMs = 20;

/** What publishing depends on; `now` is journey time in epoch milliseconds. */
export type PublisherPorts = {
  readonly agenda: Agenda;
  readonly producer: Pick<KafkaProducer, 'publish'>;
  readonly persistence: Persistence;
  readonly signatures: PartnerSignatures;
  readonly now: () => number;
  readonly seed: number;
  /** How many invalid messages come along, as a proportion from 0 to 1. */
  readonly invalid: number;
};

/** Publishes what the agenda has when its time has come, in that order. */
export class Publisher {
  constructor(private readonly ports: PublisherPorts) {}

  /** Goes on until `signal` aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.publishDue();
      await after(tickMs, undefined, { signal }).catch(() => undefined);
    }
  }

  private async publishDue(): Promise<void> {
    const { agenda, producer, persistence, signatures, now, seed, invalid } = this.ports;
    const canSpoil = (source: string, signing: Signing): boolean =>
      signatures.isOpen(source, signing, Date.now());
    const publications = agenda
      .due(now())
      .flatMap((one) => publicationsOf(one, { seed, invalid, canSpoil }));
    simulatorMetrics.planned.set(agenda.size);
    if (publications.length === 0) return;
    const messages = await Promise.all(
      publications.map((one) => signatures.outgoing(one, Date.now())),
    );
    await persistence.untilDone('to publish events', () => producer.publish(messages));
    for (const { kind } of publications) simulatorMetrics.published.inc({ kind });
  }
}
