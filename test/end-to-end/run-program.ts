import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../apps/local-stack/src/project-root.js';

/** A program that has ended, with the JSON it wrote. */
export type Finished<R> = { readonly code: number | null; readonly result: R };

/** Runs the compiled `test/<name>/main.js`; what it tells people is shown only when it did not end well. */
export async function runProgram<R>(name: string, args: readonly string[]): Promise<Finished<R>> {
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const program = join(projectRoot, 'dist', 'test', name, 'main.js');
  const child = spawn(process.execPath, [program, ...args, '--json'], {
    env: inherited,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let told = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (told += text));
  const code = await new Promise<number | null>((resolve) => {
    child.once('close', resolve).once('error', () => resolve(null));
  });
  if (code !== 0) process.stderr.write(told);
  return { code, result: JSON.parse(output) as R };
}
