import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AffectedJourneys } from '#register/affected-journeys.js';
import { ClosedJourneyReviews } from '#register/closed-journey-reviews.js';
import { IdentifierClaims } from '#register/identifier-claims.js';
import type { NoticeEvent } from '#register/notice.js';
import { Recalls } from '#register/recalls.js';
import { SiteStandings } from '#register/site-standings.js';
import type { NoticeProgress } from '#workflows/notices/activities.js';
import { noticeStart, progressQuery } from '#workflows/notices/messages.js';
import {
  claimIdentifiersWith,
  tellOwner,
} from '../../apps/treatment-worker/src/activities/claim-identifiers.js';
import {
  noticeActivitiesWith,
  tellJourney,
} from '../../apps/treatment-worker/src/activities/tell-notices.js';
import {
  wakeNotice,
  wakeNoticesWith,
} from '../../apps/treatment-worker/src/activities/wake-notices.js';
import { type TestDatabase, testDatabase } from '../coordinator-api/test-database.js';
import { PlayedJourney } from '../workflow/played-journey.js';
import { Theatre } from '../workflow/theatre.js';

const manufacturer = 'urn:v2v:manufacturer:alpine-cell';

describe('what concerns many journeys', () => {
  let stage: TestDatabase;
  let theatre: Theatre;
  let recalls: Recalls;
  let sites: SiteStandings;
  let affected: AffectedJourneys;
  let reviews: ClosedJourneyReviews;
  let failing = 0;

  beforeAll(async () => {
    stage = await testDatabase();
    const { database } = stage;
    recalls = new Recalls(database);
    sites = new SiteStandings(database);
    affected = new AffectedJourneys(database);
    reviews = new ClosedJourneyReviews(database);
    theatre = await Theatre.open(
      {},
      {
        claimIdentifiers: claimIdentifiersWith({
          register: new IdentifierClaims(database),
          tellOwner,
          reviews,
          wakeNotices: wakeNoticesWith(recalls, sites, wakeNotice),
        }),
        ...noticeActivitiesWith({
          recalls,
          sites,
          affected,
          reviews,
          // Told, and yet the activity dies before it can note that.
          tellJourney: async (...told) => {
            const answer = await tellJourney(...told);
            if (failing === 0) return answer;
            failing -= 1;
            throw new Error('killed');
          },
        }),
      },
    );
  });
  afterAll(async () => {
    await theatre.close();
    await stage.stop();
  });

  async function enrolled(journeyId: string, siteId = 'northgate'): Promise<void> {
    const enrolment = {
      sites: { treating: siteId, collection: siteId },
      partners: { manufacturer: { id: 'alpine-cell', source: manufacturer } },
    };
    await stage.database
      .insertInto('register.enrolment')
      .values({
        journey_id: journeyId,
        subject: 's',
        idempotency_key: journeyId,
        body_hash: '0',
        referral_id: null,
        enrolment: JSON.stringify(enrolment),
        accepted_at: '2026-03-02T09:00:00Z',
        started_at: null,
      })
      .execute();
  }

  async function begun(seed: number, fate = {}): Promise<PlayedJourney> {
    const played = await PlayedJourney.begin(theatre, { seed, fate });
    await enrolled(played.journeyId);
    // What a run names no more is released as it begins: nothing may be claimed in its name before.
    await played.until('it owns its own name', async () => {
      const { value } = await stage.database
        .selectFrom('register.identifier')
        .where('journey_id', '=', played.journeyId)
        .select(({ fn }) => fn.countAll<number>().as('value'))
        .executeTakeFirstOrThrow();
      return value > 0;
    });
    return played;
  }

  async function wake(notice: string): Promise<void> {
    const { type, options } = noticeStart(notice);
    await theatre.environment.client.workflow.signalWithStart(type, options);
  }

  function runOf(notice: string) {
    return theatre.environment.client.workflow.getHandle<() => Promise<NoticeProgress>>(notice);
  }

  async function untilProgress(
    played: PlayedJourney,
    notice: string,
    wanted: Partial<NoticeProgress>,
  ): Promise<void> {
    await played.until(JSON.stringify(wanted), async () => {
      const progress = await runOf(notice).query(progressQuery);
      return Object.entries(wanted).every(
        ([name, value]) => progress?.[name as keyof NoticeProgress] === value,
      );
    });
  }

  const recall = async (
    recallId: string,
    data: object,
    source = manufacturer,
  ): Promise<NoticeEvent> => ({
    id: `${recallId}-${JSON.stringify(data)}`,
    source,
    type: 'lot.recalled',
    time: new Date(await theatre.environment.currentTimeMs()).toISOString(),
    data: { recallId, class: 'I', action: 'do-not-infuse', ...data },
  });

  function heldBy({ folded }: PlayedJourney) {
    return folded?.holds.map(({ kind, about }) => [kind, about]);
  }

  it('a recall holds who touched the lot, asks people about who has closed, finds who takes it later, and ends when all have a disposition', async () => {
    const played = await begun(1);
    const { batches } = await played.playUntil('inbound-shipment');
    const { batchId = '' } = batches[0] ?? {};
    const closed = await begun(2, { isIneligible: true });
    await closed.playUntil('closed');
    await closed.handle.result();
    const claims = new IdentifierClaims(stage.database);
    const lot = { system: 'batch', value: 'B-CLOSED' };
    await claims.claim(closed.journeyId, [lot]);

    failing = 1;
    const batchIds = [batchId.toLowerCase(), lot.value];
    const notice = await recalls.open(await recall('R1', { batchIds, vectorLot: 'V-LATER' }));
    await wake(notice);
    await played.untilRecorded('hold.placed');
    await untilProgress(played, notice, { affected: 2, told: 2, disposed: 0 });
    expect(heldBy(played)).toEqual([['recall', 'R1']]);
    expect(played.journal.filter(({ type }) => type === 'lot.recalled')).toHaveLength(1);
    expect(await reviews.open(closed.journeyId)).toMatchObject([{ kind: 'recall', about: 'R1' }]);

    await played.decide('lift-hold', { kind: 'recall', reason: 'not of this lot' });
    await played.state();
    expect(heldBy(played)).toEqual([]);
    expect(await affected.disposed(played.journeyId, 'R1', 'hold lifted')).toEqual([notice]);
    await affected.disposed(closed.journeyId, 'R1', 'patient was told');
    await wake(notice);
    expect(await runOf(notice).result()).toEqual({
      affected: 2,
      told: 2,
      disposed: 2,
      isComplete: true,
    });
    expect(await recalls.all()).toMatchObject([{ recallId: 'R1', isComplete: true }]);

    const later = await begun(3);
    await claims.scan(later.journeyId, [
      { system: 'vector-lot', value: 'V-LATER', eventId: 'made' },
    ]);
    const concerned = wakeNoticesWith(recalls, sites, wake);
    await concerned(later.journeyId, [{ system: 'vector-lot', value: 'V-LATER' }]);
    await later.untilRecorded('hold.placed');
    expect(heldBy(later)).toEqual([['recall', 'R1']]);
    await untilProgress(later, notice, { affected: 3, told: 3, disposed: 2, isComplete: false });
    expect(await recalls.all()).toMatchObject([{ isComplete: false }]);
  });

  it('a journey that takes a recalled lot says so by its own claims', async () => {
    const played = await begun(4);
    const { stageSince } = await played.playUntil('outbound-shipment');
    const dayMs = 86_400_000;
    const month = (days: number): string =>
      new Date(Date.parse(stageSince) + days * dayMs).toISOString().slice(0, 7);
    for (const name of new Set([0, 10, 20, 30, 40, 50, 60].map(month))) {
      const vectorLot = `VEC-${name}`;
      await recalls.open(await recall('R2', { vectorLot }));
    }
    expect(heldBy(played)).toEqual([]);
    await played.playUntilRecorded('manufacturing.started');
    await played.untilRecorded('hold.placed');
    expect(heldBy(played)).toEqual([['recall', 'R2']]);
  });

  it('a recall that is corrected or taken back is so for everybody who was told it', async () => {
    const [right, wrong] = [await begun(9), await begun(10)];
    const claims = new IdentifierClaims(stage.database);
    await claims.claim(right.journeyId, [{ system: 'batch', value: 'B-RIGHT' }]);
    await claims.claim(wrong.journeyId, [{ system: 'batch', value: 'B-WRONG' }]);
    const first = await recall('R5', { batchIds: ['B-WRONG', 'B-RIGHT'] });
    const notice = await recalls.open(first);
    await wake(notice);
    await Promise.all([right, wrong].map((played) => played.untilRecorded('hold.placed')));

    const correction = { ...(await recall('R5', { batchIds: ['B-RIGHT'] })), corrects: first.id };
    await recalls.open(correction);
    await wake(notice);
    await wrong.untilRecorded('hold.lifted');
    await untilProgress(right, notice, { affected: 1, told: 1 });
    await right.untilRecorded('event.retracted');
    expect([heldBy(right), heldBy(wrong)]).toEqual([[['recall', 'R5']], []]);

    const { id, source, time } = correction;
    const retraction = { retractedId: id, reason: 'entered-in-error' };
    const event = { id: 'R5-back', source, type: 'record.retracted', time, data: retraction };
    expect(await recalls.retract(event)).toBe(notice);
    expect(await recalls.retract({ ...event, data: { retractedId: 'unheard-of' } })).toBe(
      undefined,
    );
    await wake(notice);
    await right.untilRecorded('hold.lifted');
    expect(heldBy(right)).toEqual([]);
    expect(await runOf(notice).result()).toMatchObject({ affected: 0, isComplete: true });
  });

  it('nobody recalls what another manufacturer made', async () => {
    const played = await begun(5);
    await new IdentifierClaims(stage.database).claim(played.journeyId, [
      { system: 'batch', value: 'B-MINE' },
    ]);
    const event = await recall('R3', { batchIds: ['B-MINE'] }, 'urn:v2v:manufacturer:pacific-cell');
    const notice = await recalls.open(event);
    await wake(notice);
    expect(await runOf(notice).result()).toMatchObject({ affected: 0, isComplete: true });
  });

  it('a suspended site holds its open journeys and those enrolled meanwhile, until it is reinstated', async () => {
    const played = await begun(6);
    const at = (minutes: number): string =>
      new Date(Date.parse('2026-03-02T09:00:00Z') + minutes * 60_000).toISOString();
    const told = (id: string, type: string, minutes: number): NoticeEvent => ({
      id,
      source: 'urn:v2v:site:northgate',
      type,
      time: at(minutes),
      data: { siteId: 'northgate', reason: 'inspection', note: 'free text' },
    });
    const notice = await sites.take(told('s', 'site.suspended', 0));
    await wake(notice);
    await played.untilRecorded('hold.placed');
    expect(heldBy(played)).toEqual([['site-suspended', 'northgate']]);
    const suspended = played.journal.find(({ type }) => type === 'site.suspended');
    expect(suspended?.data.fact?.data).toEqual({ siteId: 'northgate', reason: 'inspection' });

    const later = await begun(7);
    await wakeNoticesWith(
      recalls,
      sites,
      wake,
    )(later.journeyId, [{ system: 'journey', value: later.journeyId }]);
    await later.untilRecorded('hold.placed');
    expect(heldBy(later)).toEqual([['site-suspended', 'northgate']]);

    await sites.take(told('r', 'site.reinstated', 10));
    await sites.take(told('s-again', 'site.suspended', 5));
    await wake(notice);
    await Promise.all([played.untilRecorded('hold.lifted'), later.untilRecorded('hold.lifted')]);
    expect([heldBy(played), heldBy(later)]).toEqual([[], []]);
    expect(await runOf(notice).result()).toMatchObject({ isComplete: true });
  });

  it('goes on in another run when it grows long', async () => {
    const played = await begun(8);
    await new IdentifierClaims(stage.database).claim(played.journeyId, [
      { system: 'batch', value: 'B-LONG' },
    ]);
    const notice = await recalls.open(await recall('R4', { batchIds: ['B-LONG'] }));
    await wake(notice);
    await untilProgress(played, notice, { told: 1 });
    const { runId } = await runOf(notice).describe();
    await theatre.environment.sleep('60 hours');
    await played.until('another run', async () => (await runOf(notice).describe()).runId !== runId);
    await affected.disposed(played.journeyId, 'R4', 'hold lifted');
    await wake(notice);
    expect(await runOf(notice).result()).toMatchObject({ disposed: 1, isComplete: true });
    expect(played.journal.filter(({ type }) => type === 'lot.recalled')).toHaveLength(1);
  });
});
