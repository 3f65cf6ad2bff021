import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import { journeyWorkflowType } from '#workflows/journey/messages.js';

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
    const { workflowId, runId, startTime } = execution;
    yield { workflowId, runId, protocol: protocolOf(execution), begunAt: startTime.toISOString() };
  }
}

/** The first version did not show itself. */
function protocolOf({ searchAttributes }: WorkflowExecutionInfo): number {
  const [shown] = searchAttributes['JourneyProtocol'] ?? [];
  return shown === undefined ? 1 : Number(shown);
}
