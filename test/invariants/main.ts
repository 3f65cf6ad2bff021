import { inspect, type Installation } from './inspect.js';

const usualSettleSeconds = 30;

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set`);
  return value;
}

function optional<K extends string>(key: K, name: string): { readonly [key in K]?: string } {
  const value = process.env[name];
  return (value === undefined || value === '' ? {} : { [key]: value }) as { [key in K]?: string };
}

function installation(): Installation {
  const address = process.env['TEMPORAL_ADDRESS'];
  const namespace = process.env['TEMPORAL_NAMESPACE'] ?? 'vein-to-vein';
  return {
    brokers: required('KAFKA_BROKERS').split(','),
    databaseUrl: required('DATABASE_URL'),
    apiUrl: required('API_URL'),
    issuer: required('OIDC_ISSUER'),
    ...(address === undefined || address === '' ? {} : { temporal: { address, namespace } }),
    ...optional('temporalDatabase', 'TEMPORAL_DATABASE'),
    ...optional('logsDirectory', 'LOGS_DIRECTORY'),
    ...optional('partnersFile', 'PARTNERS_FILE'),
  };
}

try {
  const settleSeconds = Number(process.env['SETTLE_SECONDS'] ?? usualSettleSeconds);
  const report = await inspect(installation(), settleSeconds * 1_000);
  process.stdout.write(`${JSON.stringify(report)}\n`);
  process.exitCode = report.invariants.every(({ held }) => held) ? 0 : 1;
} catch (error) {
  process.stderr.write(`the invariants could not be checked: ${String(error)}\n`);
  process.exitCode = 2;
}
