import { type CryptoKey, importJWK, type JWK, SignJWT } from 'jose';
import type { Account } from './accounts.js';
import { tokenAlgorithm } from './key-pair.js';

/** A token and when it ends, RFC 3339 UTC. */
export type IssuedToken = { readonly token: string; readonly expiresAt: string };

const accessSeconds = 3_600;

// One record is signed at once; the API accepts two minutes.
const oneRecordSeconds = 120;

/** Issues the tokens that the services verify, as an OpenID provider would after a person's login. */
export class TokenIssuer {
  private constructor(
    private readonly issuer: string,
    private readonly audience: string,
    private readonly key: JWK,
    private readonly signingKey: CryptoKey,
  ) {}

  /** @throws TypeError when the key is symmetric. */
  static async with(issuer: string, audience: string, key: JWK): Promise<TokenIssuer> {
    const signingKey = await importJWK(key, tokenAlgorithm);
    if (signingKey instanceof Uint8Array) throw new TypeError('the signing key is symmetric');
    return new TokenIssuer(issuer, audience, key, signingKey);
  }

  /** A token that opens the API for an account, for one hour. */
  accessToken({ account, name, roles }: Account): Promise<IssuedToken> {
    return this.issue(account, { name, roles }, accessSeconds);
  }

  /**
   * A token that signs the one record whose hash is `nonce`, as after a login at this moment; it names the roles, so
   * that a second person can sign at the first one's screen.
   */
  oneRecordToken({ account, name, roles }: Account, nonce: string): Promise<IssuedToken> {
    const claims = { name, roles, nonce, auth_time: Math.floor(Date.now() / 1000) };
    return this.issue(account, claims, oneRecordSeconds);
  }

  private async issue(subject: string, claims: object, seconds: number): Promise<IssuedToken> {
    const issuedAt = Math.floor(Date.now() / 1000);
    const expiresAt = issuedAt + seconds;
    const token = await new SignJWT({ ...claims })
      .setProtectedHeader({ alg: tokenAlgorithm, kid: this.key.kid ?? '' })
      .setIssuer(this.issuer)
      .setAudience(this.audience)
      .setSubject(subject)
      .setJti(crypto.randomUUID())
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .sign(this.signingKey);
    return { token, expiresAt: new Date(expiresAt * 1000).toISOString() };
  }
}
