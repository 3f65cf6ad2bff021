import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { LocalStackError } from '../local-stack-error.js';

const keptLines = 12;

/** How a command is run: `onLine` sees each line it prints; `uid` and `gid` drop root's rights; `signal` ends it. */
export type CommandOptions = {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly uid?: number;
  readonly gid?: number;
  readonly input?: string;
  readonly onLine?: (line: string) => void;
  readonly signal?: AbortSignal;
};

/** Runs a command to its end; a failure carries the last lines it printed (`command-failed`). */
export async function run(
  command: string,
  args: readonly string[],
  options: CommandOptions & { remedy: string },
): Promise<void> {
  const { onLine, remedy, input, ...spawnOptions } = options;
  const child = spawn(command, args, { ...spawnOptions, stdio: ['pipe', 'pipe', 'pipe'] });
  const last: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      last.push(line);
      if (last.length > keptLines) last.shift();
      onLine?.(line);
    });
  }
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const code = await new Promise<number | string>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (status, signal) => resolve(status ?? signal ?? 'unknown'));
  });
  if (code === 0) return;
  const printed = last.length > 0 ? `\n  ${last.join('\n  ')}` : '';
  throw new LocalStackError('command-failed', `${command} ended with ${code}${printed}`, remedy);
}
