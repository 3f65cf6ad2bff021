import type { KafkaMessage } from 'kafkajs';

/** A message as it was read; `acknowledge` says that it is done with and need not be read again. */
export type ReceivedMessage = {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, Buffer>>;
  /** The broker's or producer's timestamp, in ms. */
  readonly timestamp: number;
  /** In any order, once or more often; after the partition went to another consumer it does nothing. */
  readonly acknowledge: () => void;
};

/** A partition of a topic. */
export type TopicPartition = { readonly topic: string; readonly partition: number };

/** Kafka allows a header more than once; the last counts. */
export function plainHeaders(headers: KafkaMessage['headers']): Readonly<Record<string, Buffer>> {
  return Object.fromEntries(
    Object.entries(headers ?? {}).flatMap(([name, value]) => {
      const last = Array.isArray(value) ? value.at(-1) : value;
      return last === undefined ? [] : [[name, Buffer.from(last)]];
    }),
  );
}
