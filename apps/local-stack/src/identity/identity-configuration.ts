import { z } from 'zod';

const environment = z
  .object({
    ENVIRONMENT: z.enum(['demonstration', 'training']),
    IDENTITY_HOST: z.string().min(1).default('127.0.0.1'),
    IDENTITY_PORT: z.coerce.number().int().min(0).max(65_535).default(3001),
    IDENTITY_ISSUER: z.url(),
    IDENTITY_DIRECTORY: z.string().min(1),
    OIDC_AUDIENCE: z.string().min(1).default('vein-to-vein'),
    OIDC_CLIENT_ID: z.string().min(1).default('vein-to-vein-page'),
  })
  .transform((read) => ({
    host: read.IDENTITY_HOST,
    port: read.IDENTITY_PORT,
    issuer: read.IDENTITY_ISSUER.replace(/\/$/, ''),
    directory: read.IDENTITY_DIRECTORY,
    audience: read.OIDC_AUDIENCE,
    clientId: read.OIDC_CLIENT_ID,
  }));

/** Where the demonstration's identity provider listens, what it calls itself, where its key is kept. */
export type IdentityConfiguration = z.output<typeof environment>;

/** Every variable this process reads. */
export const identityVariables: readonly string[] = Object.keys(environment.in.shape);

/** @throws Error naming each variable that is missing or malformed; production is none of its environments. */
export function readIdentityConfiguration(
  variables: Readonly<Record<string, string | undefined>>,
): IdentityConfiguration {
  const read = environment.safeParse(variables);
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`The identity provider cannot start: ${faults.join('; ')}`);
}
