import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The folder of the whole project, ending in a slash. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/** One import that an arrow forbids; `to` is the file itself where the rule is about a file. */
export type Violation = { readonly rule: string; readonly from: string; readonly to: string };

type CruiseResult = {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly {
      readonly rule: { readonly name: string };
      readonly from: string;
      readonly to: string;
    }[];
  };
};

const run = promisify(execFile);
const cruiser = `${projectRoot}node_modules/.bin/depcruise`;
const config = `${projectRoot}.dependency-cruiser.cjs`;

/** Follows every import below `folders` of `root` and tells which arrows are broken. */
export async function cruise(
  root: string,
  folders: readonly string[],
): Promise<{ readonly files: number; readonly violations: readonly Violation[] }> {
  const { stdout } = await run(
    process.execPath,
    [cruiser, '--config', config, '--output-type', 'json', ...folders],
    { cwd: root, maxBuffer: 256 * 1024 * 1024 },
  );
  const { summary } = JSON.parse(stdout) as CruiseResult;
  return {
    files: summary.totalCruised,
    violations: summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  };
}
