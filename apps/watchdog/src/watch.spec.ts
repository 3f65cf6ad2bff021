import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { openDatabase } from '#database/database.js';
import { createLogger } from '#observability/logger.js';
import { WatchdogFindings } from '#register/watchdog-findings.js';
import type { Page } from './paging/pager.js';
import { Watch } from './watch.js';

/** A port at which nobody listens. */
async function deadPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('a watch that cannot keep what it finds', () => {
  it('tells people on duty once, and goes on looking', async () => {
    const database = openDatabase(`postgres://nobody@127.0.0.1:${await deadPort()}/nothing`, {
      name: 'watch-spec',
    });
    const pages: Page[] = [];
    const watch = new Watch({
      checks: [],
      findings: new WatchdogFindings(database),
      pager: async (told) => void pages.push(...told),
      logger: createLogger('watch-spec', 'silent'),
      everyMs: 1_000,
      graceMs: 1_000,
    });
    await watch.pass();
    await watch.pass();
    watch.assertLooking();
    await database.destroy();
    expect(pages).toEqual([
      expect.objectContaining({ state: 'raised', kind: 'not-watched', about: 'register' }),
    ]);
  });
});
