import { existsSync } from 'node:fs';
import { z } from 'zod';
import { readJson } from '../data/json-file.js';
import type { LocalFolder } from '../data/local-folder.js';
import { partnerFilesOf } from '../data/partner-files.js';

const addresses = z.looseObject({ kafkaBrokers: z.string() });

/** The variables a partner's command needs, as far as a stack of this folder runs or ran. */
export function partnerEnvironment(folder: LocalFolder): Readonly<Record<string, string>> {
  const running = readJson(folder.path('stack.json'), addresses);
  const { registry } = partnerFilesOf(folder.root);
  return {
    ...(existsSync(registry) ? { PARTNERS_FILE: registry } : {}),
    ...(running === undefined ? {} : { KAFKA_BROKERS: running.kafkaBrokers }),
  };
}
