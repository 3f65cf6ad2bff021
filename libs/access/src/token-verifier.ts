import { decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';
import { IdentityProviderUnavailableError, UnauthenticatedError } from './access-errors.js';
import type { Caller } from './caller.js';
import type { IdentityProvider } from './identity-provider.js';
import { isRole } from './role.js';

const clockToleranceSeconds = 5;

const claims = z.object({
  sub: z.string().min(1).max(255),
  name: z.string().min(1).max(200).optional(),
  roles: z.record(z.string(), z.array(z.string())).default({}),
});

type AccessIssuer = Omit<IdentityProvider, 'clientId'>;

/** Turns the `Authorization` header of a request into its caller. */
export type TokenVerifier = (authorization: string | undefined) => Promise<Caller>;

/** The person of a verified token; roles nobody knows are dropped. @throws UnauthenticatedError */
export function callerOf(payload: JWTPayload): Caller {
  const read = claims.safeParse(payload);
  if (!read.success) throw new UnauthenticatedError('malformed');
  const { sub, name, roles } = read.data;
  return {
    subject: sub,
    name: name ?? sub,
    roles: Object.fromEntries(
      Object.entries(roles).map(([site, held]) => [site, held.filter(isRole)]),
    ),
  };
}

/**
 * A verifier of the provider's access tokens: signature with pinned algorithms, issuer, audience, expiry.
 * It throws UnauthenticatedError for the token's faults, IdentityProviderUnavailableError for the provider's.
 */
export function tokenVerifier(provider: AccessIssuer): TokenVerifier {
  return async (authorization) => {
    if (authorization === undefined) throw new UnauthenticatedError('missing');
    const token = tokenIn(authorization);
    if (token === undefined) throw new UnauthenticatedError('malformed');
    const payload = await verified(provider, token);
    // A token with a nonce signs one record; it must not open a session as well.
    if (payload['nonce'] !== undefined) throw new UnauthenticatedError('not-for-access');
    return callerOf(payload);
  };
}

/** When a header that was verified stops counting, in epoch milliseconds; 0 for one without a token. */
export function expiryOf(authorization: string | undefined): number {
  const token = tokenIn(authorization ?? '');
  return token === undefined ? 0 : (decodeJwt(token).exp ?? 0) * 1_000;
}

function tokenIn(authorization: string): string | undefined {
  return /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1];
}

async function verified(provider: AccessIssuer, token: string): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, provider.keys, {
      issuer: provider.issuer,
      audience: provider.audience,
      algorithms: [...provider.algorithms],
      clockTolerance: clockToleranceSeconds,
      requiredClaims: ['sub', 'exp'],
    });
    return payload;
  } catch (error) {
    if (error instanceof IdentityProviderUnavailableError) throw error;
    throw new UnauthenticatedError(error instanceof errors.JWTExpired ? 'expired' : 'invalid');
  }
}
