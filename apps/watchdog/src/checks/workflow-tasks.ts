import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { Database } from '#database/database.js';
import type { Finding, WatchdogFindings } from '#register/watchdog-findings.js';
import { journeyWorkflowId } from '#workflows/journey/messages.js';
import { type Check, instantOf, type Verdict } from '../check.js';
import { inTurns } from './in-turns.js';

const describedByRotation = 20;
const failingAfterAttempts = 3;
const stuckAfterAttempts = 5;
const publication = 'publishJournal';

/**
 * Whether the tasks of journeys succeed: those about which something else is amiss in every pass, all others in rotation,
 * because each has to be asked.
 */
export class WorkflowTasksCheck implements Check {
  readonly name = 'workflow-tasks';
  private askedUpTo = '';

  constructor(
    private readonly client: Client,
    private readonly database: Database,
    private readonly findings: WatchdogFindings,
  ) {}

  async look(): Promise<Verdict> {
    const suspects = (await this.findings.open()).filter(({ isJourney }) => isJourney);
    const asked = new Set([...suspects.map(({ about }) => about), ...(await this.next())]);
    const found = await inTurns([...asked], async (journeyId) => this.findingsOn(journeyId));
    return {
      found: found.flat(),
      isLookedFor: ({ kind, about }) =>
        (kind === 'workflow-task-failing' || kind === 'publication-stuck') && asked.has(about),
    };
  }

  /** The next journeys in the order of their ids, and from the beginning after the last. */
  private async next(): Promise<readonly string[]> {
    const rows = await this.database
      .selectFrom('read_model.journey')
      .select('journey_id')
      .where('stage', '<>', 'closed')
      .where('journey_id', '>', this.askedUpTo)
      .orderBy('journey_id')
      .limit(describedByRotation)
      .execute();
    const ids = rows.map((row) => row.journey_id);
    this.askedUpTo = ids.length < describedByRotation ? '' : (ids.at(-1) ?? '');
    return ids;
  }

  private async findingsOn(journeyId: string): Promise<readonly Finding[]> {
    try {
      const { raw } = await this.client.workflow.getHandle(journeyWorkflowId(journeyId)).describe();
      const { pendingWorkflowTask: task, pendingActivities } = raw;
      const activity = pendingActivities?.find(
        ({ activityType, attempt }) =>
          activityType?.name === publication && (attempt ?? 0) >= stuckAfterAttempts,
      );
      const since = (time: Parameters<typeof millisecondsOf>[0]): string =>
        instantOf(millisecondsOf(time) ?? Date.now());
      return [
        ...((task?.attempt ?? 0) < failingAfterAttempts
          ? []
          : [failing(journeyId, since(task?.originalScheduledTime))]),
        ...(activity === undefined ? [] : [stuck(journeyId, since(activity.scheduledTime))]),
      ];
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return [];
      throw error;
    }
  }
}

type Timestamp = {
  readonly seconds?: { toNumber(): number } | null;
  readonly nanos?: number | null;
};

function millisecondsOf(time: Timestamp | null | undefined): number | undefined {
  const seconds = time?.seconds?.toNumber();
  return seconds === undefined ? undefined : seconds * 1_000 + (time?.nanos ?? 0) / 1e6;
}

function failing(journeyId: string, since: string): Finding {
  const text = `Automatic alarms are not running for ${journeyId} since ${since}: its workflow task fails again and again.`;
  return { kind: 'workflow-task-failing', about: journeyId, isJourney: true, text, since };
}

function stuck(journeyId: string, since: string): Finding {
  const text = `What ${journeyId} records is not published since ${since}: its publication fails again and again.`;
  return { kind: 'publication-stuck', about: journeyId, isJourney: true, text, since };
}
