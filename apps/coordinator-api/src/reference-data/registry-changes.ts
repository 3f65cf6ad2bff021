import type { Caller } from '#access/caller.js';
import type { PartnerChange, SiteChange } from '#contracts/http/reference-data.schema.js';
import type { Database } from '#database/database.js';
import type { PartnerFile } from '#partners/partner-file.js';
import { type PartnerRegistry, type RegistryData, RegistryError } from '#partners/registry.js';
import { recordOperation } from '#register/operations.js';
import { contentHash } from '../http/idempotency-key.js';
import { ProblemError } from '../problems/problem-error.js';

/** What changing the registry depends on. */
export type RegistryChangePorts = {
  readonly database: Database;
  readonly registry: PartnerRegistry;
  readonly file: Pick<PartnerFile, 'write'>;
};

/** The version of what is registered: changes with every change. */
export function versionOf({ data }: PartnerRegistry): string {
  return contentHash(data).slice(0, 16);
}

/** Sites and partners as administrators give them anew, on record before they count. */
export class RegistryChanges {
  constructor(private readonly ports: RegistryChangePorts) {}

  /** @throws ProblemError `conflict` when another change came first or a site that has journeys would go. */
  async sites(caller: Caller, { items, reason, version }: SiteChange): Promise<void> {
    this.assertIsOf(version);
    const { data } = this.ports.registry;
    const ids = new Set(items.map(({ id }) => id));
    await this.assertWithoutJourneys(data.sites.map(({ id }) => id).filter((id) => !ids.has(id)));
    const care = items.flatMap(({ id: siteId, care: given }) => {
      const before = data.care.find((one) => one.siteId === siteId);
      const now = given === undefined ? before : given;
      return now === null || now === undefined ? [] : [{ ...now, siteId }];
    });
    const sites = items.map(({ care: _care, ...site }) => site);
    await this.write(caller, 'change-sites', [...ids], reason, { ...data, sites, care });
  }

  /** @throws ProblemError `conflict` when another change came first. */
  async partners(caller: Caller, { items, supply, reason, version }: PartnerChange): Promise<void> {
    this.assertIsOf(version);
    const { data } = this.ports.registry;
    const partners = items.map((partner) => ({
      ...partner,
      keys: partner.keys.map((key) => ({ publicKey: this.knownKey(partner.id, key.kid), ...key })),
    }));
    const ids = items.map(({ id }) => id);
    const next = { ...data, partners, supply: supply ?? data.supply };
    await this.write(caller, 'change-partners', ids, reason, next);
  }

  private knownKey(partnerId: string, kid: string) {
    const partner = this.ports.registry.partnerById(partnerId);
    return partner?.keys.find((key) => key.kid === kid)?.publicKey;
  }

  private assertIsOf(version: string | undefined): void {
    if (version === undefined || version === versionOf(this.ports.registry)) return;
    throw new ProblemError('conflict', {
      detail: 'Somebody has changed sites or partners meanwhile: read them again.',
    });
  }

  private async assertWithoutJourneys(gone: readonly string[]): Promise<void> {
    if (gone.length === 0) return;
    const journey = await this.ports.database
      .selectFrom('read_model.journey')
      .select('treating_site')
      .where((where) =>
        where.or([where('treating_site', 'in', gone), where('collection_site', 'in', gone)]),
      )
      .executeTakeFirst();
    if (journey === undefined) return;
    throw new ProblemError('conflict', {
      detail: 'A site that has journeys cannot be taken away.',
    });
  }

  /** What is given is checked as a whole before anything is written. */
  private async write(
    { subject }: Caller,
    action: string,
    ids: readonly string[],
    reason: string,
    data: unknown,
  ): Promise<void> {
    const { database, file } = this.ports;
    await recordOperation(database, { subject, action, about: { ids }, reason });
    try {
      await file.write(data as RegistryData);
    } catch (error) {
      if (!(error instanceof RegistryError)) throw error;
      const faults = error.faults.map((expected) => ({ pointer: '/items', expected }));
      throw new ProblemError('invalid-body', { faults });
    }
  }
}
