import { setTimeout as pause } from 'node:timers/promises';
import type { Stack } from '../../apps/local-stack/src/stack/stack.js';
import { familyOf, signal } from './processes.js';
import type { Disturbance, Target } from './schedule.js';

/** Does to the processes of a stack what a schedule says, and sets everything free again in the end. */
export class DisturbedStack {
  private readonly frozen = new Set<number>();

  constructor(private readonly stack: Stack) {}

  /** Returns when the disturbance is over: at once after a kill, after its time otherwise. */
  async disturb(disturbance: Disturbance): Promise<void> {
    switch (disturbance.kind) {
      case 'kill':
        this.kill(disturbance.target);
        return;
      case 'freeze':
        await this.freeze(disturbance.target, disturbance.seconds);
        return;
      case 'storm':
        await this.storm(disturbance);
    }
  }

  /** Lets everything go on that stands still. */
  thaw(): void {
    for (const pid of this.frozen) signal(pid, 'SIGCONT');
    this.frozen.clear();
  }

  private kill(target: Target): void {
    const pid = this.stack.pids[target];
    if (pid !== undefined) signal(pid, 'SIGKILL');
  }

  private async freeze(target: Target, seconds: number): Promise<void> {
    const pid = this.stack.pids[target];
    if (pid === undefined) return;
    const family = await familyOf(pid);
    for (const member of family) {
      signal(member, 'SIGSTOP');
      this.frozen.add(member);
    }
    await pause(seconds * 1_000);
    for (const member of family) {
      signal(member, 'SIGCONT');
      this.frozen.delete(member);
    }
  }

  private async storm(storm: Extract<Disturbance, { kind: 'storm' }>): Promise<void> {
    for (let time = 0; time < storm.times; time += 1) {
      // A server that stands still may keep it from getting ready: then it was no more than an attempt.
      const beside = await this.stack.startBeside(storm.target).catch(() => undefined);
      if (beside === undefined) continue;
      await pause(storm.secondsEach * 1_000);
      if (storm.isKilled) beside.kill();
      else await beside.stop();
      await beside.ended;
    }
  }
}
