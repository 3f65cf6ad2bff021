import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import type { Database } from '#database/database.js';
import { schemaOfGeneration } from '#database/read-model-generation.js';
import type { JournalRecord } from '#domain/journey/record.js';
import { projectionVersion } from '../../apps/journal-projector/src/generations/projection-version.js';
import { until } from '../kafka/kafka-broker.js';
import { ProjectionStage } from './projection-stage.js';
import { someJournal } from './written-journal.js';

const execute = promisify(execFile);

let stage: ProjectionStage;

beforeAll(async () => {
  stage = await ProjectionStage.open();
});

afterEach(async () => {
  await stage.stopProjectors();
});

afterAll(async () => {
  await stage.close();
});

const serving = async (): Promise<number> => {
  const found = (await stage.generations()).find(({ status }) => status === 'serving');
  return found?.generation ?? 0;
};

function environment(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_OPTIONS: '',
    KAFKA_BROKERS: stage.broker.brokers.join(','),
    DATABASE_URL: stage.databaseUrl,
  };
}

async function published(count: number): Promise<readonly (readonly JournalRecord[])[]> {
  const journals = Array.from({ length: count }, () => someJournal(5));
  await stage.publish(journals.flat());
  return journals;
}

async function allProjected(journals: readonly (readonly JournalRecord[])[]): Promise<void> {
  for (const journal of journals) await stage.projected(journal);
}

/** Reads as the API does, on and on, until it is ended; every read must succeed. */
function reading(database: Database): { readonly end: () => Promise<number> } {
  const ending = new AbortController();
  const reads = (async () => {
    let count = 0;
    let most = 0;
    while (!ending.signal.aborted) {
      const { records } = await database
        .selectFrom('read_model.journey as journey')
        .innerJoin('read_model.record as record', 'record.journey_id', 'journey.journey_id')
        .select(({ fn }) => fn.countAll<number>().as('records'))
        .executeTakeFirstOrThrow();
      expect(records).toBeGreaterThanOrEqual(most);
      most = records;
      count += 1;
    }
    return count;
  })();
  return {
    end: async () => {
      ending.abort();
      return reads;
    },
  };
}

