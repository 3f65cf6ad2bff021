import { Kafka, logLevel } from 'kafkajs';
import type { Logger } from 'pino';

/** What every connection to Kafka needs; `clientId` names the process in the broker's logs. */
export type KafkaConnection = {
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly logger: Logger;
};

// kafkajs calls a rebalance and a retried request errors; what really fails reaches the caller. The producer knows
// that its retries are limited, and takes what follows from that into account.
const wellKnown = 'Limiting retries for the idempotent producer may invalidate EoS guarantees';

/** A kafkajs client that logs through the process's logger. */
export function kafkaClient({ brokers, clientId, logger }: KafkaConnection): Kafka {
  const own = logger.child({ component: 'kafkajs' });
  return new Kafka({
    clientId,
    brokers: [...brokers],
    connectionTimeout: 5_000,
    requestTimeout: 30_000,
    logLevel: logLevel.WARN,
    retry: { initialRetryTime: 100, maxRetryTime: 5_000, retries: 12 },
    logCreator: () => (entry) => {
      const { message, error } = entry.log;
      if (message === wellKnown) return;
      own.warn(error === undefined ? message : `${message} (${String(error)})`);
    },
  });
}
