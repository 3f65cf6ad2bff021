import { z } from 'zod';
import { identityClock, isIdentity, type JourneyClock } from '#domain/time/clock.js';

const text = z.string().min(1);
const port = z.coerce.number().int().min(0).max(65_535);
const secretKey = text.refine((key) => Buffer.from(key, 'base64url').length === 32, {
  message: '32 bytes in base64url',
});
const proportion = z.coerce.number().min(0).max(1);

function json<T extends z.ZodType>(schema: T) {
  return z
    .string()
    .transform((value, context) => {
      try {
        return JSON.parse(value) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);
}

const journeyClock: z.ZodType<JourneyClock> = z.strictObject({
  wallOrigin: z.iso.datetime({ offset: true }),
  journeyOrigin: z.iso.datetime({ offset: true }),
  scale: z.number().positive(),
});

const payloadKey = /^([a-z0-9][a-z0-9-]{0,31}):([\w-]{43})$/;

/** `id:key,id:key`, newest first. */
const payloadKeys = z.string().transform((value, context) => {
  const read = value.split(',').map((one) => payloadKey.exec(one.trim()));
  const keys = read.map((found) => ({
    id: found?.[1] ?? '',
    key: Buffer.from(found?.[2] ?? '', 'base64url'),
  }));
  const isUnique = new Set(keys.map(({ id }) => id)).size === keys.length;
  if (isUnique && keys.every(({ key }) => key.length === 32)) return keys;
  context.addIssue({
    code: 'custom',
    message: 'id:key, newest first, each id once, each key 32 bytes in base64url',
  });
  return z.NEVER;
});

const environment = z.enum(['production', 'training', 'demonstration']).default('production');

/** Every section of the environment: the variables it reads and what a process gets of them. */
export const sections = {
  service: z
    .object({
      LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']).default('info'),
      ENVIRONMENT: environment,
      HEALTH_HOST: text.default('127.0.0.1'),
      HEALTH_PORT: port.default(9464),
    })
    .transform((read) => ({
      logLevel: read.LOG_LEVEL,
      environment: read.ENVIRONMENT,
      healthHost: read.HEALTH_HOST,
      healthPort: read.HEALTH_PORT,
    })),
  kafka: z
    .object({ KAFKA_BROKERS: text })
    .transform((read) => ({ brokers: read.KAFKA_BROKERS.split(',').map((one) => one.trim()) })),
  temporal: z
    .object({ TEMPORAL_ADDRESS: text, TEMPORAL_NAMESPACE: text.default('vein-to-vein') })
    .transform((read) => ({
      address: read.TEMPORAL_ADDRESS,
      namespace: read.TEMPORAL_NAMESPACE,
    })),
  payloads: z
    .object({ TEMPORAL_PAYLOAD_KEYS: payloadKeys })
    .transform((read) => ({ keys: read.TEMPORAL_PAYLOAD_KEYS })),
  worker: z
    .object({ TEMPORAL_WORKER_BUILD_ID: text.optional() })
    .transform((read) => ({ buildId: read.TEMPORAL_WORKER_BUILD_ID })),
  codec: z
    .object({
      ENVIRONMENT: environment,
      TEMPORAL_UI_ORIGIN: text.optional(),
      CODEC_SECRET_PATH: z
        .string()
        .regex(/^[\w-]{43}$/)
        .optional(),
    })
    .refine(
      (read) => read.ENVIRONMENT === 'demonstration' || read.CODEC_SECRET_PATH === undefined,
      { path: ['CODEC_SECRET_PATH'], message: 'nothing outside a demonstration' },
    )
    .transform(({ TEMPORAL_UI_ORIGIN: origins, CODEC_SECRET_PATH: secretPath }) => ({
      uiOrigins: origins === undefined ? [] : origins.split(',').map((one) => one.trim()),
      ...(secretPath === undefined ? {} : { secretPath }),
    })),
  database: z
    .object({ DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }) })
    .transform((read) => ({ url: read.DATABASE_URL })),
  identity: z
    .object({
      OIDC_ISSUER: z.url(),
      OIDC_AUDIENCE: text.default('vein-to-vein'),
      OIDC_CLIENT_ID: text.default('vein-to-vein-page'),
      OIDC_JWKS_URI: z.url().optional(),
    })
    .transform((read) => ({
      issuer: read.OIDC_ISSUER,
      audience: read.OIDC_AUDIENCE,
      clientId: read.OIDC_CLIENT_ID,
      jwksUri: read.OIDC_JWKS_URI ?? `${read.OIDC_ISSUER.replace(/\/$/, '')}/jwks`,
    })),
  vault: z
    .object({
      VAULT_KEY: secretKey,
    })
    .transform((read) => ({ key: Buffer.from(read.VAULT_KEY, 'base64url') })),
  operations: z
    .object({
      OPERATIONS_KEY: secretKey,
    })
    .transform((read) => ({ key: Buffer.from(read.OPERATIONS_KEY, 'base64url') })),
  signatures: z
    .object({
      SIGNATURE_KEY: json(
        z.looseObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: text, d: text }),
      ),
    })
    .transform((read) => ({ key: read.SIGNATURE_KEY })),
  partners: z.object({ PARTNERS_FILE: text }).transform((read) => ({ file: read.PARTNERS_FILE })),
  clock: z
    .object({ ENVIRONMENT: environment, JOURNEY_CLOCK: json(journeyClock).optional() })
    .refine(
      ({ ENVIRONMENT, JOURNEY_CLOCK = identityClock }) =>
        ENVIRONMENT !== 'production' || isIdentity(JOURNEY_CLOCK),
      { path: ['JOURNEY_CLOCK'], message: 'no clock but wall time in production' },
    )
    .transform((read) => read.JOURNEY_CLOCK ?? identityClock),
  intake: z
    .object({
      UNKNOWN_JOURNEY_HOURS: z.coerce.number().positive().default(24),
      EVENTS_PER_SENDER: z.coerce.number().int().positive().default(500),
    })
    .transform((read) => ({
      unknownJourneyMs: read.UNKNOWN_JOURNEY_HOURS * 3_600_000,
      eventsPerSender: read.EVENTS_PER_SENDER,
    })),
  http: z
    .object({
      API_HOST: text.default('127.0.0.1'),
      API_PORT: port.default(3000),
      REQUESTS_PER_MINUTE: z.coerce.number().int().positive().default(6_000),
      PAGE_FOLDER: text.default('dist/apps/coordinator-web'),
    })
    .transform((read) => ({
      host: read.API_HOST,
      port: read.API_PORT,
      pageFolder: read.PAGE_FOLDER,
      requestsPerMinute: read.REQUESTS_PER_MINUTE,
    })),
  alerts: z
    .object({
      SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
      SMTP_FROM: text.default('Vein-to-Vein <alerts@vein-to-vein.invalid>'),
      ALERT_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
      ALERT_WEBHOOK_KEY: secretKey.optional(),
      PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
    })
    .refine(
      ({ ALERT_WEBHOOK_URL: url, ALERT_WEBHOOK_KEY: key }) =>
        (url === undefined) === (key === undefined),
      { path: ['ALERT_WEBHOOK_KEY'], message: 'the webhook has an address and a key, or neither' },
    )
    .transform((read) => ({
      mail: read.SMTP_URL === undefined ? undefined : { url: read.SMTP_URL, from: read.SMTP_FROM },
      webhook:
        read.ALERT_WEBHOOK_URL === undefined || read.ALERT_WEBHOOK_KEY === undefined
          ? undefined
          : {
              url: read.ALERT_WEBHOOK_URL,
              key: Buffer.from(read.ALERT_WEBHOOK_KEY, 'base64url'),
            },
      publicUrl: read.PUBLIC_URL,
    })),
  watchdog: z
    .object({
      WATCHDOG_INTERVAL_SECONDS: z.coerce.number().positive().default(10),
      WATCHDOG_GRACE_SECONDS: z.coerce.number().positive().default(30),
      WATCHDOG_BEAT_SECONDS: z.coerce.number().positive().default(60),
      PAGER_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
    })
    .transform((read) => ({
      intervalMs: read.WATCHDOG_INTERVAL_SECONDS * 1_000,
      graceMs: read.WATCHDOG_GRACE_SECONDS * 1_000,
      beatMs: read.WATCHDOG_BEAT_SECONDS * 1_000,
      ...(read.PAGER_WEBHOOK_URL === undefined ? {} : { pagerUrl: read.PAGER_WEBHOOK_URL }),
    })),
  simulator: z
    .object({
      API_URL: z.url(),
      SIMULATOR_KEYS_FILE: text,
      SIMULATOR_SEED: z.coerce.number().int().default(1),
      SIMULATOR_PATIENTS: z.coerce.number().int().min(0).default(12),
      SIMULATOR_DUPLICATES: proportion.default(0),
      SIMULATOR_REORDER: proportion.default(0),
      SIMULATOR_INVALID: proportion.default(0),
      SIMULATOR_CORRECTIONS: proportion.default(0),
      SIMULATOR_REFERRALS: proportion.default(0),
      SIMULATOR_COHORT: z.enum(['eliana', 'juliet', 'zuma-1']).optional(),
      SIMULATOR_PRODUCTS: z.enum(['usual', 'every']).default('usual'),
    })
    .transform((read) => ({
      apiUrl: read.API_URL,
      keysFile: read.SIMULATOR_KEYS_FILE,
      seed: read.SIMULATOR_SEED,
      patients: read.SIMULATOR_PATIENTS,
      rates: {
        duplicates: read.SIMULATOR_DUPLICATES,
        reorder: read.SIMULATOR_REORDER,
        invalid: read.SIMULATOR_INVALID,
        corrections: read.SIMULATOR_CORRECTIONS,
      },
      referrals: read.SIMULATOR_REFERRALS,
      products: read.SIMULATOR_PRODUCTS,
      ...(read.SIMULATOR_COHORT === undefined ? {} : { cohort: read.SIMULATOR_COHORT }),
    })),
} as const;

/** A section of the environment. */
export type SectionName = keyof typeof sections;

/** What a process gets of each section. */
export type Section<N extends SectionName> = z.output<(typeof sections)[N]>;
