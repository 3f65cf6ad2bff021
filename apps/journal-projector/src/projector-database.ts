import type { OnApplicationShutdown } from '@nestjs/common';
import type { Database } from '#database/database.js';

/** The database of the read model, closed when nothing is projected any more. */
export class ProjectorDatabase implements OnApplicationShutdown {
  constructor(readonly database: Database) {}

  async onApplicationShutdown(): Promise<void> {
    await this.database.destroy();
  }
}
