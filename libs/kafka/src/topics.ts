import {
  alarmPathTopic,
  businessTopics,
  deadLetterTopic,
  journalTopic,
  requestsTopic,
  telemetryTopic,
} from '#contracts/topics.js';
import type { Admin, ConfigResourceTypes, ConfigSource, ITopicConfig } from 'kafkajs';
import type { Logger } from 'pino';
import { kafkaClient } from './client.js';

/** A topic that exists with another number of partitions, so that keys would map elsewhere. */
export class TopicMismatchError extends Error {
  readonly code = 'topic-mismatch';
  constructor(
    readonly topic: string,
    readonly expected: number,
    readonly found: number,
  ) {
    super(`topic ${topic} has ${found} partitions, expected ${expected}`);
    this.name = 'TopicMismatchError';
  }
}

/** A topic as it is created: its name, partitions and settings. */
export type Topic = {
  readonly name: string;
  readonly partitions: number;
  readonly config: Readonly<Record<string, string>>;
};

const forEver = { 'retention.ms': '-1', 'retention.bytes': '-1' };
const days = (count: number) => ({ 'retention.ms': String(count * 86_400_000) });

// A dead letter is its event and a few headers: an event of the broker's limit must still fit.
const roomForHeaders = { 'max.message.bytes': String(2 * 1_048_576) };

// When a key was valid is judged by this time: the sender must not choose it.
const timeOfTheBroker = { 'message.timestamp.type': 'LogAppendTime' };

// Numbers of Kafka's protocol, which kafkajs names for CommonJS alone.
const aTopic: ConfigResourceTypes.TOPIC = 2;
const setOnTopic: ConfigSource.TOPIC_CONFIG = 1;

const inboundTopics = [...businessTopics, telemetryTopic];

/** Every topic of an installation with these partners, with its partitions and how long it is kept. */
export function everyTopic(partnerIds: readonly string[]): readonly Topic[] {
  return [
    { name: journalTopic, partitions: 24, config: forEver },
    { name: alarmPathTopic, partitions: 1, config: days(1) },
    ...inboundTopics.map((name) => ({
      name,
      partitions: 6,
      config: { ...days(30), ...timeOfTheBroker },
    })),
    ...inboundTopics.map((name) => ({
      name: deadLetterTopic(name),
      partitions: 3,
      config: { ...forEver, ...roomForHeaders },
    })),
    ...partnerIds.map((id) => ({ name: requestsTopic(id), partitions: 3, config: days(90) })),
  ];
}

/**
 * Creates every topic that is missing, with up to three replicas, and lets the brokers tell the time of what comes in
 * on those that exist. Repeating it changes nothing.
 * @throws TopicMismatchError when a topic exists with another number of partitions.
 */
export async function ensureTopics(
  brokers: readonly string[],
  partnerIds: readonly string[],
  logger: Logger,
): Promise<void> {
  const admin = kafkaClient({ brokers, clientId: 'topics', logger }).admin();
  await admin.connect();
  try {
    const wanted = everyTopic(partnerIds);
    const before = new Set(await admin.listTopics());
    await createMissing(admin, wanted, logger);
    const { topics } = await admin.fetchTopicMetadata({ topics: wanted.map(({ name }) => name) });
    for (const { name, partitions } of wanted) {
      const found = topics.find((topic) => topic.name === name)?.partitions.length ?? 0;
      if (found !== partitions) throw new TopicMismatchError(name, partitions, found);
    }
    // What a broker says of a topic that was created a moment ago may be what it was before.
    await tellTimeByBroker(
      admin,
      inboundTopics.filter((name) => before.has(name)),
      logger,
    );
  } finally {
    await admin.disconnect();
  }
}

const attempts = 10;

/** A broker that has just started knows a new topic before it has a leader: what it says then is retried. */
async function createMissing(
  admin: Admin,
  wanted: readonly Topic[],
  logger: Logger,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const existing = new Set(await admin.listTopics());
      const missing = wanted.filter(({ name }) => !existing.has(name));
      if (missing.length === 0) return;
      const { brokers } = await admin.describeCluster();
      const replicas = Math.min(3, brokers.length);
      await admin.createTopics({ topics: missing.map((topic) => topicConfig(topic, replicas)) });
      logger.info(`created ${missing.length} topics with ${replicas} replicas`);
    } catch (error) {
      if (attempt === attempts) throw error;
      logger.warn(`topics could not be created yet: ${String(error)}`);
      await new Promise((resolve) => setTimeout(resolve, 250 * attempt));
    }
  }
}

function topicConfig({ name, partitions, config }: Topic, replicas: number): ITopicConfig {
  const inSync = { 'min.insync.replicas': replicas === 3 ? '2' : '1' };
  return {
    topic: name,
    numPartitions: partitions,
    replicationFactor: replicas,
    configEntries: Object.entries({ ...config, ...inSync }).map(([key, value]) => ({
      name: key,
      value,
    })),
  };
}

/** Whatever else was set on a topic stays as it is: Kafka takes all settings of a topic together. */
async function tellTimeByBroker(
  admin: Admin,
  topics: readonly string[],
  logger: Logger,
): Promise<void> {
  if (topics.length === 0) return;
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: topics.map((name) => ({ type: aTopic, name })),
  });
  const wanted = Object.entries(timeOfTheBroker);
  const others = resources.flatMap(({ resourceName: name, configEntries }) => {
    const settings = new Map(
      configEntries
        .filter(({ configSource }) => configSource === setOnTopic)
        .map(({ configName, configValue }) => [configName, configValue]),
    );
    if (wanted.every(([setting, value]) => settings.get(setting) === value)) return [];
    const all = new Map([...settings, ...wanted]);
    const entries = Array.from(all, ([setting, value]) => ({ name: setting, value }));
    return [{ type: aTopic, name, configEntries: entries }];
  });
  if (others.length === 0) return;
  await admin.alterConfigs({ validateOnly: false, resources: others });
  logger.info(`the brokers tell the time on ${others.map(({ name }) => name).join(', ')}`);
}
