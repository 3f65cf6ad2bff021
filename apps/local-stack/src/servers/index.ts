export { kafkaFolder, startKafka, type Kafka } from './kafka.js';
export { startPostgres, type Postgres } from './postgres.js';
export { findTemporalBinary } from './temporal-binary.js';
export { findTemporalTestServer } from './temporal-test-server.js';
export { startTemporal, type Temporal } from './temporal.js';
