import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { demonstrationNetwork } from './demonstration-network.js';
import { loadPartners } from './load-partners.js';
import { PartnerFile } from './partner-file.js';
import type { RegistryData } from './registry.schema.js';

let directory: string;
let file: string;
let watched: PartnerFile | undefined;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'partner-file-'));
  file = join(directory, 'partners.json');
  write(demonstrationNetwork);
});

afterEach(() => {
  watched?.onApplicationShutdown();
  rmSync(directory, { recursive: true });
});

function write(data: unknown): void {
  writeFileSync(file, typeof data === 'string' ? data : JSON.stringify(data));
}

function renamed(name: string): RegistryData {
  const [first, ...others] = demonstrationNetwork.sites;
  return { ...demonstrationNetwork, sites: [{ ...first!, name }, ...others] };
}

function started() {
  const registry = loadPartners(file);
  const faults: string[] = [];
  let waiting: (() => void) | undefined;
  const told = (): void => waiting?.();
  watched = new PartnerFile(
    file,
    registry,
    {
      info: () => undefined,
      error: (message: string) => {
        faults.push(message);
        told();
      },
    } as ConstructorParameters<typeof PartnerFile>[2],
    told,
  );
  watched.onApplicationBootstrap();
  const somethingTold = async (): Promise<void> =>
    new Promise((resolve) => {
      waiting = resolve;
    });
  return { registry, faults, somethingTold };
}

describe('the file of the partners', () => {
  it('counts as it is written while the process runs, for whoever holds the registry', async () => {
    const { registry, somethingTold } = started();
    const change = somethingTold();
    write(renamed('Northgate, another name'));
    await change;
    expect(registry.siteById('northgate')?.name).toBe('Northgate, another name');
    expect(registry.partnersFor('northgate', 'tisagenlecleucel').clinic.id).toBe(
      'northgate-clinic',
    );
  });

  it('is written anew as a whole, or not at all', async () => {
    const { registry } = started();
    await watched?.write(renamed('Northgate, written'));
    expect(registry.siteById('northgate')?.name).toBe('Northgate, written');
    expect(loadPartners(file).siteById('northgate')?.name).toBe('Northgate, written');
    await expect(watched?.write({ ...demonstrationNetwork, sites: [] })).rejects.toMatchObject({
      code: 'partner-registry-invalid',
    });
    expect(loadPartners(file).siteById('northgate')?.name).toBe('Northgate, written');
  });

  it('changes nothing when it cannot be used, and says why', async () => {
    const { registry, faults, somethingTold } = started();
    const fault = somethingTold();
    write('{"sites": []}');
    await fault;
    expect(faults.join()).toContain('partners.json');
    expect(registry.siteById('northgate')?.name).toBe('Northgate Cancer Center');
    const change = somethingTold();
    write(renamed('Northgate again'));
    await change;
    expect(registry.siteById('northgate')?.name).toBe('Northgate again');
  });
});
