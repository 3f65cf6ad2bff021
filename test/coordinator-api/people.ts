import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import type { Role } from '#access/role.js';
import { signedHash } from '#signatures/signed-hash.js';
import type { StepUpSignature } from '#contracts/http/signature.schema.js';

const audience = 'vein-to-vein';

/** Somebody with a token; `site` is where the roles are held. */
export type Person = { readonly subject: string; readonly roles: Record<string, Role[]> };

/** A person with one role at one site. */
export function person(role: Role, site = 'northgate', number = 1): Person {
  return { subject: `${role}-${site}-${number}`, roles: { [site]: [role] } };
}

/** What a person signs. */
export type SignedContent = {
  readonly journeyId: string;
  readonly type: string;
  readonly data: Record<string, unknown>;
  readonly meaning: StepUpSignature['meaning'];
  readonly basis?: string | null;
  /** Seconds since the person authenticated. */
  readonly age?: number;
};

/** An identity provider made for the test: its keys over HTTP, its tokens by hand. */
export class People {
  private constructor(
    private readonly server: Server,
    private readonly privateKey: CryptoKey,
    readonly issuer: string,
  ) {}

  static async gather(): Promise<People> {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const jwk: JWK = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256' };
    const server = createServer((_, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return new People(server, privateKey, `http://127.0.0.1:${port}`);
  }

  async token(who: Person, lifetime = '10m'): Promise<string> {
    return this.signed(who, {}, lifetime);
  }

  async signature(who: Person, content: SignedContent): Promise<StepUpSignature> {
    const { journeyId, type, data, meaning, basis = null, age = 0 } = content;
    const nonce = signedHash({ journeyId, type, data, basis, meaning });
    const claims = { nonce, auth_time: Math.floor(Date.now() / 1_000) - age };
    return { idToken: await this.signed(who, claims), meaning };
  }

  async leave(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async signed(
    { subject, roles }: Person,
    claims: Record<string, unknown>,
    lifetime = '10m',
  ) {
    return new SignJWT({ sub: subject, name: `Name of ${subject}`, roles, ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
      .setIssuer(this.issuer)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(lifetime)
      .setJti(crypto.randomUUID())
      .sign(this.privateKey);
  }
}
