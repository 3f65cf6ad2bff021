import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TaskItem, worklist } from '#contracts/http/worklist.schema.js';
import { ApiStage, eventually, problemOf } from './api-stage.js';
import { person, type Person } from './people.js';

const coordinator = person('coordinator');
const nurse = person('nurse');
const physician = person('physician');
const path = '/api/v1/worklist';
const hold = { type: 'place-hold', data: { kind: 'manual', reason: 'insurance' } };

describe('the worklist', () => {
  let stage: ApiStage;
  let journeyId: string;

  beforeAll(async () => {
    stage = await ApiStage.open();
    await stage.startWorker();
    journeyId = await stage.enrol(coordinator);
    await stage.untilProjected(journeyId);
  });
  afterAll(async () => {
    await stage.close();
  });

  async function listed(who: Person, query = ''): Promise<readonly TaskItem[]> {
    const { body } = await stage.ask(who, 'GET', `${path}${query}`);
    return worklist.parse(body).items;
  }

  async function tasks(): Promise<readonly TaskItem[]> {
    return listed(coordinator, `?journeyId=${journeyId}`);
  }

  async function consent(): Promise<TaskItem> {
    const found = (await tasks()).find(({ name }) => name.endsWith('/treatment-consent'));
    if (found === undefined) throw new Error('nobody is asked for the consent');
    return found;
  }

  it('says what is needed, why, from whom, and what a person can do about it', async () => {
    expect(await consent()).toMatchObject({
      journeyId,
      kind: 'requirement',
      text: 'The patient has consented to the treatment',
      owner: 'clinic',
      actions: [{ kind: 'record', name: 'consent.signed' }],
      contact: { phone: expect.stringMatching(/^\+/) },
      claimedBy: null,
    });
  });

  it('shows each role what waits for it, and nothing of another site', async () => {
    const ofPhysician = await listed(physician, `?journeyId=${journeyId}`);
    expect(ofPhysician.every(({ roles }) => roles.includes('physician'))).toBe(true);
    expect(ofPhysician.some(({ name }) => name.endsWith('-confirmed-by-physician'))).toBe(true);
    expect(await listed(person('coordinator', 'lakeview'))).toEqual([]);
  });

  it('is gone through page after page without a gap', async () => {
    const all = await listed(coordinator, '?limit=200');
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const query: string = cursor === '' ? '?limit=2' : `?limit=2&cursor=${cursor}`;
      const { body } = await stage.ask(coordinator, 'GET', `${path}${query}`);
      const page = worklist.parse(body);
      seen.push(...page.items.map(({ taskId }) => taskId));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(all.map(({ taskId }) => taskId));
  });

  it('lets one person take a task on, and hand it to another', async () => {
    const { taskId } = await consent();
    const claimed = await stage.ask(coordinator, 'POST', `${path}/${taskId}/claim`);
    expect(claimed.body['claimedBy']).toMatchObject({ subject: coordinator.subject });
    const late = person('coordinator', 'northgate', 2);
    const second = await stage.ask(late, 'POST', `${path}/${taskId}/claim`);
    expect(problemOf(second)).toBe('task-claimed');
    const given = { to: late.subject, name: 'Ben' };
    const handed = await stage.ask(coordinator, 'POST', `${path}/${taskId}/hand-over`, given);
    expect(handed.body['claimedBy']).toMatchObject({ subject: late.subject, name: 'Ben' });
    expect((await listed(late, '?mine=true')).map((task) => task.taskId)).toEqual([taskId]);
    const assigned = await stage.ask(late, 'GET', `/api/v1/journeys?assignee=${late.subject}`);
    expect(assigned.body['items']).toMatchObject([{ journeyId }]);
  });

  it('lets nobody act on what waits for others or is not there', async () => {
    const { taskId } = await consent();
    expect(problemOf(await stage.ask(nurse, 'POST', `${path}/${taskId}/claim`))).toBe('forbidden');
    const foreign = person('coordinator', 'lakeview');
    expect(problemOf(await stage.ask(foreign, 'POST', `${path}/${taskId}/claim`))).toBe(
      'unknown-task',
    );
  });

  it('puts off what can wait, for the person alone', async () => {
    const { taskId } = await consent();
    const until = new Date(Date.now() + 60_000).toISOString();
    const answer = await stage.ask(coordinator, 'POST', `${path}/${taskId}/snooze`, { until });
    expect(answer.status).toBe(200);
    expect((await tasks()).map((task) => task.taskId)).not.toContain(taskId);
    const others = await listed(person('coordinator', 'northgate', 2));
    expect(others.map((task) => task.taskId)).toContain(taskId);
    const past = { until: '2020-01-01T00:00:00Z' };
    const late = await stage.ask(coordinator, 'POST', `${path}/${taskId}/snooze`, past);
    expect(problemOf(late)).toBe('not-snoozable');
  });

  it('shows a hold to whoever may lift it, until it is lifted', async () => {
    const answer = await stage.decide(coordinator, journeyId, hold);
    await stage.untilProjected(journeyId, Number(answer.body['version']));
    const held = await eventually(async () => (await tasks()).find(({ kind }) => kind === 'hold'));
    expect(held).toMatchObject({ name: 'hold/manual/', actions: [{ name: 'lift-hold' }] });
    const content = {
      journeyId,
      type: 'lift-hold',
      data: { kind: 'manual', reason: 'settled' },
      meaning: 'approved',
    } as const;
    const { type, data } = content;
    const signature = await stage.people.signature(coordinator, content);
    const lifted = await stage.decide(coordinator, journeyId, { type, data, signature });
    await stage.untilProjected(journeyId, Number(lifted.body['version']));
    expect((await tasks()).filter(({ kind }) => kind === 'hold')).toEqual([]);
  });
});
