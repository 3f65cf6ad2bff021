import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { journeyIdentifier } from '#domain/identifiers/journey-identifier.js';
import { KafkaConsumer } from '#kafka/consumer.js';
import type { ReceivedMessage } from '#kafka/received-message.js';
import { ensureTopics } from '#kafka/topics.js';
import { checkInbound } from '#partners/check-inbound.js';
import { PartnerRegistry } from '#partners/registry.js';
import { newPartnerNetwork } from '../../apps/local-stack/src/data/partner-network.js';
import { kafkaFolder } from '../../apps/local-stack/src/servers/index.js';
import { type KafkaBroker, kafkaBroker, until } from '../kafka/kafka-broker.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const journeyId = journeyIdentifier(crypto.getRandomValues(new Uint8Array(26)));
const topic = 'clinic.events.v1';

let broker: KafkaBroker;

beforeAll(async () => {
  broker = await kafkaBroker('by-hand');
  await ensureTopics(broker.brokers, [], broker.logger);
});

afterAll(() => broker.stop());

/** The README's own lines, with this journey, this broker and this machine's programs in their places. */
async function commandOfTheReadme(): Promise<string> {
  const readme = readFileSync(`${root}README.md`, 'utf8');
  const block = /^```sh\n(JOURNEY=.*?)^```/ms.exec(readme)?.[1] ?? '';
  return block
    .replace('paste-the-journey-id-here', journeyId)
    .replace('127.0.0.1:9092', broker.brokers.join(','))
    .replace(/\S+(?=\/bin\/kafka-console-producer)/, await kafkaFolder());
}

describe("the README's way to send an event by hand", () => {
  it('brings an event that intake takes, with the journey as its key', async () => {
    await promisify(execFile)('sh', ['-ec', await commandOfTheReadme()], { cwd: root });
    const received: ReceivedMessage[] = [];
    const consumer = new KafkaConsumer({
      ...broker,
      groupId: journeyId,
      topics: [topic],
      onMessages: (messages) => {
        received.push(...messages.filter(({ key }) => String(key) === journeyId));
      },
    });
    await consumer.start();
    await until(() => received.length > 0);
    await consumer.close();
    const registry = new PartnerRegistry(newPartnerNetwork(Date.now()).registry);
    const checks = await Promise.all(received.map((message) => checkInbound(message, registry)));
    expect(checks).toMatchObject([
      { ok: true, event: { type: 'vitals.recorded', subject: journeyId } },
    ]);
  });
});
