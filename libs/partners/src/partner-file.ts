import { unwatchFile, watchFile } from 'node:fs';
import type { Logger } from '#observability/logger.js';
import { loadPartners } from './load-partners.js';
import type { PartnerRegistry } from './registry.js';

const lookedAtEveryMs = 1_000;

/**
 * Keeps a registry as its file has it while the process runs: a key that is registered or withdrawn there counts within a
 * second. A file that cannot be used changes nothing and is told; the topic of a partner that is new is made by installation.
 */
export class PartnerFile {
  private readonly look = (): void => this.read();

  constructor(
    private readonly file: string,
    private readonly registry: PartnerRegistry,
    private readonly logger: Pick<Logger, 'info' | 'error'>,
    /** Called when another content was taken over. */
    private readonly changed: () => void = () => undefined,
  ) {}

  onApplicationBootstrap(): void {
    watchFile(this.file, { interval: lookedAtEveryMs, persistent: false }, this.look);
    // What was written between its reading and now is not missed.
    this.read();
  }

  onApplicationShutdown(): void {
    unwatchFile(this.file, this.look);
  }

  private read(): void {
    try {
      this.registry.takeOver(loadPartners(this.file));
      this.logger.info(`the partners are as ${this.file} has them`);
      this.changed();
    } catch (error) {
      this.logger.error(`the partners stay as they were: ${String(error)}`);
    }
  }
}
