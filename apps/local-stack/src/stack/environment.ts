import { join } from 'node:path';
import type { SectionName } from '#config/sections.js';
import type { JourneyClock } from '#domain/time/clock.js';
import type { Keys } from '../data/keys.js';
import type { PartnerFiles } from '../data/partner-files.js';
import type { StartOptions } from '../options/start-options.js';
import { projectRoot } from '../project-root.js';
import type { StackAddresses } from './addresses.js';

/** Everything the variables of a process are made of. */
export type Circumstances = {
  readonly addresses: StackAddresses;
  readonly keys: Keys;
  readonly partnerFiles: PartnerFiles;
  readonly clock: JourneyClock;
  readonly options: StartOptions;
};

type Variables = Readonly<Record<string, string>>;

const variablesOf: Readonly<Record<SectionName, (circumstances: Circumstances) => Variables>> = {
  service: () => ({ ENVIRONMENT: 'demonstration' }),
  kafka: ({ addresses }) => ({ KAFKA_BROKERS: addresses.kafkaBrokers }),
  temporal: ({ addresses }) => ({ TEMPORAL_ADDRESS: addresses.temporalAddress }),
  payloads: ({ keys }) => ({ TEMPORAL_PAYLOAD_KEYS: keys.TEMPORAL_PAYLOAD_KEYS }),
  codec: ({ keys, addresses: { temporalUiUrl } }) => ({
    CODEC_SECRET_PATH: keys.CODEC_SECRET_PATH,
    ...(temporalUiUrl === undefined
      ? {}
      : {
          TEMPORAL_UI_ORIGIN: `${temporalUiUrl},${temporalUiUrl.replace('127.0.0.1', 'localhost')}`,
        }),
  }),
  database: ({ addresses }) => ({ DATABASE_URL: addresses.databaseUrl }),
  // One worker at a time has no version.
  worker: () => ({}),
  identity: ({ addresses }) => ({ OIDC_ISSUER: addresses.issuer }),
  vault: ({ keys }) => ({ VAULT_KEY: keys.VAULT_KEY }),
  signatures: ({ keys }) => ({ SIGNATURE_KEY: keys.SIGNATURE_KEY }),
  operations: ({ keys }) => ({ OPERATIONS_KEY: keys.OPERATIONS_KEY }),
  clock: ({ clock }) => ({ JOURNEY_CLOCK: JSON.stringify(clock) }),
  intake: () => ({}),
  partners: ({ partnerFiles }) => ({ PARTNERS_FILE: partnerFiles.registry }),
  http: ({ addresses }) => ({
    API_PORT: new URL(addresses.apiUrl).port,
    PAGE_FOLDER: join(projectRoot, 'dist', 'apps', 'coordinator-web'),
  }),
  // People of a demonstration are told of alerts on the page alone.
  alerts: () => ({}),
  watchdog: () => ({}),
  simulator: ({ addresses, options, partnerFiles }) => ({
    API_URL: addresses.apiUrl,
    SIMULATOR_KEYS_FILE: partnerFiles.privateKeys,
    SIMULATOR_SEED: String(options.seed),
    SIMULATOR_PATIENTS: String(options.patients),
    SIMULATOR_DUPLICATES: String(options.duplicates),
    SIMULATOR_REORDER: String(options.reorder),
    SIMULATOR_INVALID: String(options.invalid),
    SIMULATOR_CORRECTIONS: String(options.corrections),
    SIMULATOR_REFERRALS: String(options.referrals),
    SIMULATOR_PRODUCTS: options.products,
    ...(options.cohort === undefined ? {} : { SIMULATOR_COHORT: options.cohort }),
  }),
};

/** The variables of a process that reads these sections of the environment; secrets reach nobody else. */
export function environmentOf(
  sections: readonly SectionName[],
  circumstances: Circumstances,
): Variables {
  return Object.assign(
    {},
    ...sections.map((name) => variablesOf[name](circumstances)),
  ) as Variables;
}
