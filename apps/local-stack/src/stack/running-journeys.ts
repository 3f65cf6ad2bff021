import type { JourneyClock } from '#domain/time/clock.js';
import { connectTemporal } from '#temporal/client.js';
import type { PayloadKey } from '#temporal/payload-key-ring.js';
import { clockSignal, journeyWorkflowType } from '#workflows/journey/messages.js';
import { temporalSection } from './temporal-section.js';

/**
 * Tells every open journey that its clock was moved, and answers how many there are. Must happen while no
 * worker runs, so that no journey looks at its timers by the old clock.
 */
export async function moveClockOfJourneys(
  temporalAddress: string,
  clock: JourneyClock,
  keys: readonly PayloadKey[],
): Promise<number> {
  const client = await connectTemporal(temporalSection(temporalAddress), keys);
  const query = `WorkflowType = '${journeyWorkflowType}' AND ExecutionStatus = 'Running'`;
  let moved = 0;
  try {
    for await (const { workflowId } of client.workflow.list({ query })) {
      await client.workflow.getHandle(workflowId).signal(clockSignal, clock);
      moved += 1;
    }
  } finally {
    await client.connection.close();
  }
  return moved;
}
