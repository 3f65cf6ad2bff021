import { type Client, isGrpcServiceError, ServiceError } from '@temporalio/client';
import {
  type AlarmPathInput,
  alarmPathWorkflowId,
  alarmPathWorkflowType,
  beatQuery,
} from '#workflows/alarm-path/messages.js';
import { journeyTaskQueue } from '#workflows/journey/messages.js';
import { type Check, instantOf, noVerdict, type Verdict, verdictOn } from '../check.js';

/** How often the path beats, and how much longer than expected it may be silent. */
export type AlarmPathPatience = { readonly beatMs: number; readonly graceMs: number };

const longestAnswerMs = 5_000;
const unavailable = 14;

type Answer = { readonly publishedAt: string | null } | { readonly silence: string };

/**
 * Whether an alarm could be raised now: the heartbeat's workflow answers, so a worker takes the journeys' tasks; and its
 * last beat is young, so timers fire and the journal's publisher writes.
 */
export class AlarmPathCheck implements Check {
  readonly name = 'alarm-path';
  private answeredAt: number | undefined;

  constructor(
    private readonly client: Client,
    private readonly patience: AlarmPathPatience,
    private readonly startedAt = Date.now(),
  ) {}

  async look(now: number): Promise<Verdict> {
    const { beatMs, graceMs } = this.patience;
    const answer = await this.ask();
    if ('silence' in answer) {
      const since = this.answeredAt ?? this.startedAt;
      return now - since > graceMs ? silent(since, answer.silence) : noVerdict;
    }
    this.answeredAt = now;
    const { publishedAt } = answer;
    const since = publishedAt === null ? this.startedAt : Date.parse(publishedAt);
    if (now - since > beatMs + graceMs) {
      return silent(since, 'timers do not fire, or the journal cannot be written');
    }
    return publishedAt === null ? noVerdict : verdictOn(['alarm-path-silent'], []);
  }

  private async ask(): Promise<Answer> {
    const { client } = this;
    const input: AlarmPathInput = { everyMs: this.patience.beatMs, publishedAt: null };
    try {
      return await client.withDeadline(Date.now() + longestAnswerMs, async () => {
        await client.workflow.start(alarmPathWorkflowType, {
          workflowId: alarmPathWorkflowId,
          workflowIdConflictPolicy: 'USE_EXISTING',
          taskQueue: journeyTaskQueue,
          args: [input],
        });
        const handle = client.workflow.getHandle(alarmPathWorkflowId);
        return { publishedAt: await handle.query(beatQuery) };
      });
    } catch (error) {
      return { silence: isAway(error) ? 'Temporal does not answer' : 'no worker answers' };
    }
  }
}

function isAway(error: unknown): boolean {
  const cause = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(cause) && cause.code === unavailable;
}

function silent(sinceMs: number, why: string): Verdict {
  const since = instantOf(sinceMs);
  const text = `Automatic alarms are not running since ${since}: ${why}.`;
  return verdictOn(
    ['alarm-path-silent'],
    [{ kind: 'alarm-path-silent', about: journeyTaskQueue, isJourney: false, text, since }],
  );
}
