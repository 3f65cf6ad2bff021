import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isValidAt } from '#partners/event-signature.js';
import { loadPartners } from '#partners/load-partners.js';
import { partnerFilesIn } from './partner-files.js';
import type { PrivateKeys } from './partner-network.js';

let folder: string;
const now = Date.parse('2026-06-01T00:00:00Z');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'partner-files-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = (file: string): string => readFileSync(file, 'utf8');

describe('the files of the partners of a stack', () => {
  it('are made once and kept', () => {
    const files = partnerFilesIn(folder, now);
    const before = [read(files.registry), read(files.privateKeys)];
    expect(partnerFilesIn(folder, now + 1)).toEqual(files);
    expect([read(files.registry), read(files.privateKeys)]).toEqual(before);
  });

  it('register for every partner a key that is valid and one that has expired', () => {
    const { registry, privateKeys } = partnerFilesIn(folder, now);
    const own = JSON.parse(read(privateKeys)) as PrivateKeys;
    const { partners } = loadPartners(registry);
    expect(partners.length).toBeGreaterThan(5);
    for (const { id, keys } of partners) {
      expect(keys.map((key) => isValidAt(key, now))).toEqual([false, true]);
      expect(own[id]?.map(({ kid, x }) => [kid, x])).toEqual(
        keys.map(({ kid, publicKey }) => [kid, publicKey.x]),
      );
    }
  });

  it('keep private keys apart, readable for their owner only', () => {
    const { registry, privateKeys } = partnerFilesIn(folder, now);
    expect(statSync(privateKeys).mode & 0o777).toBe(0o600);
    const secrets = Object.values(JSON.parse(read(privateKeys)) as PrivateKeys).flat();
    for (const { d = '' } of secrets) expect(read(registry)).not.toContain(d);
  });

  it('are not patched up when the private keys are gone', () => {
    const { privateKeys } = partnerFilesIn(folder, now);
    rmSync(privateKeys);
    expect(() => partnerFilesIn(folder, now)).toThrow(/nobody can sign/);
  });
});
