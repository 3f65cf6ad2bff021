import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seedJourneys } from '../../bench/seeding/seed-journeys.js';
import { type TestDatabase, testDatabase } from './test-database.js';

describe('a seeded read model', () => {
  let test: TestDatabase;

  beforeAll(async () => {
    test = await testDatabase();
    await seedJourneys(test.database, 60, () => undefined);
  });
  afterAll(async () => {
    await test.stop();
  });

  it('has as many journeys as were asked for, in every stage and at every site, each with what waits', async () => {
    const rows = await test.database
      .selectFrom('read_model.journey')
      .select(['journey_id', 'stage', 'treating_site'])
      .execute();
    expect(rows.length).toBe(60);
    expect(new Set(rows.map(({ stage }) => stage)).size).toBe(10);
    expect(new Set(rows.map((row) => row.treating_site)).size).toBe(3);
    const waiting = await test.database
      .selectFrom('read_model.task')
      .select('journey_id')
      .distinct()
      .execute();
    expect(waiting.length).toBe(60);
  });
});
