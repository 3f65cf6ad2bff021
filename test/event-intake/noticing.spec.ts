import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { AffectedJourneys } from '#register/affected-journeys.js';
import { Recalls } from '#register/recalls.js';
import { until } from '../kafka/kafka-broker.js';
import { closeSignal } from './recording-journey.workflow.js';
import { IntakeStage, someJourneyId } from './intake-stage.js';
import { someEvent } from './some-event.js';

const topic = 'manufacturing.events.v1';
const source = 'urn:v2v:manufacturer:alpine-cell';

let stage: IntakeStage;
let recalls: Recalls;
let affected: AffectedJourneys;

beforeAll(async () => {
  stage = await IntakeStage.open();
  recalls = new Recalls(stage.database);
  affected = new AffectedJourneys(stage.database);
});

afterEach(async () => {
  await stage.stopIntake();
});

afterAll(async () => {
  await stage.close();
});

function recallOf(recallId: string, data: object = {}, change: object = {}) {
  return someEvent('urn:v2v:lot:L1', {
    source,
    type: 'lot.recalled',
    data: { recallId, batchIds: ['b 1'], class: 'I', action: 'quarantine', ...data },
    ...change,
  });
}

async function recalled(event: ReturnType<typeof someEvent>, isToldAgain = false): Promise<void> {
  await stage.publish(event.subject, JSON.stringify(event), topic);
  if (!isToldAgain) await stage.untilState(event.id, 'applied');
}

/** How often the workflow of a notice was told to look. */
async function looksOf(notice: string): Promise<number> {
  const { events } = await stage.client.workflow.getHandle(notice).fetchHistory();
  return (events ?? []).filter((one) => one.workflowExecutionSignaledEventAttributes).length;
}

