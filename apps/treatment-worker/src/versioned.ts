import type { WorkerOptions } from '@temporalio/worker';

/** The name under which Temporal knows the builds of this worker. */
export const deploymentName = 'treatment-worker';

/**
 * What makes a worker one build among several: a journey moves to the current build with its next task, and no other build
 * is given its tasks meanwhile. Without a build id every worker takes every journey.
 */
export function versioned(
  buildId: string | undefined,
): Pick<WorkerOptions, 'workerDeploymentOptions'> {
  if (buildId === undefined) return {};
  return {
    workerDeploymentOptions: {
      useWorkerVersioning: true,
      version: { deploymentName, buildId },
      defaultVersioningBehavior: 'AUTO_UPGRADE',
    },
  };
}
