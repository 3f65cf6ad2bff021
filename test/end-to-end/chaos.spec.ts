import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../apps/local-stack/src/project-root.js';
import type { Verdict } from '../chaos/play.js';

const schedules = 3;

type Result = { readonly code: number | null; readonly verdicts: readonly Verdict[] };

/** Runs `npm run chaos` on what is built already. */
async function chaos(): Promise<Result> {
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const program = join(projectRoot, 'dist', 'test', 'chaos', 'main.js');
  const args = ['--schedules', String(schedules), '--seed', '1', '--patients', '6', '--json'];
  const child = spawn(process.execPath, [program, ...args], {
    env: inherited,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let told = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (told += text));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code !== 0) process.stderr.write(told);
  const { verdicts } = JSON.parse(output) as { readonly verdicts: readonly Verdict[] };
  return { code, verdicts };
}

describe('processes and servers that die, stand still and double in mid-run', () => {
  let run: Result;

  beforeAll(async () => {
    run = await chaos();
  });

  it('recover from every disturbance, so that events go through again', () => {
    expect(run.verdicts).toHaveLength(schedules);
    const played = run.verdicts.flatMap((verdict) => verdict.played);
    expect(played.length).toBeGreaterThanOrEqual(6 * schedules);
    expect(played.filter(({ recoverySeconds }) => recoverySeconds === undefined)).toEqual([]);
  });

  it('lose nothing and do nothing twice', () => {
    const broken = run.verdicts.flatMap(({ outcome }) =>
      (outcome?.invariants ?? []).filter(({ held }) => !held),
    );
    expect(broken).toEqual([]);
    expect(run.code).toBe(0);
  });

  it('had enough to do for that to mean something', () => {
    const {
      sent = 0,
      applied = 0,
      duplicatesIgnored = 0,
    } = run.verdicts.at(-1)?.outcome?.events ?? {};
    expect(sent).toBeGreaterThan(300);
    expect(applied).toBeGreaterThan(sent / 2);
    expect(duplicatesIgnored).toBeGreaterThan(20);
  });
});
