import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import webpack, { type Configuration } from 'webpack';
import { protocolVersion } from '#domain/journey/journal.js';
import { projectRoot } from '../../apps/local-stack/src/project-root.js';

const folder = join(projectRoot, 'workflows', 'released');
const name = `protocol-${protocolVersion}`;
const file = join(folder, `${name}.js`);
if (existsSync(file)) {
  throw new Error(`${name} is released and stays as it is: raise protocolVersion first`);
}
const declaration = `import type { Outcome } from '#domain/journey/vocabulary.js';
import type { JourneyInput } from '../journey/messages.js';

export declare function treatmentJourney(input: JourneyInput): Promise<Outcome>;
`;
const directory = await mkdtemp(join(tmpdir(), 'vein-to-vein-protocol-'));
await built({
  mode: 'none',
  context: projectRoot,
  target: 'es2022',
  devtool: false,
  entry: join(projectRoot, 'dist', 'workflows', 'treatment-journey.workflow.js'),
  externals: /^@temporalio\//,
  externalsType: 'module',
  experiments: { outputModule: true },
  output: { path: directory, filename: `${name}.js`, module: true, library: { type: 'module' } },
  optimization: {
    providedExports: true,
    usedExports: true,
    sideEffects: true,
    concatenateModules: true,
    minimize: false,
  },
});
await writeFile(file, readable(await readFile(join(directory, `${name}.js`), 'utf8')));
await writeFile(join(folder, `${name}.d.ts`), declaration);
await rm(directory, { recursive: true });

function built(configuration: Configuration): Promise<void> {
  return new Promise((resolve, reject) => {
    webpack(configuration, (error, stats) => {
      if (error !== null) reject(error);
      else if (stats?.hasErrors() === true) reject(new Error(stats.toString('errors-only')));
      else resolve();
    });
  });
}

/** Without what points at other files, and with names that a person can follow. */
function readable(code: string): string {
  return code
    .replaceAll(/^\/\/# sourceMappingURL=.*\n/gm, '')
    .replaceAll(/__WEBPACK_EXTERNAL_MODULE__temporalio_\w+?_[0-9a-f]{8}_(\w+?)__/g, 'temporal_$1');
}
