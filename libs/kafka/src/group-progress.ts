import type { Admin } from 'kafkajs';
import { kafkaClient, type KafkaConnection } from './client.js';

/** How far a group has done a partition, and where that ends: the offsets of the next message to do and to come. */
export type PartitionProgress = {
  readonly topic: string;
  readonly partition: number;
  readonly committed: number;
  readonly end: number;
};

/** Asks the brokers how far groups are; connects when first asked, and anew after a failure. */
export class GroupProgress {
  private admin: Admin | undefined;

  constructor(private readonly connection: KafkaConnection) {}

  /** The progress of a group in all partitions of these topics. */
  async of(groupId: string, topics: readonly string[]): Promise<readonly PartitionProgress[]> {
    try {
      return await progressOf(await this.connected(), groupId, topics);
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    const { admin } = this;
    this.admin = undefined;
    await admin?.disconnect().catch(() => undefined);
  }

  private async connected(): Promise<Admin> {
    if (this.admin !== undefined) return this.admin;
    const admin = kafkaClient(this.connection).admin();
    await admin.connect();
    this.admin = admin;
    return admin;
  }
}

async function progressOf(
  admin: Admin,
  groupId: string,
  topics: readonly string[],
): Promise<readonly PartitionProgress[]> {
  const done = await admin.fetchOffsets({ groupId, topics: [...topics] });
  const all = await Promise.all(
    done.map(async ({ topic, partitions }) => {
      const offsets = await admin.fetchTopicOffsets(topic);
      return offsets.map(({ partition, low, high }) => {
        const committed = partitions.find((one) => one.partition === partition)?.offset ?? '-1';
        // Where nothing is committed, a group begins with the oldest there is.
        return {
          topic,
          partition,
          committed: Math.max(Number(committed), Number(low)),
          end: Number(high),
        };
      });
    }),
  );
  return all.flat();
}
