import type { Adapter, AdapterPayload } from 'oidc-provider';

type Kept = { readonly payload: AdapterPayload; readonly until: number };

const kept = new Map<string, Kept>();

/** What the provider remembers while it runs; whoever is signed in when it ends signs in again. */
export class ShortMemory implements Adapter {
  constructor(private readonly model: string) {}

  async upsert(id: string, payload: AdapterPayload, seconds: number): Promise<void> {
    kept.set(this.key(id), { payload, until: Date.now() + seconds * 1_000 });
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const found = kept.get(this.key(id));
    if (found !== undefined && found.until > Date.now()) return found.payload;
    kept.delete(this.key(id));
    return undefined;
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.payloads().find((payload) => payload.uid === uid);
  }

  async findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return this.payloads().find((payload) => payload.userCode === userCode);
  }

  async consume(id: string): Promise<void> {
    const found = kept.get(this.key(id));
    if (found === undefined) return;
    const consumed = Math.floor(Date.now() / 1_000);
    kept.set(this.key(id), { ...found, payload: { ...found.payload, consumed } });
  }

  async destroy(id: string): Promise<void> {
    kept.delete(this.key(id));
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [key, { payload }] of kept) if (payload.grantId === grantId) kept.delete(key);
  }

  private payloads(): readonly AdapterPayload[] {
    const own = [...kept].filter(([key]) => key.startsWith(`${this.model}:`));
    return own.map(([, { payload }]) => payload);
  }

  private key(id: string): string {
    return `${this.model}:${id}`;
  }
}
