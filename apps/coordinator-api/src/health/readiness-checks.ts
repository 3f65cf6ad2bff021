import type { Client } from '@temporalio/client';
import { assertDatabaseAnswers, type Database } from '#database/database.js';
import type { HealthChecks } from '#observability/health.js';
import { assertTemporalAnswers } from '#temporal/client.js';

/** What must answer before this process is of use. */
export class ReadinessChecks {
  constructor(
    private readonly database: Database,
    private readonly client: Client,
  ) {}

  get checks(): HealthChecks {
    return {
      database: async () => assertDatabaseAnswers(this.database),
      temporal: async () => assertTemporalAnswers(this.client),
    };
  }
}
