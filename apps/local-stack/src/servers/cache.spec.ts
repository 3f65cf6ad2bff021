import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cached } from './cache.js';

describe('the cache of built servers', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cache-'));
    process.env['VEIN_TO_VEIN_CACHE'] = folder;
  });

  afterEach(async () => {
    delete process.env['VEIN_TO_VEIN_CACHE'];
    await rm(folder, { recursive: true, force: true });
  });

  const ready = (built: string) => writeFile(join(built, 'program'), 'ready');

  it('builds once and then only finds', async () => {
    const built = await cached('server-1', ready, () => undefined);
    const found = await cached(
      'server-1',
      () => Promise.reject(new Error('built again')),
      () => undefined,
    );
    expect(found).toBe(built);
    expect(await readdir(built)).toEqual(['program']);
  });

  it('keeps nothing of a build that failed', async () => {
    const failing = cached(
      'server-1',
      () => Promise.reject(new Error('no network')),
      () => undefined,
    );
    await expect(failing).rejects.toThrow('no network');
    expect(await readdir(folder)).toEqual([]);
  });

  it('clears away what a killed build left half done', async () => {
    await mkdir(join(folder, 'server-1.building-1'));
    await cached('server-1', ready, () => undefined);
    expect(await readdir(folder)).toEqual(['server-1']);
  });

  it('waits for another program that is building', async () => {
    await writeFile(join(folder, 'server-1.lock'), String(process.ppid));
    let waits = 0;
    const waiting = cached('server-1', ready, () => {
      waits += 1;
    });
    await rm(join(folder, 'server-1.lock'));
    expect(await waiting).toBe(join(folder, 'server-1'));
    expect(waits).toBe(1);
  });
});
