import { rmSync } from 'node:fs';
import type { Client } from '@temporalio/client';
import { connectTemporal } from '#temporal/client.js';
import { keysIn, payloadKeysOf } from '../apps/local-stack/src/data/keys.js';
import { LocalFolder } from '../apps/local-stack/src/data/local-folder.js';
import type { StartOptions } from '../apps/local-stack/src/options/start-options.js';
import type { StackAddresses } from '../apps/local-stack/src/stack/addresses.js';
import { temporalSection } from '../apps/local-stack/src/stack/temporal-section.js';
import { Stack } from '../apps/local-stack/src/stack/stack.js';

/** A stack of its own that is measured, and says where it is and which processes it has. */
export type BenchStack = {
  readonly stack: Stack;
  readonly addresses: StackAddresses;
  readonly folder: LocalFolder;
};

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Starts servers and services with empty data in `directory`, lets them be measured, and stops and removes them. */
export async function withStack<R>(
  directory: string,
  options: Pick<StartOptions, 'patients' | 'seed' | 'timeScale'>,
  measure: (running: BenchStack) => Promise<R>,
): Promise<R> {
  const folder = new LocalFolder(directory);
  const stack = new Stack(
    folder,
    {
      ...options,
      untilComplete: false,
      json: false,
      fresh: true,
      simulator: false,
      duplicates: 0,
      reorder: 0,
      invalid: 0,
      corrections: 0,
      products: 'usual',
      referrals: 0,
      port: 3_000,
    },
    {
      report: say,
      onIncident: ({ name, how }) => say(`${name} ended (${how})`),
    },
  );
  const end = async (): Promise<void> => {
    await stack.stop();
    folder.empty();
    rmSync(directory, { recursive: true, force: true });
  };
  const interrupted = (): void => void end().finally(() => process.exit(130));
  for (const signal of signals) process.once(signal, interrupted);
  try {
    const addresses = await stack.start();
    return await measure({ stack, addresses, folder });
  } finally {
    for (const signal of signals) process.off(signal, interrupted);
    await end();
  }
}

/** A client of the stack's Temporal; the caller closes its connection. */
export function temporalOf({ addresses, folder }: BenchStack): Promise<Client> {
  const keys = payloadKeysOf(keysIn(folder.path('keys.json')));
  return connectTemporal(temporalSection(addresses.temporalAddress), keys);
}

/** Progress for whoever waits; results go to standard output. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
