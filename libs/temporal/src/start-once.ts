import {
  type Client,
  WorkflowExecutionAlreadyStartedError,
  type WorkflowStartOptions,
} from '@temporalio/client';

/** Starts a workflow; false when its id is taken, by whatever its reuse policy counts. */
export async function startOnce(
  client: Client,
  type: string,
  options: WorkflowStartOptions,
): Promise<boolean> {
  try {
    await client.workflow.start(type, options);
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}
