import type { Client } from '@temporalio/client';
import { journeyWorkflowType } from '#workflows/journey/messages.js';
import { protocolShown } from '#workflows/journey/search-attributes.js';

/** A run of an open journey; `protocol` is the version it began under. */
export type OpenRun = {
  readonly workflowId: string;
  readonly runId: string;
  readonly protocol: number;
  /** Wall time, RFC 3339. */
  readonly begunAt: string;
};

/** Every open journey, as Temporal lists them: what began a moment ago may be missing. */
export async function* openRuns(client: Client): AsyncGenerator<OpenRun> {
  const query = `WorkflowType = '${journeyWorkflowType}' AND ExecutionStatus = 'Running'`;
  for await (const execution of client.workflow.list({ query })) {
    const { workflowId, runId, startTime, searchAttributes } = execution;
    const protocol = protocolShown(searchAttributes);
    yield { workflowId, runId, protocol, begunAt: startTime.toISOString() };
  }
}
