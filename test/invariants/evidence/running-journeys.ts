import { Client, Connection } from '@temporalio/client';

const prefix = 'journey/';

/** The ids of the journeys whose workflow runs, as Temporal lists them. */
export async function runningJourneys(
  address: string,
  namespace: string,
): Promise<ReadonlySet<string>> {
  const connection = await Connection.connect({ address });
  try {
    const client = new Client({ connection, namespace });
    const running = new Set<string>();
    const query = "WorkflowType = 'treatmentJourney' AND ExecutionStatus = 'Running'";
    for await (const { workflowId } of client.workflow.list({ query })) {
      if (workflowId.startsWith(prefix)) running.add(workflowId.slice(prefix.length));
    }
    return running;
  } finally {
    await connection.close();
  }
}
