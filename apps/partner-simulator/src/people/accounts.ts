import { z } from 'zod';
import { ask, UnavailableError } from './http.js';

const token = z.object({ token: z.string(), expiresAt: z.iso.datetime({ offset: true }) });

const renewedBeforeMs = 30_000;

/** The tokens of the demonstration accounts, from their identity provider. */
export class Accounts {
  private readonly held = new Map<string, Promise<{ token: string; until: number }>>();

  constructor(
    private readonly issuer: string,
    private readonly now: () => number = Date.now,
  ) {}

  /** An access token of an account, used again until shortly before it expires. @throws UnavailableError */
  async accessToken(account: string): Promise<string> {
    const held = await this.held.get(account);
    if (held !== undefined && held.until - renewedBeforeMs > this.now()) return held.token;
    const asked = this.issued({ account }).then((one) => ({
      token: one.token,
      until: Date.parse(one.expiresAt),
    }));
    this.held.set(account, asked);
    asked.catch(() => this.held.delete(account));
    return (await asked).token;
  }

  /** Gives an access token up, so that the next is a new one. */
  forget(account: string): void {
    this.held.delete(account);
  }

  /** An identity token with which an account signs one record, named by its hash. @throws UnavailableError */
  async recordToken(account: string, signedHash: string): Promise<string> {
    return (await this.issued({ account, nonce: signedHash })).token;
  }

  private async issued(body: object): Promise<z.infer<typeof token>> {
    const url = `${this.issuer.replace(/\/$/, '')}/demonstration/tokens`;
    const answer = await ask('the identity provider', { url, method: 'POST', body });
    const read = token.safeParse(answer.body);
    if (!read.success) {
      throw new UnavailableError('the identity provider', `status ${answer.status}`);
    }
    return read.data;
  }
}
