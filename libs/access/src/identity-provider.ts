import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { IdentityProviderUnavailableError } from './access-errors.js';

/** The signature algorithms a token may use: asymmetric ones only, whatever its header says. */
export const pinnedAlgorithms = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const;

/**
 * The issuer whose tokens are accepted and how its keys are found: access tokens for `audience`, identity tokens that sign
 * a record for the page, which is the client `clientId`.
 */
export type IdentityProvider = {
  readonly issuer: string;
  readonly audience: string;
  readonly clientId: string;
  readonly algorithms: readonly string[];
  readonly keys: JWTVerifyGetKey;
};

const fetchTimeoutMs = 3000;

/** The identity provider of an installation; its keys are fetched when first needed and then cached. */
export function identityProvider(configured: {
  readonly issuer: string;
  readonly audience: string;
  readonly clientId: string;
  readonly jwksUri: string;
}): IdentityProvider {
  const { issuer, audience, clientId, jwksUri } = configured;
  const remote = createRemoteJWKSet(new URL(jwksUri), { timeoutDuration: fetchTimeoutMs });
  return {
    issuer,
    audience,
    clientId,
    algorithms: pinnedAlgorithms,
    keys: async (header, token) => {
      try {
        return await remote(header, token);
      } catch (cause) {
        if (isAboutTheToken(cause)) throw cause;
        throw new IdentityProviderUnavailableError({ cause });
      }
    },
  };
}

function isAboutTheToken(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  );
}
