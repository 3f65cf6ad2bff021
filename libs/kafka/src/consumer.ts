import { setTimeout as after } from 'node:timers/promises';
import type { Batch, Consumer, EachBatchPayload, KafkaMessage } from 'kafkajs';
import { type AssignedPartition, AssignedPartitions } from './assigned-partitions.js';
import { kafkaClient, type KafkaConnection } from './client.js';
import { consumerMetrics } from './consumer-metrics.js';
import { OffsetCommits } from './offset-commits.js';
import { OffsetTracker } from './offset-tracker.js';
import { type Limits, limitsOfPartition, OpenMessages } from './open-messages.js';
import { plainHeaders, type ReceivedMessage, type TopicPartition } from './received-message.js';
import { SignsOfLife } from './signs-of-life.js';

/** Where reading a partition starts. */
export type Start = TopicPartition & { readonly offset: number };

/** Says where to start reading partitions; one left out starts at its beginning. What it says may come too late. */
export type StartAt = (assigned: readonly TopicPartition[]) => Promise<readonly Start[]>;

/** What a consumer reads and how. */
export type ConsumerOptions = KafkaConnection & {
  readonly groupId: string;
  readonly topics: readonly string[];
  /** Takes what was read, in order within a partition, and returns at once; the work is done elsewhere. */
  readonly onMessages: (messages: readonly ReceivedMessage[]) => void;
  /**
   * Asked whenever partitions are assigned; what was delivered of them before is void then and is delivered
   * again from the offsets it gives. Without it the group's own offsets count.
   */
  readonly startAt?: StartAt;
  /** Told where reading really starts, before anything is delivered from there. */
  readonly onStart?: (starts: readonly Start[]) => void;
  /**
   * How much may be read and not yet done before reading pauses; by default 10 000 messages or 64 MiB, and an eighth
   * of that of one partition.
   */
  readonly limits?: Limits;
  /** What happens when reading cannot go on; by default the process ends with 1. */
  readonly onCrash?: (error: unknown) => void;
};

// A member that died keeps its partitions for so long, and the next must wait for them.
const sessionTimeout = 9_000;
// A partition that had no leader yet when its topic was asked for, as just after a broker has started, is not read until the
// topic is asked for again: by default that takes five minutes.
const metadataMaxAge = 10_000;
const longestSilence = { reading: 60_000, running: 120_000 };
const usualLimits = { messages: 10_000, bytes: 64 * 1_024 * 1_024 };

/**
 * Reads topics as a member of a group and counts what is done: a message is read again after a crash unless it
 * was acknowledged, and never skipped. Delivery is at least once, in order within a partition.
 */
export class KafkaConsumer {
  private readonly consumer: Consumer;
  private readonly assigned: AssignedPartitions;
  private readonly commits: OffsetCommits;
  private readonly open: OpenMessages;
  private readonly signs: SignsOfLife;
  private generation = 0;
  private isMember = false;
  private isStopping = false;
  private failures = 0;
  private closing: Promise<void> | undefined;

  constructor(private readonly options: ConsumerOptions) {
    const { groupId, logger, limits } = options;
    this.consumer = kafkaClient(options).consumer({
      groupId,
      sessionTimeout,
      heartbeatInterval: 2_000,
      maxWaitTimeInMs: 500,
      metadataMaxAge,
      maxBytes: 1_024 * 1_024,
      retry: {
        initialRetryTime: 100,
        maxRetryTime: 5_000,
        retries: 12,
        restartOnFailure: () => Promise.resolve(this.mayRestart()),
      },
    });
    const bounds = limits ?? usualLimits;
    this.assigned = new AssignedPartitions(this.consumer, limitsOfPartition(bounds));
    this.commits = new OffsetCommits(this.consumer, groupId, () => this.assigned.all(), logger);
    this.open = new OpenMessages(bounds);
    this.signs = new SignsOfLife(this.consumer, longestSilence.running, (error) =>
      this.crash(error),
    );
    const { GROUP_JOIN, STOP, CRASH } = this.consumer.events;
    this.consumer.on(GROUP_JOIN, ({ payload }) => this.join(payload.memberAssignment));
    this.consumer.on(STOP, () => {
      this.isMember = false;
    });
    this.consumer.on(CRASH, ({ payload }) => {
      if (!payload.restart) this.crash(payload.error);
    });
  }

