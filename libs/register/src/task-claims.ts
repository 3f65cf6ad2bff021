import { sql } from 'kysely';
import type { Database } from '#database/database.js';

/** Somebody as tokens and people name them. */
export type Claimant = { readonly subject: string; readonly name: string };

/** A task of a journey, by its id. */
export type ClaimedTask = { readonly taskId: string; readonly journeyId: string };

/** Who has taken on which task, and who has put which one off. */
export class TaskClaims {
  constructor(private readonly database: Database) {}

  /** Takes a task on for somebody; answers who has it now, which is somebody else when they came first. */
  async claim({ taskId, journeyId }: ClaimedTask, { subject, name }: Claimant): Promise<Claimant> {
    return this.database
      .insertInto('register.task_claim')
      .values({ task_id: taskId, journey_id: journeyId, subject, name, claimed_at: now() })
      .onConflict((conflict) =>
        conflict.column('task_id').doUpdateSet({ name: sql`task_claim.name` }),
      )
      .returning(['subject', 'name'])
      .executeTakeFirstOrThrow();
  }

  /** Gives a task to somebody, whoever had it. */
  async handOver({ taskId, journeyId }: ClaimedTask, { subject, name }: Claimant): Promise<void> {
    const given = { subject, name, claimed_at: now() };
    await this.database
      .insertInto('register.task_claim')
      .values({ task_id: taskId, journey_id: journeyId, ...given })
      .onConflict((conflict) => conflict.column('task_id').doUpdateSet(given))
      .execute();
  }

  /** Keeps a task from being shown to somebody until an instant of journey time. */
  async snooze(taskId: string, subject: string, until: string): Promise<void> {
    await this.database
      .insertInto('register.task_snooze')
      .values({ task_id: taskId, subject, until })
      .onConflict((conflict) => conflict.columns(['task_id', 'subject']).doUpdateSet({ until }))
      .execute();
  }
}

function now() {
  return sql<string>`now()`;
}
