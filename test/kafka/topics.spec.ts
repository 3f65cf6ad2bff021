import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { kafkaClient } from '#kafka/client.js';
import { ensureTopics } from '#kafka/topics.js';
import { type KafkaBroker, kafkaBroker, until } from './kafka-broker.js';

const stampedBy = 'message.timestamp.type';

let broker: KafkaBroker;

beforeAll(async () => {
  broker = await kafkaBroker('topics-spec');
});

afterAll(() => broker.stop());

async function settingsOf(topic: string): Promise<Readonly<Record<string, string>>> {
  const admin = kafkaClient(broker).admin();
  await admin.connect();
  try {
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [{ type: 2, name: topic }],
    });
    const entries = resources[0]?.configEntries ?? [];
    return Object.fromEntries(
      entries.map(({ configName, configValue }) => [configName, configValue]),
    );
  } finally {
    await admin.disconnect();
  }
}

async function createAsBefore(topic: string): Promise<void> {
  const admin = kafkaClient(broker).admin();
  await admin.connect();
  const configEntries = [{ name: 'retention.ms', value: '1234567' }];
  await admin.createTopics({ topics: [{ topic, numPartitions: 6, configEntries }] });
  await admin.disconnect();
  await until(async () => (await settingsOf(topic))['retention.ms'] === '1234567');
}

describe('the topics of an installation', () => {
  it('have what comes in stamped by the brokers, also on a topic that was there before', async () => {
    await createAsBefore('lab.events.v1');
    await ensureTopics(broker.brokers, ['alpine-qc'], broker.logger);
    await ensureTopics(broker.brokers, ['alpine-qc'], broker.logger);
    for (const topic of ['clinic.events.v1', 'lab.events.v1', 'logistics.telemetry.v1']) {
      await until(async () => (await settingsOf(topic))[stampedBy] === 'LogAppendTime');
    }
    expect((await settingsOf('lab.events.v1'))['retention.ms']).toBe('1234567');
    expect((await settingsOf('requests.alpine-qc.v1'))[stampedBy]).toBe('CreateTime');
  });

  it('of a partner that is registered later are created beside the others', async () => {
    await ensureTopics(broker.brokers, ['alpine-qc', 'summit-qc'], broker.logger);
    await until(
      async () => (await settingsOf('requests.summit-qc.v1'))['retention.ms'] === '7776000000',
    );
  });
});
