import { z } from 'zod';
import { readJson } from '../data/json-file.js';
import { keysIn } from '../data/keys.js';
import type { LocalFolder } from '../data/local-folder.js';
import { partnerFilesOf } from '../data/partner-files.js';
import { startOptionsFrom } from '../options/start-options.js';
import { ClockKeeper } from '../stack/clock-keeper.js';
import { environmentOf } from '../stack/environment.js';

const addresses = z.looseObject({
  apiUrl: z.string(),
  issuer: z.string(),
  kafkaBrokers: z.string(),
  databaseUrl: z.string(),
  temporalAddress: z.string(),
  health: z.record(z.string(), z.string()),
});

/** The variables of the console beside a running stack; none when none runs here. */
export function stackEnvironment(folder: LocalFolder): Readonly<Record<string, string>> {
  const running = readJson(folder.path('stack.json'), addresses);
  if (running === undefined) return {};
  return environmentOf(
    ['kafka', 'temporal', 'payloads', 'database', 'operations', 'clock', 'service', 'partners'],
    {
      addresses: running,
      keys: keysIn(folder.path('keys.json')),
      clock: ClockKeeper.in(folder.path('clock.json'), false).clock,
      options: startOptionsFrom([]),
      partnerFiles: partnerFilesOf(folder.root),
    },
  );
}
