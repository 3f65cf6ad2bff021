import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalFolder } from '../../apps/local-stack/src/data/local-folder.js';
import { startOptionsFrom } from '../../apps/local-stack/src/options/start-options.js';
import { Stack } from '../../apps/local-stack/src/stack/stack.js';

/** A stack of its own data, and where that is. */
export type ChaosStack = {
  readonly stack: Stack;
  readonly folder: LocalFolder;
  /** Stops everything; the data is removed unless it is to be kept. */
  readonly end: (isKept: boolean) => Promise<void>;
};

// Whoever runs services in earnest starts a dead one again at once.
const pauses = { shortestMs: 200, longestMs: 2_000, soundAfterMs: 5_000 };

/** Who is simulated, and how fast: `timeScale` as `1d=20s`. */
export type Cast = {
  readonly seed: number;
  readonly patients: number;
  readonly timeScale: string;
};

/** Starts everything with simulated patients and partners who repeat, confuse and spoil. */
export async function startChaosStack(
  { seed, patients, timeScale }: Cast,
  report: (line: string) => void,
): Promise<ChaosStack> {
  const directory = mkdtempSync(join(tmpdir(), 'vein-to-vein-chaos-'));
  const folder = new LocalFolder(directory);
  const told = ['--duplicates', '0.1', '--reorder', '0.1', '--invalid', '0.05'];
  const otherwise = ['--corrections', '0.1', '--referrals', '0.4'];
  const counted = ['--seed', String(seed), '--patients', String(patients)];
  const options = startOptionsFrom([...counted, '--time-scale', timeScale, ...told, ...otherwise]);
  const stack = new Stack(
    folder,
    options,
    {
      report: (line) => report(`  ${line}`),
      onIncident: ({ name, how }) => report(`          ${name} ended (${how})`),
    },
    pauses,
  );
  const end = async (isKept: boolean): Promise<void> => {
    await stack.stop();
    if (isKept) return;
    folder.empty();
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    await stack.start();
    await stack.startSimulator();
    return { stack, folder, end };
  } catch (error) {
    await end(true);
    throw error;
  }
}