describe('a rebuild', () => {
  it('beside the read model makes the same of the journal, row by row, and takes its place', async () => {
    await stage.startProjector();
    await allProjected(await published(20));
    const before = await stage.rows();
    const number = await serving();
    const { checksums, hasSwapped } = await stage.rebuild();
    expect(hasSwapped).toBe(true);
    expect(checksums?.after).toEqual(checksums?.before);
    expect(checksums?.after.rows).toBe(before.length);
    expect(await stage.rows()).toEqual(before);
    expect(await stage.generations()).toMatchObject([{ status: 'serving' }]);
    expect(await serving()).toBeGreaterThan(number);
    await allProjected(await published(3));
  });

  it('fails no read and goes back behind no record while the journal is written and projected', async () => {
    await stage.startProjector('first');
    await stage.startProjector('second');
    const readers = [1, 2, 3].map(() => reading(stage.database));
    const journals = [...(await published(10))];
    const rebuilt = new AbortController();
    const writing = (async () => {
      while (!rebuilt.signal.aborted) {
        const more = await published(1);
        await allProjected(more);
        journals.push(...more);
      }
    })();
    const { checksums } = await stage.rebuild();
    rebuilt.abort();
    await writing;
    expect(checksums?.after).toEqual(checksums?.before);
    await allProjected(journals);
    for (const reader of readers) expect(await reader.end()).toBeGreaterThan(3);
    const verified = await stage.rebuild({ compares: true, swaps: false });
    expect(verified.checksums?.after).toEqual(verified.checksums?.before);
  });

  it('that only verifies sees a changed row and changes nothing', async () => {
    await stage.startProjector();
    const [journal] = await published(1);
    await stage.projected(journal ?? []);
    const journeyId = journal?.[0]?.subject ?? '';
    await stage.database
      .updateTable('read_model.journey')
      .set({ indication: 'another' })
      .where('journey_id', '=', journeyId)
      .execute();
    const number = await serving();
    const { checksums, hasSwapped } = await stage.rebuild({ compares: true, swaps: false });
    expect(hasSwapped).toBe(false);
    expect(checksums?.after.checksum).not.toBe(checksums?.before.checksum);
    expect(await stage.generations()).toMatchObject([{ generation: number, status: 'serving' }]);
    await stage.rebuild();
    const row = await stage.database
      .selectFrom('read_model.journey')
      .select('indication')
      .where('journey_id', '=', journeyId)
      .executeTakeFirstOrThrow();
    expect(row.indication).toBe('b-all');
  });

  it('asked for on the command line takes its place, and stands in the audit with who asked and why', async () => {
    await stage.startProjector();
    await allProjected(await published(3));
    const before = await stage.rows();
    const number = await serving();
    const { stdout } = await execute(
      process.execPath,
      `dist/apps/operations-console/src/main.js rebuild-read-model --json --by ada --reason outdated`.split(
        ' ',
      ),
      { env: environment() },
    );
    const { code, said } = JSON.parse(stdout) as { code: number; said: string };
    expect(code).toBe(0);
    expect(JSON.parse(said)).toMatchObject({ before: number, hasSwapped: true, isEqual: true });
    expect(await serving()).toBeGreaterThan(number);
    expect(await stage.rows()).toEqual(before);
    const audited = await stage.database
      .selectFrom('audit.operation')
      .select(['subject', 'action', 'about', 'reason'])
      .execute();
    expect(audited).toEqual([
      {
        subject: 'ada',
        action: 'rebuild-read-model',
        about: { verify: false },
        reason: 'outdated',
      },
    ]);
  });

  it('that is killed in the middle leaves the read model serving, and the next goes on with it', async () => {
    await stage.startProjector();
    await allProjected(await published(10));
    const number = await serving();
    const program = spawn(process.execPath, ['dist/apps/journal-projector/src/rebuild.js'], {
      env: environment(),
      stdio: 'ignore',
    });
    const begun = async () =>
      (await stage.generations()).find(({ status }) => status === 'building')?.generation;
    await until(async () => (await begun()) !== undefined);
    const built = (await begun()) ?? 0;
    const heldUp = await stage.database.startTransaction().execute();
    const offsets = sql.id(schemaOfGeneration(built), 'projection_offset');
    await sql`LOCK TABLE ${offsets} IN SHARE ROW EXCLUSIVE MODE`.execute(heldUp);
    program.kill('SIGKILL');
    await once(program, 'exit');
    await heldUp.rollback().execute();
    expect(await serving()).toBe(number);
    await allProjected(await published(2));
    const { after, checksums } = await stage.rebuild();
    expect(after.number).toBe(built);
    expect(checksums?.after).toEqual(checksums?.before);
  });
});

describe('a release that makes something else of the journal', () => {
  it('builds its own beside the old, which is projected meanwhile, and swaps', async () => {
    await stage.startProjector('of the old release');
    const journals = [...(await published(10))];
    await allProjected(journals);
    const number = await serving();
    await stage.pretendVersion(projectionVersion - 1);
    const readers = [1, 2].map(() => reading(stage.database));
    const [first] = await Promise.all([
      stage.startVersionedProjector(),
      stage.startVersionedProjector(),
    ]);
    while ((await serving()) === number) {
      const more = await published(1);
      await allProjected(more);
      journals.push(...more);
    }
    for (const reader of readers) expect(await reader.end()).toBeGreaterThan(0);
    await until(async () => (await stage.generations()).length === 1);
    expect(await stage.generations()).toMatchObject([
      { projection_version: projectionVersion, status: 'serving' },
    ]);
    await until(() => isQuiet(async () => first.assertReading()));
    journals.push(...(await published(3)));
    await allProjected(journals);
    const { checksums } = await stage.rebuild({ compares: true, swaps: false });
    expect(checksums?.after).toEqual(checksums?.before);
  });

  it('stands by while a later one serves', async () => {
    await stage.pretendVersion(projectionVersion + 1);
    const projector = await stage.startVersionedProjector();
    await expect(projector.assertOwnVersion()).rejects.toThrow('a later release');
    expect(() => projector.assertReading()).toThrow('not joined');
    await stage.pretendVersion(projectionVersion);
    await until(() => isQuiet(async () => projector.assertReading()));
    await expect(projector.assertOwnVersion()).resolves.toBeUndefined();
  });
});

async function isQuiet(check: () => Promise<void>): Promise<boolean> {
  try {
    await check();
    return true;
  } catch {
    return false;
  }
}
