import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { searchDirectory, searchFile, searchTemporalDatabase } from './search-files.js';

let directory = '';

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'search-'));
});

afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
});

describe('files searched for identity', () => {
  it('are read whole, also over the border of two pieces', async () => {
    const path = join(directory, 'large.log');
    await writeFile(path, Buffer.concat([Buffer.alloc(8 * 1_048_576 - 3), Buffer.from('Canary')]));
    expect(await searchFile(path)).toEqual({
      place: `file ${path}`,
      amount: 8 * 1_048_576 + 3,
      unit: 'bytes',
      found: 1,
    });
  });

  it('include the write-ahead log of a database', async () => {
    const path = join(directory, 'temporal.db');
    await writeFile(path, 'nothing');
    await writeFile(`${path}-wal`, 'name: Canarybrook');
    const searched = await searchTemporalDatabase(path);
    expect(searched.map(({ found }) => found)).toEqual([0, 1]);
  });

  it('are those of a directory and below', async () => {
    expect((await searchDirectory(directory)).length).toBe(3);
  });
});