describe('an event that concerns many journeys', () => {
  it('opens a recall and begins its workflow, however often it comes', async () => {
    await stage.startIntake();
    const event = recallOf('R-1');
    await recalled(event);
    const notice = `product-recall/${source}/R-1`;
    expect(await looksOf(notice)).toBe(1);
    await recalled(event, true);
    await until(async () => (await looksOf(notice)) === 2);
    const found = (await recalls.all()).filter((one) => one.recallId === 'R-1');
    expect(found).toMatchObject([{ notice, action: 'quarantine', affected: 0 }]);
    expect(stage.published.lettersOf(JSON.stringify(event))).toEqual([]);
  });

  it('is taken over by later ones, which name more lots and ask for something else', async () => {
    await stage.startIntake();
    await recalled(recallOf('R-2', { action: 'watch' }));
    await recalled(
      recallOf(
        'R-2',
        { batchIds: ['B2'], vectorLot: 'v 9', action: 'do-not-infuse' },
        { time: '2026-03-03T09:00:00Z' },
      ),
    );
    await recalled(recallOf('R-2', { batchIds: ['B0'] }, { time: '2026-03-01T09:00:00Z' }));
    const row = await stage.database
      .selectFrom('register.recall')
      .selectAll()
      .where('recall_id', '=', 'R-2')
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({
      batch_ids: ['B0', 'B1', 'B2'],
      vector_lots: ['V9'],
      edition: 'do-not-infuse',
    });
  });

  it('is taken back by its source, whatever the subject, and then nothing is recalled', async () => {
    await stage.startIntake();
    const event = recallOf('R-BACK');
    await recalled(event);
    const data = { retractedId: event.id, reason: 'entered-in-error' };
    await recalled(someEvent('urn:v2v:lot:L1', { source, type: 'record.retracted', data }));
    const row = await stage.database
      .selectFrom('register.recall')
      .selectAll()
      .where('recall_id', '=', 'R-BACK')
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ batch_ids: [], edition: 'taken-back' });
    await until(async () => (await looksOf(row.notice)) === 2);
    expect((await recalls.all()).find((one) => one.notice === row.notice)).toMatchObject({
      action: 'taken back',
      affected: 0,
    });
  });

  it('concerns the journey that it names, also without a lot', async () => {
    await stage.startIntake();
    const journeyId = someJourneyId();
    await stage.enrol(journeyId);
    const event = recallOf('R-3', { batchIds: [] }, { subject: journeyId });
    await recalled(event);
    const untold = await affected.untold(`product-recall/${source}/R-3`, { after: null, limit: 9 });
    expect(untold).toMatchObject([{ journeyId, edition: 'quarantine', event: { id: event.id } }]);
  });

  it('is a site that is suspended; free text does not go with it', async () => {
    await stage.startIntake();
    const event = someEvent('urn:v2v:site:northgate', {
      type: 'site.suspended',
      data: { siteId: 'northgate', reason: 'inspection', note: 'about somebody' },
    });
    await stage.publish(event.subject, JSON.stringify(event));
    await stage.untilState(event.id, 'applied');
    const row = await stage.database
      .selectFrom('register.site_standing')
      .selectAll()
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ notice: 'site-suspension/northgate', is_suspended: true });
    expect(JSON.stringify(row.event)).not.toContain('somebody');
    expect(await looksOf('site-suspension/northgate')).toBe(1);
  });

  it('has its disposition when quality lifts the hold, and its workflow looks', async () => {
    await stage.startIntake();
    const journeyId = someJourneyId();
    await stage.enrol(journeyId);
    await recalled(recallOf('R-4', {}, { subject: journeyId }));
    const notice = `product-recall/${source}/R-4`;
    const [journey] = await affected.untold(notice, { after: null, limit: 9 });
    await affected.told(notice, journey!, false);
    const detail = { kind: 'recall', about: 'R-4' };
    await stage.journal('hold.lifted', journeyId, { sequence: 9, detail });
    await until(async () => (await looksOf(notice)) === 2);
    expect(await recalls.standingOf(notice)).toEqual({
      affected: 1,
      told: 1,
      disposed: 1,
      isComplete: true,
    });
    await stage.journal('hold.lifted', journeyId, { sequence: 9, detail });
  });

  it('becomes a task of people when its journey closes, and is told again when it is opened', async () => {
    await stage.startIntake();
    const journeyId = someJourneyId();
    await stage.enrol(journeyId);
    await recalled(recallOf('R-5', {}, { subject: journeyId }));
    const notice = `product-recall/${source}/R-5`;
    await stage.journal('journey.closed', journeyId, { sequence: 9, detail: {} });
    await until(async () => (await stage.reviewsOf(journeyId)).length > 0);
    expect(await stage.reviewsOf(journeyId)).toMatchObject([{ kind: 'recall', about: 'R-5' }]);
    const [journey] = await affected.untold(notice, { after: null, limit: 9 });
    await affected.told(notice, journey!, true);
    await stage.journal('journey.reopened', journeyId, { sequence: 10, detail: {} });
    await until(async () => (await stage.reviewsOf(journeyId)).length === 0);
    await until(async () => (await looksOf(notice)) === 2);
    expect(await affected.untold(notice, { after: null, limit: 9 })).toHaveLength(1);
  });
});

describe('an event for a closed journey', () => {
  it('becomes a task of people, and a dead letter', async () => {
    await stage.startWorker();
    await stage.startIntake();
    const journeyId = await stage.startJourney();
    await stage.handleOf(journeyId).signal(closeSignal);
    await stage.handleOf(journeyId).result();
    const event = someEvent(journeyId);
    await stage.publish(journeyId, JSON.stringify(event));
    await stage.published.of(JSON.stringify(event));
    await stage.untilState(event.id, 'rejected');
    const about = `${event['source'] as string}|${event.id}`;
    await until(async () => (await stage.reviewsOf(journeyId)).length > 0);
    expect(await stage.reviewsOf(journeyId)).toMatchObject([{ kind: 'event', about }]);
    await stage.stopWorker();
  });
});
