/** A Kafka message as a consumer sees it. */
export type Message = {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
  /** When the broker took it, or when its producer says so, in ms. */
  readonly timestamp: number;
};

/** Names a message for people: `topic/partition/offset`. */
export function positionOf({
  topic,
  partition,
  offset,
}: Pick<Message, 'topic' | 'partition' | 'offset'>): string {
  return `${topic}/${partition}/${offset}`;
}
