import type { Consumer } from 'kafkajs';
import { OffsetTracker } from './offset-tracker.js';
import { type Limits, OpenMessages } from './open-messages.js';
import type { TopicPartition } from './received-message.js';

/** A partition in hand; `tracker` is null until it is known where reading starts. */
export type AssignedPartition = TopicPartition & {
  tracker: OffsetTracker | null;
  highWatermark: number;
  /** What of it is read and not yet done. */
  open: OpenMessages;
};

/** The partitions this member of the group holds, and which of them rest. */
export class AssignedPartitions {
  private readonly partitions = new Map<string, AssignedPartition>();

  /** `limits` are those of each partition. */
  constructor(
    private readonly consumer: Consumer,
    private readonly limits: Limits,
  ) {}

  find({ topic, partition }: TopicPartition): AssignedPartition | undefined {
    return this.partitions.get(nameOf({ topic, partition }));
  }

  all(): readonly AssignedPartition[] {
    return [...this.partitions.values()];
  }

  /**
   * Takes over an assignment and returns what was lost. With `keep`, what is in hand of a partition that stays
   * counts on, so that reading it again from the last commit delivers nothing twice.
   */
  replace(
    assignment: Readonly<Record<string, readonly number[]>>,
    keep: boolean,
  ): readonly TopicPartition[] {
    const before = new Map(this.partitions);
    this.partitions.clear();
    for (const [topic, partitions] of Object.entries(assignment)) {
      for (const partition of partitions) {
        const name = nameOf({ topic, partition });
        const kept = keep ? before.get(name) : undefined;
        this.partitions.set(name, kept ?? this.newcomer({ topic, partition }));
      }
    }
    return [...before.values()].filter((entry) => this.find(entry) === undefined);
  }

  private newcomer(where: TopicPartition): AssignedPartition {
    return { ...where, tracker: null, highWatermark: 0, open: new OpenMessages(this.limits) };
  }

  /** Delivers from `offset` on; what of the partition is in hand counts no more. */
  seek(entry: AssignedPartition, offset: number): void {
    entry.tracker = new OffsetTracker(offset);
    entry.open = new OpenMessages(this.limits);
    const { topic, partition } = entry;
    this.consumer.seek({ topic, partition, offset: String(offset) });
  }

  /** Pauses the partitions that rest and resumes the others. */
  applyPauses(rests: (entry: AssignedPartition) => boolean): void {
    for (const entry of this.partitions.values()) {
      const where = [{ topic: entry.topic, partitions: [entry.partition] }];
      if (rests(entry)) this.consumer.pause(where);
      else this.consumer.resume(where);
    }
  }
}

function nameOf({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`;
}
