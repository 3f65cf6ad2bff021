import { describe, expect, it } from '@jest/globals';
import { installEverything, InstallationError } from './install-everything.js';

const patience = { attempts: 3, pauseMs: 1 };

function quietLogger() {
  const lines: string[] = [];
  const write = (line: unknown) => void lines.push(String(line));
  return { lines, info: write, warn: write };
}

function failing(times: number, error: Error) {
  let performed = 0;
  return {
    count: () => performed,
    step: {
      name: 'tables',
      server: 'PostgreSQL (DATABASE_URL)',
      perform: () => {
        performed += 1;
        return performed > times ? Promise.resolve() : Promise.reject(error);
      },
    },
  };
}

describe('an installation', () => {
  it('waits for a server that is still coming up', async () => {
    const { step, count } = failing(2, new Error('connect ECONNREFUSED'));
    await installEverything([step], quietLogger(), patience);
    expect(count()).toBe(3);
  });

  it('names the step and its server when that never answers', async () => {
    const { step, count } = failing(9, new Error('connect ECONNREFUSED'));
    await expect(installEverything([step], quietLogger(), patience)).rejects.toThrow(
      /tables need PostgreSQL \(DATABASE_URL\): Error: connect ECONNREFUSED/,
    );
    expect(count()).toBe(3);
  });

  it('does not wait for what waiting does not mend', async () => {
    const { step, count } = failing(9, new InstallationError('another number of partitions'));
    await expect(installEverything([step], quietLogger(), patience)).rejects.toThrow(/partitions/);
    expect(count()).toBe(1);
  });

  it('finishes the other steps when one fails', async () => {
    const broken = failing(9, new InstallationError('broken'));
    const slow = failing(1, new Error('not yet'));
    await expect(
      installEverything([broken.step, slow.step], quietLogger(), patience),
    ).rejects.toThrow(/broken/);
    expect(slow.count()).toBe(2);
  });
});
