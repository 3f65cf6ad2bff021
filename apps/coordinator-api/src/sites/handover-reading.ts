import { sql } from 'kysely';
import type { Caller } from '#access/caller.js';
import { clinicalRoles } from '#access/role.js';
import type { Handover, HandoverQuery } from '#contracts/http/sites.schema.js';
import type { Database } from '#database/database.js';
import { type Instant, plusHours } from '#domain/time/instant.js';
import type { Downtimes } from '#register/downtimes.js';
import type { WorklistReading } from '../worklist/worklist-reading.js';
import { type SiteService, toldDowntime } from './site.service.js';

/** What a hand-over depends on; `now` is journey time. */
export type HandoverPorts = {
  readonly database: Database;
  readonly sites: SiteService;
  readonly downtimes: Downtimes;
  readonly worklist: WorklistReading;
  readonly now: () => Instant;
};

const lookAheadHours = 12;
const most = 200;

/** What one shift tells the next. */
export class HandoverReading {
  constructor(private readonly ports: HandoverPorts) {}

  async handover(caller: Caller, { site: siteId, since }: HandoverQuery): Promise<Handover> {
    const { sites, downtimes, worklist, now } = this.ports;
    const { zone } = sites.site(caller, siteId, clinicalRoles);
    const asOf = now();
    const downtime = await downtimes.present(siteId);
    const until = plusHours(asOf, lookAheadHours);
    const kinds = ['alert', 'hold', 'grade', 'review'] as const;
    return {
      siteId,
      zone,
      since,
      asOf,
      downtime: downtime === undefined ? null : toldDowntime(downtime),
      enrolled: await this.enrolled(siteId, since),
      worse: [...(await worklist.ofSite(siteId, { kinds, since, most }))],
      dueSoon: [...(await worklist.ofSite(siteId, { until, most }))],
      told: await this.told(siteId, since),
    };
  }

  private async enrolled(siteId: string, since: Instant): Promise<Handover['enrolled']> {
    return this.ports.database
      .selectFrom('read_model.journey')
      .select(['journey_id as journeyId', 'product', 'enrolled_at as at'])
      .where('treating_site', '=', siteId)
      .where('enrolled_at', '>=', since)
      .orderBy('enrolled_at')
      .limit(most)
      .execute();
  }

  private async told(siteId: string, since: Instant): Promise<Handover['told']> {
    const fact = (name: string) => sql<string | null>`record.record #>> ${`{data,fact,${name}}`}`;
    return this.ports.database
      .selectFrom('read_model.record as record')
      .innerJoin('read_model.journey as journey', 'journey.journey_id', 'record.journey_id')
      .select(['record.journey_id as journeyId', 'record.type', 'record.time as at'])
      .select([
        sql<string>`record.record #>> '{data,fact,entryMode}'`.as('entryMode'),
        fact('toldBy').as('toldBy'),
        fact('performedBy').as('writtenBy'),
      ])
      .where('journey.treating_site', '=', siteId)
      .where('record.time', '>=', since)
      .where(
        sql<boolean>`record.record #>> '{data,fact,entryMode}' IN ('phone', 'downtime', 'back-entry')`,
      )
      .orderBy('record.time')
      .limit(most)
      .execute();
  }
}
