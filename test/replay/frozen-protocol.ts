import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import webpack, { type Configuration } from 'webpack';
import { projectRoot } from '../../apps/local-stack/src/project-root.js';

/** The workflow code of the version that is built, with its domain, as one file that stays readable. */
export async function frozenProtocol(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'vein-to-vein-protocol-'));
  const filename = 'protocol.js';
  try {
    await built({
      mode: 'none',
      context: projectRoot,
      target: 'es2022',
      devtool: false,
      entry: join(projectRoot, 'dist', 'workflows', 'treatment-journey.workflow.js'),
      externals: /^@temporalio\//,
      externalsType: 'module',
      experiments: { outputModule: true },
      output: { path: directory, filename, module: true, library: { type: 'module' } },
      optimization: {
        providedExports: true,
        usedExports: true,
        sideEffects: true,
        concatenateModules: true,
        minimize: false,
      },
    });
    return readable(await readFile(join(directory, filename), 'utf8'));
  } finally {
    await rm(directory, { recursive: true });
  }
}

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
