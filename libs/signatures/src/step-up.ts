import { createHash } from 'node:crypto';
import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';
import { SignatureError } from './signature-error.js';

const maximumAgeSeconds = 120;
const toleranceSeconds = 5;

/** Who issues the one-record identity tokens, and with which keys and algorithms. */
export type StepUpIssuer = {
  readonly issuer: string;
  readonly audience: string | readonly string[];
  readonly algorithms: readonly string[];
  readonly keys: JWTVerifyGetKey;
};

/** A person who has just authenticated for one record; `claims` is the verified token's payload. */
export type StepUp = {
  readonly subject: string;
  readonly name: string;
  readonly claims: JWTPayload;
};

const stepUpClaims = z.object({
  sub: z.string().min(1),
  name: z.string().min(1).optional(),
  nonce: z.string(),
  auth_time: z.number(),
});

/** What an identity token is remembered by: the SHA-256 of what its issuer signed. */
export function tokenHash(idToken: string): string {
  const signed = idToken.slice(0, idToken.lastIndexOf('.'));
  return createHash('sha256').update(signed).digest('hex');
}

/**
 * Verifies that an identity token was issued for exactly this record, to a person who authenticated
 * at most two minutes before `at` (wall time in epoch milliseconds).
 * @throws SignatureError; errors of fetching the issuer's keys pass through.
 */
export async function verifyStepUp(
  issuer: StepUpIssuer,
  idToken: string,
  record: { readonly signedHash: string; readonly at: number },
): Promise<StepUp> {
  const claims = await verified(issuer, idToken, record.at);
  const read = stepUpClaims.safeParse(claims);
  if (!read.success) throw new SignatureError('token-invalid');
  const { sub, name, nonce, auth_time: authTime } = read.data;
  if (nonce !== record.signedHash) throw new SignatureError('token-for-other-record');
  const age = record.at / 1000 - authTime;
  if (age < -toleranceSeconds) throw new SignatureError('token-invalid');
  // auth_time is in whole seconds, so a true age looks up to one second older.
  if (age > maximumAgeSeconds + 1) throw new SignatureError('authentication-too-old');
  return { subject: sub, name: name ?? sub, claims };
}

async function verified(issuer: StepUpIssuer, idToken: string, at: number): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(idToken, issuer.keys, {
      issuer: issuer.issuer,
      audience: [issuer.audience].flat(),
      algorithms: [...issuer.algorithms],
      clockTolerance: toleranceSeconds,
      currentDate: new Date(at),
      requiredClaims: ['sub', 'exp', 'nonce', 'auth_time'],
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw new SignatureError('authentication-too-old');
    if (error instanceof errors.JOSEError) throw new SignatureError('token-invalid');
    throw error;
  }
}
