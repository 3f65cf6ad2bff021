import { LocalStackError } from '../local-stack-error.js';
import { findTemporalBinary, findTemporalTestServer, kafkaFolder } from '../servers/index.js';

const report = (line: string): void => void process.stderr.write(`${line}\n`);

/** Fetches or builds, once per machine, every server the tests start. */
try {
  const isKafkaNeeded = !process.env['KAFKA_BROKERS'];
  const isTemporalNeeded = !process.env['TEMPORAL_ADDRESS'];
  await Promise.all([
    isKafkaNeeded ? kafkaFolder(report) : undefined,
    isTemporalNeeded ? findTemporalBinary(report) : undefined,
    findTemporalTestServer(report),
  ]);
} catch (error) {
  if (!(error instanceof LocalStackError)) throw error;
  report(`${error.message}\n${error.remedy}`);
  process.exitCode = 1;
}
