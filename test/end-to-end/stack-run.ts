import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { LocalFolder } from '../../apps/local-stack/src/data/local-folder.js';
import type { Stack } from '../../apps/local-stack/src/stack/stack.js';
import { projectRoot } from '../../apps/local-stack/src/project-root.js';

/** What a run of the stack or the oracle says in its last line. */
export type Outcome = {
  readonly enrolled: number;
  readonly infused: number;
  readonly closed: Readonly<Record<string, number>>;
  readonly events: Readonly<
    Record<'sent' | 'applied' | 'duplicatesIgnored' | 'deadLettered', number>
  >;
  readonly invariants: readonly {
    readonly name: string;
    readonly held: boolean;
    readonly detail: string;
  }[];
};

/** A program that has ended: its exit code, the outcome in its last line, and what it told people. */
export type Ended = {
  readonly code: number | null;
  readonly outcome: Outcome | undefined;
  readonly told: string;
};

/** Runs `npm start` with its data in `directory`. */
export function startStack(directory: string, options: readonly string[]): Promise<Ended> {
  const args = [join('apps', 'local-stack', 'bootstrap.mjs'), 'start', ...options];
  return ended(args, { VEIN_TO_VEIN_DATA: directory });
}

/** Runs the oracle against a running stack with its data in `folder`, that has so many seconds to settle. */
export function askOracleAt(
  { addresses, partnerFiles }: Pick<Stack, 'addresses' | 'partnerFiles'>,
  folder: LocalFolder,
  settleSeconds: number,
): Promise<Ended> {
  return ended([join('dist', 'test', 'invariants', 'main.js')], {
    KAFKA_BROKERS: addresses.kafkaBrokers,
    DATABASE_URL: addresses.databaseUrl,
    API_URL: addresses.apiUrl,
    OIDC_ISSUER: addresses.issuer,
    TEMPORAL_ADDRESS: addresses.temporalAddress,
    TEMPORAL_DATABASE: folder.path('temporal', 'temporal.db'),
    LOGS_DIRECTORY: folder.path('logs'),
    PARTNERS_FILE: partnerFiles.registry,
    SETTLE_SECONDS: String(settleSeconds),
  });
}

function ended(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ended> {
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const child = spawn(process.execPath, args, {
    cwd: projectRoot,
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let told = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (told += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, outcome: outcomeIn(output), told }));
  });
}

function outcomeIn(output: string): Outcome | undefined {
  try {
    return JSON.parse(output.trim().split('\n').at(-1) ?? '') as Outcome;
  } catch {
    return undefined;
  }
}
