import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { until } from '../kafka/kafka-broker.js';
import { IntakeStage } from './intake-stage.js';
import { someEvent } from './some-event.js';

const flooding = 'urn:v2v:site:riverside';

let stage: IntakeStage;

beforeAll(async () => {
  stage = await IntakeStage.open();
});

afterEach(async () => {
  await stage.stopIntake();
});

afterAll(async () => {
  await stage.close();
});

/** Where the events of a sender are now, by state. */
async function statesOf(source: string): Promise<ReadonlyMap<string, number>> {
  const rows = await stage.database
    .selectFrom('register.received_event')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .where('source', '=', source)
    .groupBy('state')
    .execute();
  return new Map(rows.map(({ state, count }) => [state, count]));
}

describe('two senders', () => {
  it('one that sends more than its quota waits in the register, the other is delivered meanwhile', async () => {
    const journeyId = await stage.startJourney();
    const many = Array.from({ length: 60 }, () => someEvent(journeyId, { source: flooding }));
    await stage.startIntake({ eventsPerSender: 5 });
    await stage.stopTemporal();
    await Promise.all(many.map(async (one) => stage.publish(journeyId, JSON.stringify(one))));
    await until(async () => ((await statesOf(flooding)).get('waiting') ?? 0) >= 50);
    const calm = someEvent(journeyId);
    await stage.publish(journeyId, JSON.stringify(calm));
    await until(async () => (await stage.registered(calm.id)) !== undefined);
    expect(await stage.registered(calm.id)).toMatchObject({ state: 'received' });
    const waiting = await stage.database
      .selectFrom('register.received_event')
      .select('reason')
      .distinct()
      .where('state', '=', 'waiting')
      .execute();
    expect(waiting).toEqual([{ reason: 'over-quota' }]);
    await stage.startTemporalAgain();
    await stage.untilState(calm.id, 'delivered');
    await until(async () => (await statesOf(flooding)).get('delivered') === many.length, 60_000);
    expect(new Set(await stage.eventsOf(journeyId))).toEqual(
      new Set([...many, calm].map(({ id }) => id)),
    );
  });
});

describe('the key of a partner', () => {
  type Registry = { partners: { id: string; keys: { kid: string }[] }[] };

  /** Writes the registry anew with other names of the keys of a partner. */
  function rename(partnerId: string, as: (kid: string) => string): void {
    const { file } = stage.configuration.partners;
    const registry = parse(readFileSync(file, 'utf8')) as Registry;
    for (const key of registry.partners.find(({ id }) => id === partnerId)?.keys ?? []) {
      key.kid = as(key.kid);
    }
    writeFileSync(file, JSON.stringify(registry));
  }

  const result = (journeyId: string) =>
    someEvent(journeyId, {
      source: 'urn:v2v:lab:riverside-lab',
      type: 'laboratory.resulted',
      data: {
        test: 'crp',
        value: 9,
        unit: 'mg/L',
        collectedAt: '2026-03-02T08:55:00Z',
        reportedAt: '2026-03-02T08:56:00Z',
      },
    });

  /** How another result of this partner ends. */
  async function outcomeFor(journeyId: string): Promise<'delivered' | 'refused'> {
    const event = result(journeyId);
    const text = JSON.stringify(event);
    await stage.publish(journeyId, text, 'lab.events.v1');
    const isRefused = (): boolean => stage.published.lettersOf(text).length > 0;
    await until(
      async () => isRefused() || (await stage.registered(event.id))?.state === 'delivered',
    );
    return isRefused() ? 'refused' : 'delivered';
  }

  it('is withdrawn and registered while the intake runs', async () => {
    const journeyId = await stage.startJourney();
    await stage.startIntake();
    expect(await outcomeFor(journeyId)).toBe('delivered');
    rename('riverside-lab', (kid) => `${kid}-withdrawn`);
    await until(async () => (await outcomeFor(journeyId)) === 'refused', 60_000);
    rename('riverside-lab', (kid) => kid.replace('-withdrawn', ''));
    await until(async () => (await outcomeFor(journeyId)) === 'delivered', 60_000);
  });
});
