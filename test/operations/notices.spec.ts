import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AffectedJourneys } from '#register/affected-journeys.js';
import { ClosedJourneyReviews } from '#register/closed-journey-reviews.js';
import { Recalls } from '#register/recalls.js';
import { type FindingKind, WatchdogFindings } from '#register/watchdog-findings.js';
import { ConsoleStage } from './console-stage.js';
import { LostTemporal } from './lost-temporal.js';

const someJourney = {
  sequence: 1,
  last_hash: '0',
  stage_since: '2026-03-02T09:00:00Z',
  collection_site: 'northgate',
  product: 'tisagenlecleucel',
  indication: 'b-all',
  criticality: 'stable',
  holds: [],
  next_deadline_name: null,
  next_deadline_at: null,
  enrolled_at: '2026-03-02T09:00:00Z',
  outcome: null,
  state: '{}',
};
const source = 'urn:v2v:manufacturer:alpine-cell';
const notice = `product-recall/${source}/R1`;
const operator = ['--by', 'ops-1', '--reason', 'the clinic called the patient'];

let stage: ConsoleStage;
let temporal: LostTemporal;

beforeAll(async () => {
  stage = await ConsoleStage.open();
  temporal = await LostTemporal.open({ publish: () => Promise.resolve() });
  stage.environment = temporal.environment;
});

afterAll(async () => {
  await temporal.close();
  await stage.close();
});

type Reviews = { readonly reviews: readonly { readonly id: number }[] };

describe('a recall that concerns a closed journey', () => {
  it('is open until somebody says what was found, and then its workflow looks', async () => {
    expect((await stage.run('recalls')).text).toBe('No lot was recalled.');
    const recalls = new Recalls(stage.database);
    const affected = new AffectedJourneys(stage.database);
    await recalls.open({
      id: 'e1',
      source,
      type: 'lot.recalled',
      time: '2026-03-02T09:00:00Z',
      data: { recallId: 'R1', batchIds: ['B1'], class: 'I', action: 'inform-patient' },
    });
    await stage.database
      .insertInto('register.affected_journey')
      .values({
        notice,
        journey_id: 'J1',
        found_at: '2026-03-02T09:00:00Z',
        told_edition: null,
        disposed_edition: null,
        disposition: null,
        disposed_at: null,
      })
      .execute();
    const [journey] = await affected.untold(notice, { after: null, limit: 1 });
    await affected.told(notice, journey!, true);
    await new ClosedJourneyReviews(stage.database).raise({
      journeyId: 'J1',
      kind: 'recall',
      about: 'R1',
    });

    const { text } = await stage.run('recalls');
    expect(text).toMatch(/R1 .*inform-patient .* 1 {7} {2}1 {3} {2}0 {7} {2}OPEN/);
    const { reviews } = await stage.json<Reviews>('reviews', 'list');
    expect(reviews).toMatchObject([{ journeyId: 'J1', kind: 'recall', about: 'R1' }]);

    const id = String(reviews[0]?.id);
    const finding = ['--finding', 'patient-informed'];
    await stage.run('reviews', 'answer', id, ...finding, ...operator);
    expect(await stage.json<Reviews>('reviews', 'list')).toEqual({ reviews: [] });
    expect(await recalls.standingOf(notice)).toMatchObject({ disposed: 1, isComplete: true });
    expect((await temporal.client.workflow.getHandle(notice).describe()).type).toBe(
      'productRecall',
    );
    expect(await stage.operations()).toMatchObject([
      { action: 'reviews answer', about: { finding: 'patient-informed' } },
    ]);
    await expect(stage.run('reviews', 'answer', id, ...finding, ...operator)).rejects.toMatchObject(
      {
        code: 'no-such-review',
      },
    );
  });
});

describe('patients without automatic alarms', () => {
  const at = '2026-03-02T09:00:00.000Z';
  type Alarms = { readonly journeys: readonly { readonly journeyId: string }[] };
  const listed = async (...options: readonly string[]): Promise<readonly string[]> =>
    (await stage.json<Alarms>('alarms', ...options)).journeys.map(({ journeyId }) => journeyId);

  it('are listed for their wards: one, or all where the path of the alarms is silent', async () => {
    for (const [journeyId, site, stageOf] of [
      ['J1', 'northgate', 'monitoring'],
      ['J2', 'northgate', 'manufacturing'],
      ['J3', 'riverside', 'monitoring'],
      ['J4', 'riverside', 'closed'],
    ] as const) {
      await stage.database
        .insertInto('read_model.journey')
        .values({ ...someJourney, journey_id: journeyId, treating_site: site, stage: stageOf })
        .execute();
    }
    expect(await stage.run('alarms')).toMatchObject({ isGood: true });
    const findings = new WatchdogFindings(stage.database);
    const amiss = (kind: FindingKind, about: string, isJourney: boolean) =>
      findings.settle([{ kind, about, isJourney, text: '', since: at }], () => false, at);
    await amiss('events-not-applied', 'J2', true);
    await amiss('journey-not-running', 'J1', true);
    expect(await listed()).toEqual(['J1']);
    await amiss('alarm-path-silent', 'treatment-journeys', false);
    expect(await listed()).toEqual(['J1', 'J2', 'J3']);
    expect(await listed('--site', 'riverside')).toEqual(['J3']);
    const { text, isGood } = await stage.run('alarms');
    expect(isGood).toBe(false);
    expect(text).toContain('AUTOMATIC ALARMS ARE NOT RUNNING');
    expect(text).toContain(at);
  });
});
