import type { Client } from '@temporalio/client';
import { journeyWorkflowId } from '#workflows/journey/messages.js';

/** The history events of all runs of these journeys' workflows together. */
export async function historyEvents(
  client: Client,
  journeyIds: readonly string[],
): Promise<number> {
  let events = 0;
  for (const journeyId of journeyIds)
    events += await eventsOf(client, journeyWorkflowId(journeyId));
  return events;
}

/** Follows the chain of runs backwards from the last one. */
async function eventsOf(client: Client, workflowId: string): Promise<number> {
  let events = 0;
  for await (const { runId } of client.workflow.list({ query: `WorkflowId = '${workflowId}'` })) {
    const { historyLength } = await client.workflow.getHandle(workflowId, runId).describe();
    events += historyLength;
  }
  return events;
}
