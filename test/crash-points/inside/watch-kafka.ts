import { Kafka, type ProducerBatch } from 'kafkajs';
import { replaceMethod } from './replace-method.js';
import type { WatchedProcess } from './watched-process.js';

/** Watches what is published and what is committed. */
export function watch(watched: WatchedProcess): void {
  replaceMethod(Kafka.prototype, 'producer', ({ call }) => {
    const producer = call() as object;
    replaceMethod(producer, 'sendBatch', ({ args, call: send }) =>
      watched.atPort(`kafka/publish ${kindsOf(args[0] as ProducerBatch)}`, send),
    );
    return producer;
  });
  replaceMethod(Kafka.prototype, 'consumer', ({ call }) => {
    const consumer = call() as object;
    replaceMethod(consumer, 'commitOffsets', ({ call: commit }) =>
      watched.atPort('kafka/commit offsets', commit),
    );
    return consumer;
  });
}

function kindsOf({ topicMessages = [] }: ProducerBatch): string {
  const kinds = new Set(topicMessages.map(({ topic }) => kindOf(topic)));
  return [...kinds].toSorted((a, b) => a.localeCompare(b)).join('+');
}

function kindOf(topic: string): string {
  if (topic.endsWith('.dead-letter')) return 'dead letters';
  if (topic.startsWith('requests.')) return 'requests';
  return topic.startsWith('journey.') ? 'journal' : 'events';
}
