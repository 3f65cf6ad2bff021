import { businessTopics, deadLetterTopic, telemetryTopic } from '#contracts/topics.js';
import type { Database } from '#database/database.js';
import type { KafkaConnection } from '#kafka/client.js';
import { partitionBounds } from '#kafka/partition-bounds.js';
import { readToTheEnd } from '#kafka/read-to-the-end.js';
import type { PartnerRegistry } from '#partners/registry.js';
import { type DeadLetter, deadLetterOf, idOf } from './dead-letter.js';
import { type Disposition, dispositionsIn } from './dispositions.js';

/** A dead letter, who sent its event as far as that is registered, and what became of it. */
export type FiledLetter = DeadLetter & {
  readonly id: string;
  readonly partner: string | null;
  readonly disposition: Disposition | null;
};

/** The topics whose events can become dead letters. */
export const originTopics = [...businessTopics, telemetryTopic] as const;

const deadLetterTopics = originTopics.map(deadLetterTopic);

/** Every dead letter there is. */
export class DeadLetterArchive {
  constructor(
    private readonly kafka: KafkaConnection,
    private readonly database: Database,
    private readonly registry: PartnerRegistry,
  ) {}

  /** Rejects when the brokers do not answer. */
  async assertAnswers(): Promise<void> {
    await partitionBounds(this.kafka, deadLetterTopics);
  }

  /** Reads all of them and gives those that are wanted, oldest first. */
  async letters(isWanted: (letter: FiledLetter) => boolean): Promise<readonly FiledLetter[]> {
    const bounds = await partitionBounds(this.kafka, deadLetterTopics);
    const dispositions = await dispositionsIn(this.database);
    const found = new Map<string, FiledLetter>();
    await readToTheEnd(this.kafka, bounds, (message) => {
      const letter = deadLetterOf(message);
      if (letter === undefined) return;
      const filed = this.filed(letter, dispositions);
      if (isWanted(filed)) found.set(filed.id, filed);
    });
    return [...found.values()].toSorted(byFailure);
  }

  private filed(letter: DeadLetter, dispositions: ReadonlyMap<string, Disposition>): FiledLetter {
    const id = idOf(letter.origin);
    const { source } = letter.envelope;
    const partner = source === null ? undefined : this.registry.partnerBySource(source);
    return {
      ...letter,
      id,
      partner: partner?.id ?? null,
      disposition: dispositions.get(id) ?? null,
    };
  }
}

function byFailure(one: FiledLetter, other: FiledLetter): number {
  const [first, second] = [one.failedAt, other.failedAt];
  if (first !== second) return first < second ? -1 : 1;
  return one.origin.offset - other.origin.offset;
}
