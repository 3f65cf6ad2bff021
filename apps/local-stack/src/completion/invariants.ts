import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { LocalStackError } from '../local-stack-error.js';
import type { LocalFolder } from '../data/local-folder.js';
import { partnerFilesOf } from '../data/partner-files.js';
import { projectRoot } from '../project-root.js';
import type { StackAddresses } from '../stack/addresses.js';

const result = z.object({
  enrolled: z.number(),
  infused: z.number(),
  closed: z.record(z.string(), z.number()),
  events: z.object({
    sent: z.number(),
    applied: z.number(),
    duplicatesIgnored: z.number(),
    deadLettered: z.number(),
  }),
  invariants: z.array(z.object({ name: z.string(), held: z.boolean(), detail: z.string() })),
});

/** What a run came to, as the checker found it. */
export type RunResult = z.infer<typeof result>;

const program = join(projectRoot, 'dist', 'test', 'invariants', 'main.js');

/**
 * Runs the checker of invariants, a program that shares no code with the services. Throws
 * `invariants-unchecked` when it gives no result.
 */
export async function checkInvariants(
  addresses: StackAddresses,
  folder: LocalFolder,
): Promise<RunResult> {
  const database = folder.path('temporal', 'temporal.db');
  const { output, errors } = await outputOf({
    KAFKA_BROKERS: addresses.kafkaBrokers,
    DATABASE_URL: addresses.databaseUrl,
    API_URL: addresses.apiUrl,
    OIDC_ISSUER: addresses.issuer,
    TEMPORAL_ADDRESS: addresses.temporalAddress,
    LOGS_DIRECTORY: folder.path('logs'),
    PARTNERS_FILE: partnerFilesOf(folder.root).registry,
    ...(existsSync(database) ? { TEMPORAL_DATABASE: database } : {}),
  });
  try {
    return result.parse(JSON.parse(output.trim().split('\n').at(-1) ?? ''));
  } catch {
    throw new LocalStackError(
      'invariants-unchecked',
      `The checker of invariants gave no result\n${errors.trimEnd()}`,
      'Run the same again; when it stays so, the checker in test/invariants is broken.',
    );
  }
}

async function outputOf(
  env: Readonly<Record<string, string>>,
): Promise<{ readonly output: string; readonly errors: string }> {
  const child = spawn(process.execPath, ['--enable-source-maps', program], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  await new Promise((resolve) => child.once('close', resolve).once('error', resolve));
  return { output, errors };
}
