import type { Armed, CrashPoint } from '../armed.js';

/** This process as its ports are watched: it dies at once where that is asked for. */
export class WatchedProcess {
  private armedFor = '';
  private count = 0;

  constructor(
    private readonly name: string,
    private readonly armed: Armed,
  ) {}

  /** Makes the call of a port, unless the process dies before it, and answers, unless it dies after it. */
  async atPort(port: string, call: () => unknown): Promise<unknown> {
    this.pass(port, 'before');
    const answer = await call();
    this.pass(port, 'after');
    return answer;
  }

  private pass(port: string, when: CrashPoint['when']): void {
    if (when === 'before') this.armed.record({ process: this.name, port });
    const { point } = this.armed;
    if (point?.process !== this.name || point.port !== port || point.when !== when) return;
    const isNew = this.armedFor !== JSON.stringify(point);
    this.armedFor = JSON.stringify(point);
    this.count = isNew ? 1 : this.count + 1;
    if (this.count >= point.call && this.armed.take()) process.kill(process.pid, 'SIGKILL');
  }
}
