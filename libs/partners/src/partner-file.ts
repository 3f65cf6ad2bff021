import { unwatchFile, watchFile } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import type { Logger } from '#observability/logger.js';
import { loadPartners } from './load-partners.js';
import { PartnerRegistry, type RegistryData } from './registry.js';

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

  /**
   * Writes the file anew and takes it over; every process that keeps this file does so within a second.
   * @throws RegistryError when what is to be written cannot be used; then nothing is.
   */
  async write(data: RegistryData): Promise<void> {
    const next = new PartnerRegistry(data);
    const unfinished = `${this.file}.${process.pid}`;
    const text = this.file.endsWith('.json')
      ? `${JSON.stringify(data, null, 2)}\n`
      : stringify(data, { aliasDuplicateObjects: false });
    await writeFile(unfinished, text);
    await rename(unfinished, this.file);
    this.registry.takeOver(next);
    this.changed();
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
