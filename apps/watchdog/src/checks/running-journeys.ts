import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { Database } from '#database/database.js';
import type { Finding } from '#register/watchdog-findings.js';
import { journeyWorkflowId, journeyWorkflowType } from '#workflows/journey/messages.js';
import { type Check, instantOf, type Verdict } from '../check.js';
import { inTurns } from './in-turns.js';

const mostDescribed = 500;

/** How a workflow can end without its journey being over. */
const endedAmiss: Readonly<Record<string, string>> = {
  TERMINATED: 'was terminated',
  FAILED: 'has failed',
  CANCELLED: 'was cancelled',
  TIMED_OUT: 'has timed out',
};

type OpenJourney = { readonly journeyId: string; readonly acceptedAt: string };

/** Whether every open journey has a workflow that runs. */
export class RunningJourneysCheck implements Check {
  readonly name = 'running-journeys';

  constructor(
    private readonly client: Client,
    private readonly database: Database,
    private readonly graceMs: number,
    /** Whether the read model shows every record there is, so that what it lacks is not only late. */
    private readonly isReadModelCurrent: () => boolean,
  ) {}

  async look(now: number): Promise<Verdict> {
    const open = await this.open(instantOf(now - this.graceMs));
    const running = await this.running();
    const missing = open.filter(({ journeyId }) => !running.has(journeyId));
    const described = missing.slice(0, mostDescribed);
    const findings = await inTurns(described, async (journey) => this.findingOn(journey));
    const isUnsure = new Set(missing.slice(mostDescribed).map(({ journeyId }) => journeyId));
    return {
      found: findings.filter((finding) => finding !== undefined),
      isLookedFor: ({ kind, about }) => kind === 'journey-not-running' && !isUnsure.has(about),
    };
  }

  private async open(acceptedBefore: string): Promise<readonly OpenJourney[]> {
    const rows = await this.database
      .selectFrom('register.enrolment')
      .leftJoin(
        'read_model.journey',
        'read_model.journey.journey_id',
        'register.enrolment.journey_id',
      )
      .select(['register.enrolment.journey_id', 'register.enrolment.accepted_at', 'stage'])
      .where('register.enrolment.accepted_at', '<', acceptedBefore)
      .where((eb) => eb.or([eb('stage', 'is', null), eb('stage', '<>', 'closed')]))
      .execute();
    return rows
      .filter(({ stage }) => stage !== null || this.isReadModelCurrent())
      .map((row) => ({ journeyId: row.journey_id, acceptedAt: row.accepted_at }));
  }

  private async running(): Promise<ReadonlySet<string>> {
    const running = new Set<string>();
    const query = `WorkflowType = '${journeyWorkflowType}' AND ExecutionStatus = 'Running'`;
    const prefix = journeyWorkflowId('');
    for await (const { workflowId } of this.client.workflow.list({ query, pageSize: 1_000 })) {
      running.add(workflowId.slice(prefix.length));
    }
    return running;
  }

  /** Lists are a little behind; the workflow itself says how it is. */
  private async findingOn({ journeyId, acceptedAt }: OpenJourney): Promise<Finding | undefined> {
    const handle = this.client.workflow.getHandle(journeyWorkflowId(journeyId));
    try {
      const { status, closeTime } = await handle.describe();
      const how = endedAmiss[status.name];
      if (how === undefined) return undefined;
      return notRunning(journeyId, `its workflow ${how}`, closeTime?.toISOString() ?? acceptedAt);
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
      return notRunning(journeyId, 'it has no workflow', acceptedAt);
    }
  }
}

function notRunning(journeyId: string, why: string, since: string): Finding {
  const text = `Automatic alarms are not running for ${journeyId} since ${since}: ${why}.`;
  return { kind: 'journey-not-running', about: journeyId, isJourney: true, text, since };
}
