import { run } from '../servers/command.js';
import type { NodeProcess } from '../supervision/node-process.js';

/** Runs a process of ours that ends by itself, or by `signal`. Throws `command-failed` with the end of what it said. */
export async function runOnce(
  { name, entry, env }: Pick<NodeProcess, 'name' | 'entry' | 'env'>,
  signal: AbortSignal,
): Promise<void> {
  await run(process.execPath, ['--enable-source-maps', entry], {
    env: { ...process.env, ...env },
    signal,
    remedy: `Mend what ${name} says, or begin anew with --fresh.`,
  });
}
