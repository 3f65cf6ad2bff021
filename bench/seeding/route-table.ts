import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../apps/local-stack/src/project-root.js';
import { machineAndVersions } from '../results.js';

/** How long a route took, in milliseconds, as a client on the same machine saw it. */
export type RouteTime = { readonly route: string; readonly p50: number; readonly p99: number };

/** What one run found. */
export type RouteTimes = {
  readonly journeys: number;
  readonly perRoute: number;
  readonly times: readonly RouteTime[];
};

/** The times as a table. */
export function asMarkdownTable(times: readonly RouteTime[]): string {
  const rows = times.map(
    ({ route, p50, p99 }) => `| \`${route}\` | ${p50.toFixed(1)} | ${p99.toFixed(1)} |`,
  );
  return ['| route | p50 ms | p99 ms |', '|---|---|---|', ...rows, ''].join('\n');
}

/** Keeps the times of a run with machine and versions. */
export function writeRouteTimes(found: RouteTimes): void {
  const { dependencies } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
    dependencies: Readonly<Record<string, string>>;
  };
  const file = join(projectRoot, 'bench', 'results', `route-times-${found.journeys}.json`);
  const whole = { ...machineAndVersions(dependencies), ...found };
  writeFileSync(file, `${JSON.stringify(whole, null, 2)}\n`);
}
