import { setTimeout as after } from 'node:timers/promises';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { rollSignal } from '#workflows/journey/messages.js';
import { openRuns } from './open-runs.js';

/** Which runs are asked to go on in a new one, and how many a second. */
export type RollSelection = {
  /** Only runs of an earlier protocol than this. */
  readonly protocolBelow?: number;
  /** Only runs that began before this instant of wall time, so that a sweep can be resumed. */
  readonly begunBefore: string;
  readonly rate: number;
};

/** How many runs were asked, left out, or ended before they could be asked. */
export type Rolled = { readonly asked: number; readonly left: number; readonly ended: number };

/** Asks runs one after the other; asking one twice only lets it go on in a new run once more. */
export async function rollRuns(client: Client, selection: RollSelection): Promise<Rolled> {
  const { protocolBelow = Number.POSITIVE_INFINITY, begunBefore, rate } = selection;
  const counted = { asked: 0, left: 0, ended: 0 };
  for await (const { workflowId, runId, protocol, begunAt } of openRuns(client)) {
    if (protocol >= protocolBelow || begunAt >= begunBefore) {
      counted.left += 1;
      continue;
    }
    try {
      await client.workflow.getHandle(workflowId, runId).signal(rollSignal);
      counted.asked += 1;
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
      counted.ended += 1;
    }
    await after(1_000 / rate);
  }
  return counted;
}
