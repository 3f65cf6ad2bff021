import { Client, Connection } from '@temporalio/client';

const prefix = 'journey/';

/** The ids of the journeys whose workflow runs, as Temporal lists them; none where it has lost even their namespace. */
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
  } catch (error) {
    if (isNotFound(error)) return new Set();
    throw error;
  } finally {
    await connection.close();
  }
}

const notFound = 5;

function isNotFound(error: unknown): boolean {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return (cause as { readonly code?: unknown }).code === notFound;
}
