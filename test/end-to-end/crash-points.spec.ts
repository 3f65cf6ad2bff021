import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Result } from '../crash-points/kill-at-every-point.js';
import { type Finished, runProgram } from './run-program.js';

const points = 4;

describe('processes that die before or after a call of a port', () => {
  let run: Finished<Result>;

  beforeAll(async () => {
    run = await runProgram('crash-points', [
      '--points',
      String(points),
      '--seed',
      '1',
      '--patients',
      '4',
    ]);
  });

  it('died at every point chosen, of a good many there are', () => {
    expect(run.result.crashes).toHaveLength(points);
    expect(run.result.points).toBeGreaterThan(30);
  });

  it('are started again, and nothing is lost or doubled', () => {
    const { crashes, outcome, wronglyEnrolled, enrolled } = run.result;
    expect(crashes.filter(({ recoverySeconds }) => recoverySeconds === undefined)).toEqual([]);
    expect(outcome?.invariants.filter(({ held }) => !held)).toEqual([]);
    expect(enrolled).toBeGreaterThan(0);
    expect(wronglyEnrolled).toEqual([]);
    expect(run.code).toBe(0);
  });
});
