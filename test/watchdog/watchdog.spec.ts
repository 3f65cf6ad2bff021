import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { journeyWorkflowId, journeyWorkflowType } from '#workflows/journey/messages.js';
import { alarmPathWorkflowId, beatQuery } from '#workflows/alarm-path/messages.js';
import { DeadlinesCheck } from '../../apps/watchdog/src/checks/journey-progress.js';
import { someJourneyId } from '../event-intake/intake-stage.js';
import { until } from '../kafka/kafka-broker.js';
import { WatchdogStage } from './watchdog-stage.js';

const patienceMs = 60_000;

describe('the watchdog', () => {
  let stage: WatchdogStage;
  let journeyId: string;

  beforeAll(async () => {
    stage = await WatchdogStage.open();
    journeyId = await stage.enrol();
  });
  afterAll(async () => stage.close());

  async function untilFound(...of: Parameters<WatchdogStage['found']>): Promise<void> {
    await until(async () => (await stage.found(...of)) !== undefined, patienceMs);
  }

  async function untilOver(...of: Parameters<WatchdogStage['found']>): Promise<void> {
    await until(async () => (await stage.found(...of)) === undefined, patienceMs);
  }

  async function untilToldLate(late: string): Promise<void> {
    await until(
      async () => (await stage.gapsOf(late)).some(({ kind }) => kind === 'facts-late'),
      patienceMs,
    );
  }

  async function readinessOfWatchdog(): Promise<unknown> {
    const { body } = await stage.api.ask(null, 'GET', '/health/ready');
    return (body['checks'] as Record<string, unknown>)['watchdog'];
  }

  it('finds nothing amiss while alarms can be raised, and lets its own heartbeat be seen', async () => {
    const heart = stage.api.client.workflow.getHandle(alarmPathWorkflowId);
    await until(async () => (await heart.query(beatQuery)) !== null, patienceMs);
    await until(async () => (await readinessOfWatchdog()) === 'ok', patienceMs);
    expect(await stage.findings.open()).toEqual([]);
    expect(await stage.gapsOf(journeyId)).not.toContainEqual(
      expect.objectContaining({ kind: 'alarms-not-running' }),
    );
  });

  it('pages and tells every journey’s readers when no worker runs, and again when one is back', async () => {
    await stage.api.stopWorker();
    await untilFound('alarm-path-silent');
    await until(() => stage.pager.told('raised', 'alarm-path-silent'), patienceMs);
    await until(
      async () => (await stage.gapsOf(journeyId))[0]?.kind === 'alarms-not-running',
      patienceMs,
    );
    await stage.startWorker();
    await untilOver('alarm-path-silent');
    await until(() => stage.pager.told('cleared', 'alarm-path-silent'), patienceMs);
    await until(
      async () => (await stage.gapsOf(journeyId))[0]?.kind !== 'alarms-not-running',
      patienceMs,
    );
  });

  it('names the journey whose workflow was ended by hand, and no other', async () => {
    const ended = await stage.enrol();
    await stage.api.client.workflow.getHandle(journeyWorkflowId(ended)).terminate('by hand');
    await untilFound('journey-not-running', ended);
    expect(await stage.found('journey-not-running', journeyId)).toBeUndefined();
    expect((await stage.found('journey-not-running', ended))?.text).toContain('was terminated');
    await until(
      async () => (await stage.gapsOf(ended))[0]?.kind === 'alarms-not-running',
      patienceMs,
    );
    expect(await stage.gapsOf(journeyId)).not.toContainEqual(
      expect.objectContaining({ about: 'journey-not-running' }),
    );
  });

  it('names a journey whose workflow task fails again and again', async () => {
    const failing = someJourneyId();
    const { database, client } = stage.api;
    const row = await database
      .selectFrom('read_model.journey')
      .selectAll()
      .where('journey_id', '=', journeyId)
      .executeTakeFirstOrThrow();
    await database
      .insertInto('read_model.journey')
      .values({ ...row, journey_id: failing, state: JSON.stringify(row.state) })
      .execute();
    const handle = await client.workflow.start(journeyWorkflowType, {
      workflowId: journeyWorkflowId(failing),
      taskQueue: 'treatment-journeys',
      args: [{ protocolVersion: 1_000 }],
    });
    await untilFound('workflow-task-failing', failing);
    expect((await stage.found('workflow-task-failing', failing))?.isJourney).toBe(true);
    await handle.terminate('the test is over');
    await untilOver('workflow-task-failing', failing);
  });

  it('tells whoever could not be told, as soon as that is possible', async () => {
    stage.pager.status = 503;
    const ended = await stage.enrol();
    await stage.api.client.workflow.getHandle(journeyWorkflowId(ended)).terminate('by hand');
    await untilFound('journey-not-running', ended);
    expect(stage.pager.told('raised', 'journey-not-running', ended)).toBe(false);
    stage.pager.status = 204;
    await until(() => stage.pager.told('raised', 'journey-not-running', ended), patienceMs);
    const pages = stage.pager.pages.filter(({ about }) => about === ended);
    expect(pages).toHaveLength(1);
  });

  it('names a journey to which something was delivered that it does not apply, and no other', async () => {
    const late = await stage.enrol();
    await stage.deliverAndForget(late, 60_000);
    await untilFound('events-not-applied', late);
    expect((await stage.found('events-not-applied', late))?.text).toMatch(/^1 received for /);
    expect(await stage.found('events-not-applied', journeyId)).toBeUndefined();
    await untilToldLate(late);
    await stage.settle(late);
    await untilOver('events-not-applied', late);
  });

  it('names a journey whose records cannot be published', async () => {
    stage.api.refusesToPublish(journeyId, true);
    await stage.weigh(journeyId);
    await untilFound('publication-stuck', journeyId);
    expect((await stage.found('publication-stuck', journeyId))?.isJourney).toBe(true);
    await untilToldLate(journeyId);
    stage.api.refusesToPublish(journeyId, false);
    await untilOver('publication-stuck', journeyId);
  });

  it('finds a deadline that passed without a record', async () => {
    const now = Date.now();
    await stage.giveADeadlineTo(journeyId);
    const inTenYears = {
      wallOrigin: new Date(now).toISOString(),
      journeyOrigin: new Date(now + 3_650 * 86_400_000).toISOString(),
      scale: 1,
    };
    const looked = (clock: typeof inTenYears) =>
      new DeadlinesCheck(stage.api.database, clock, 1_000, () => true).look(now);
    const { found } = await looked(inTenYears);
    expect(found).toContainEqual(
      expect.objectContaining({ kind: 'deadline-not-raised', about: journeyId }),
    );
    const today = await looked({ ...inTenYears, journeyOrigin: inTenYears.wallOrigin });
    expect(today.found).toEqual([]);
  });

  it('is missed when it is silent itself', async () => {
    await stage.stopWatchdog();
    const anHourAgo = new Date(Date.now() - 3_600_000).toISOString();
    await stage.findings.beat({ beatAt: anHourAgo, everyMs: 500 });
    await until(async () => (await readinessOfWatchdog()) === 'silent', patienceMs);
    expect(await stage.gapsOf(journeyId)).toContainEqual(
      expect.objectContaining({ kind: 'alarms-not-watched' }),
    );
  });
});
