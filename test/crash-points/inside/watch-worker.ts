import { Worker, type WorkerOptions } from '@temporalio/worker';
import { replaceMethod } from './replace-method.js';
import type { WatchedProcess } from './watched-process.js';

type Activities = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

/** Watches the activities that workflows ask of a worker. */
export function watch(watched: WatchedProcess): void {
  replaceMethod(Worker, 'create', ({ args, call }) => {
    const options = args[0] as WorkerOptions;
    const activities = { ...(options.activities as Activities) };
    for (const name of Object.keys(activities)) {
      replaceMethod(activities, name, ({ call: run }) => watched.atPort(`activity/${name}`, run));
    }
    Object.assign(options, { activities });
    return call();
  });
}
