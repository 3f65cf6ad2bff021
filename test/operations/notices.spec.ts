import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AffectedJourneys } from '#register/affected-journeys.js';
import { ClosedJourneyReviews } from '#register/closed-journey-reviews.js';
import { Recalls } from '#register/recalls.js';
import { ConsoleStage } from './console-stage.js';
import { LostTemporal } from './lost-temporal.js';

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
