import { fileURLToPath } from 'node:url';
import { failureConverterPath } from '#temporal/data-converter.js';
import { bundleWorkflowCode, type WorkflowBundle } from '@temporalio/worker';

/** The workflows' code, bundled from the sources as a worker would run it, with interceptors of a test where it has some. */
export function workflowBundle(
  workflowInterceptorModules: readonly string[] = [],
): Promise<WorkflowBundle> {
  const workflowsPath = fileURLToPath(new URL('../../workflows/index.ts', import.meta.url));
  return bundleWorkflowCode({
    workflowInterceptorModules: [...workflowInterceptorModules],
    workflowsPath,
    preloadModules: [workflowsPath],
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
