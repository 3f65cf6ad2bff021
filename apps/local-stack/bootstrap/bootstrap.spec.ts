import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

type Result = {
  readonly code: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
};

// Plain JavaScript has no types to import.
const load = (file: string): Promise<unknown> => import(new URL(file, import.meta.url).href);
const results = (await load('results.mjs')) as {
  readonly resultOf: (code: number, written?: Readonly<Record<string, number>>) => Result;
  readonly together: (results: readonly Result[]) => Result;
  readonly inWords: (result: Result) => string;
};

function result(change: Partial<Result> = {}): Result {
  return { code: 0, passed: 0, failed: 0, skipped: 0, ...change };
}

describe('the results of several runs of tests', () => {
  const { together, inWords, resultOf } = results;

  it('are one in which everything is counted', () => {
    const all = together([result({ passed: 2 }), result({ passed: 3, skipped: 1 })]);
    expect(all).toEqual(result({ passed: 5, skipped: 1 }));
    expect(inWords(all)).toBe('5 passed, 0 failed, 1 skipped');
  });

  it('fail when one of them does, wherever it stands', () => {
    const failing = result({ code: 1, passed: 1, failed: 2 });
    for (const all of [
      [failing, result()],
      [result(), failing],
    ]) {
      expect(together(all)).toMatchObject({ code: 1, failed: 2 });
    }
  });

  it('have a failure when a run ended badly and says nothing', () => {
    const all = together([result({ passed: 7 }), resultOf(137)]);
    expect(all.code).toBe(137);
    expect(inWords(all)).toBe('7 passed, 1 failed');
  });

  it('count a suite that could not run as a failure', () => {
    expect(resultOf(1, { numPassedTests: 4, numRuntimeErrorTestSuites: 1 })).toEqual(
      result({ code: 1, passed: 4, failed: 1 }),
    );
  });
});

describe('programs that run side by side on one terminal', () => {
  const command = new URL('command.mjs', import.meta.url).href;
  const halves = `
    const [letter, code] = process.argv.slice(1);
    for (let left = 100; left > 0; left -= 1) {
      process.stdout.write(letter.repeat(40));
      await new Promise(setImmediate);
      process.stdout.write(letter.repeat(40) + (left > 1 ? '\\n' : ''));
    }
    process.exitCode = Number(code);
  `;
  const program = `
    import { relay } from ${JSON.stringify(command)};
    const start = (...args) =>
      relay(process.execPath, ['--input-type=module', '-e', ${JSON.stringify(halves)}, ...args], process.env);
    console.log(String(await Promise.all([start('a', '0'), start('b', '7')])));
  `;

  it('leave each other’s lines whole and say how they ended', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--input-type=module',
      '-e',
      program,
    ]);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.pop()).toBe('0,7');
    expect(lines.filter((line) => !/^(?:a{80}|b{80})$/.test(line))).toEqual([]);
    expect(lines).toHaveLength(200);
  });
});
