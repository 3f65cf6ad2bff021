import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Verdict } from '../chaos/play.js';
import { type Finished, runProgram } from './run-program.js';

const schedules = 3;
const args = ['--schedules', String(schedules), '--seed', '1', '--patients', '6'];

describe('processes and servers that die, stand still and double in mid-run', () => {
  let run: Finished<{ readonly verdicts: readonly Verdict[] }>;

  beforeAll(async () => {
    run = await runProgram('chaos', args);
  });

  it('recover from every disturbance, so that events go through again', () => {
    const { verdicts } = run.result;
    expect(verdicts).toHaveLength(schedules);
    const played = verdicts.flatMap((verdict) => verdict.played);
    expect(played.length).toBeGreaterThanOrEqual(6 * schedules);
    expect(played.filter(({ recoverySeconds }) => recoverySeconds === undefined)).toEqual([]);
  });

  it('lose nothing and do nothing twice', () => {
    const invariants = run.result.verdicts.flatMap(({ outcome }) => outcome?.invariants ?? []);
    expect(invariants.filter(({ held }) => !held)).toEqual([]);
    expect(run.code).toBe(0);
  });

  it('had enough to do for that to mean something', () => {
    const events = run.result.verdicts.at(-1)?.outcome?.events;
    const { sent = 0, applied = 0, duplicatesIgnored = 0 } = events ?? {};
    expect(sent).toBeGreaterThan(300);
    expect(applied).toBeGreaterThan(sent / 2);
    expect(duplicatesIgnored).toBeGreaterThan(20);
  });
});
