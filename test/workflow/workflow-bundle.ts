import { fileURLToPath } from 'node:url';
import { failureConverterPath } from '#temporal/data-converter.js';
import { bundleWorkflowCode, type WorkflowBundle } from '@temporalio/worker';

/** The workflows' code, bundled from the sources as a worker would run it. */
export function workflowBundle(): Promise<WorkflowBundle> {
  return bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('../../workflows/index.ts', import.meta.url)),
    failureConverterPath,
    webpackConfigHook: (config) => ({
      ...config,
      resolve: { ...config.resolve, conditionNames: ['source', '...'] },
    }),
    logger: { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet },
  });
}

function quiet(): void {
  // What the bundler tells is of interest when it fails, and then it throws.
}