  /** Connects and begins to read. */
  async start(): Promise<void> {
    await this.consumer.connect();
    await this.consumer.subscribe({ topics: [...this.options.topics], fromBeginning: true });
    await this.consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      eachBatch: (payload) => this.read(payload),
    });
  }

  /** @throws Error when the group was not joined or nothing was heard from the brokers for a minute. */
  assertReading(): void {
    if (!this.isMember) throw new Error('the consumer group is not joined');
    const { silence } = this.signs;
    if (silence > longestSilence.reading)
      throw new Error(`no sign of the brokers for ${silence} ms`);
  }

  /** Reads no more; what was delivered can still be acknowledged and is committed by `close`. */
  stopReading(): void {
    this.isStopping = true;
    this.applyPauses();
  }

  /** Commits what is done and leaves the group; calling it again waits for the same. */
  close(): Promise<void> {
    this.closing ??= this.leave();
    return this.closing;
  }

  private async leave(): Promise<void> {
    this.stopReading();
    this.signs.close();
    await this.commits.close();
    await this.consumer.disconnect();
  }

  /** Delivers a partition again from `offset` on; what of it was delivered before is void. */
  seek(where: TopicPartition, offset: number): void {
    const entry = this.assigned.find(where);
    if (entry !== undefined && this.isMember) this.assigned.seek(entry, offset);
  }

  private join(assignment: Readonly<Record<string, readonly number[]>>): void {
    this.generation += 1;
    this.isMember = true;
    this.failures = 0;
    const { groupId, startAt } = this.options;
    consumerMetrics.joins.inc({ group: groupId });
    for (const lost of this.assigned.replace(assignment, startAt === undefined)) {
      consumerMetrics.lag.remove(groupId, lost.topic, String(lost.partition));
    }
    this.applyPauses();
    if (startAt !== undefined) void this.position(startAt, this.generation);
  }

  /** Until it is known where to start, the partitions rest. */
  private async position(startAt: StartAt, generation: number): Promise<void> {
    const entries = this.assigned.all();
    while (generation === this.generation && !this.isStopping) {
      try {
        const where = entries.map(({ topic, partition }) => ({ topic, partition }));
        const known = await startAt(where);
        if (generation !== this.generation) return;
        const starts = entries.map((entry) => {
          const offset = known.find((start) => isSame(start, entry))?.offset ?? 0;
          this.assigned.seek(entry, offset);
          return { topic: entry.topic, partition: entry.partition, offset };
        });
        this.options.onStart?.(starts);
        this.applyPauses();
        return;
      } catch (error) {
        this.options.logger.warn(`where to start reading is not known yet: ${String(error)}`);
        await after(1_000);
      }
    }
  }

  private read(payload: EachBatchPayload): Promise<void> {
    const { batch } = payload;
    const entry = this.assigned.find(batch);
    if (entry === undefined || this.isWaiting(entry) || this.isStopping) return Promise.resolve();
    if (!payload.isRunning() || payload.isStale()) return Promise.resolve();
    try {
      this.deliver(batch, entry);
      payload.resolveOffset(batch.lastOffset());
    } catch (error) {
      this.crash(error);
    }
    return Promise.resolve();
  }

  private deliver(batch: Batch, entry: AssignedPartition): void {
    const tracker = (entry.tracker ??= new OffsetTracker(Number(batch.firstOffset() ?? 0)));
    entry.highWatermark = Number(batch.highWatermark);
    const messages = batch.messages
      .filter(({ offset }) => !tracker.holds(Number(offset)))
      .map((message) => this.receive(message, entry, tracker));
    if (messages.length === 0) return;
    const { groupId } = this.options;
    consumerMetrics.messages.inc({ group: groupId, topic: batch.topic }, messages.length);
    this.options.onMessages(messages);
  }

  private receive(
    message: KafkaMessage,
    { topic, partition, open }: AssignedPartition,
    tracker: OffsetTracker,
  ): ReceivedMessage {
    const bytes = (message.value?.length ?? 0) + (message.key?.length ?? 0);
    const tracked = tracker.read(Number(message.offset));
    this.count(open, (counted) => counted.add(bytes));
    return {
      topic,
      partition,
      offset: tracked.offset,
      key: message.key,
      value: message.value,
      headers: plainHeaders(message.headers),
      timestamp: Number(message.timestamp),
      acknowledge: () => {
        if (tracked.done) return;
        tracker.finish(tracked);
        this.count(open, (counted) => counted.remove(bytes));
        this.commits.soon();
      },
    };
  }

  private count(ofPartition: OpenMessages, change: (counted: OpenMessages) => void): void {
    const wasFull = [this.open.isFull, ofPartition.isFull];
    change(this.open);
    change(ofPartition);
    const labels = { group: this.options.groupId };
    consumerMetrics.open.set(labels, this.open.messages);
    consumerMetrics.openBytes.set(labels, this.open.bytes);
    const isFull = [this.open.isFull, ofPartition.isFull];
    if (isFull.some((full, index) => full !== wasFull[index])) this.applyPauses();
  }

  private applyPauses(): void {
    if (!this.isMember) return;
    this.assigned.applyPauses(
      (entry) => this.open.isFull || entry.open.isFull || this.isStopping || this.isWaiting(entry),
    );
  }

  private isWaiting({ tracker }: AssignedPartition): boolean {
    return tracker === null && this.options.startAt !== undefined;
  }

  /** A broker that has just started cannot yet lead a group; what lasts longer ends the process. */
  private mayRestart(): boolean {
    this.failures += 1;
    return !this.isStopping && this.failures <= 5;
  }

  private crash(error: unknown): void {
    const { logger, groupId, onCrash } = this.options;
    this.signs.close();
    logger.fatal(`consumer ${groupId} cannot go on: ${String(error)}`);
    if (onCrash === undefined) process.exit(1);
    onCrash(error);
  }
}

function isSame(a: TopicPartition, b: TopicPartition): boolean {
  return a.topic === b.topic && a.partition === b.partition;
}
