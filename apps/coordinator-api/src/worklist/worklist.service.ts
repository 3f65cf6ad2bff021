import { type Caller, rolesFor } from '#access/caller.js';
import type { HandOver, Snooze, TaskItem } from '#contracts/http/worklist.schema.js';
import type { Instant } from '#domain/time/instant.js';
import type { TaskClaims } from '#register/task-claims.js';
import { ProblemError } from '../problems/problem-error.js';
import type { WorklistReading } from './worklist-reading.js';

/** What acting on the worklist depends on; `now` is journey time. */
export type WorklistServicePorts = {
  readonly reading: WorklistReading;
  readonly claims: TaskClaims;
  readonly now: () => Instant;
};

/** Who takes a task on, hands it over, or puts it off; the task itself stays until it is done. */
export class WorklistService {
  constructor(private readonly ports: WorklistServicePorts) {}

  /** @throws ProblemError `task-claimed` when somebody else came first. */
  async claim(caller: Caller, taskId: string): Promise<TaskItem> {
    const task = await this.theirs(caller, taskId);
    const holder = await this.ports.claims.claim(task, caller);
    if (holder.subject !== caller.subject) {
      throw new ProblemError('task-claimed', { detail: `${holder.name} has it.` });
    }
    return this.again(caller, taskId);
  }

  /** Whoever has it gives it away; what nobody has, anybody it waits for. */
  async handOver(caller: Caller, taskId: string, { to, name }: HandOver): Promise<TaskItem> {
    const task = await this.theirs(caller, taskId);
    const { claimedBy } = task;
    const isCoordinator = rolesFor(caller, task.sites).includes('coordinator');
    if (claimedBy !== null && claimedBy.subject !== caller.subject && !isCoordinator) {
      throw new ProblemError('task-claimed', {
        detail: `${claimedBy.name} has it: they or a coordinator hand it over.`,
      });
    }
    await this.ports.claims.handOver(task, { subject: to, name: name ?? to });
    return this.again(caller, taskId);
  }

  /** @throws ProblemError `not-snoozable` for what is immediate or would be due meanwhile. */
  async snooze(caller: Caller, taskId: string, { until }: Snooze): Promise<TaskItem> {
    const task = await this.theirs(caller, taskId);
    const { severity, dueAt } = task;
    if (severity === 'immediate') {
      throw new ProblemError('not-snoozable', { detail: 'Harm may follow at once.' });
    }
    const end = Date.parse(until);
    const isLate = dueAt !== null && Date.parse(dueAt) <= end;
    if (end <= Date.parse(this.ports.now()) || isLate) {
      throw new ProblemError('not-snoozable', {
        detail: isLate ? `It is due at ${dueAt}: put it off until before.` : 'Name a time to come.',
      });
    }
    await this.ports.claims.snooze(taskId, caller.subject, new Date(end).toISOString());
    return this.again(caller, taskId);
  }

  private async theirs(caller: Caller, taskId: string): Promise<TaskItem> {
    const task = await this.ports.reading.find(caller, taskId);
    if (task === undefined) throw new ProblemError('unknown-task');
    const held = rolesFor(caller, task.sites);
    if (held.some((role) => task.roles.includes(role))) return task;
    throw new ProblemError('forbidden', { detail: `It waits for: ${task.roles.join(', ')}.` });
  }

  private async again(caller: Caller, taskId: string): Promise<TaskItem> {
    const task = await this.ports.reading.find(caller, taskId);
    if (task === undefined) throw new ProblemError('unknown-task');
    return task;
  }
}
