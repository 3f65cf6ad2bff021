import { Counter, Gauge } from 'prom-client';

/** What every consumer of the process counts, by its group. */
export const consumerMetrics = {
  messages: new Counter({
    name: 'kafka_consumer_messages_total',
    help: 'Messages read, repeats of what is in hand left out',
    labelNames: ['group', 'topic'],
  }),
  open: new Gauge({
    name: 'kafka_consumer_open_messages',
    help: 'Messages read and not yet done',
    labelNames: ['group'],
  }),
  openBytes: new Gauge({
    name: 'kafka_consumer_open_bytes',
    help: 'Bytes of the messages read and not yet done',
    labelNames: ['group'],
  }),
  lag: new Gauge({
    name: 'kafka_consumer_lag_messages',
    help: 'Messages of a partition that are not yet done, read or not',
    labelNames: ['group', 'topic', 'partition'],
  }),
  joins: new Counter({
    name: 'kafka_consumer_group_joins_total',
    help: 'How often the group was joined, first or after a rebalance',
    labelNames: ['group'],
  }),
};
