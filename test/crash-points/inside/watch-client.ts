import { WorkflowClient } from '@temporalio/client';
import { replaceMethod } from './replace-method.js';
import type { WatchedProcess } from './watched-process.js';

const calls = {
  signal: '_signalWorkflowHandler',
  'signal with start': '_signalWithStartWorkflowHandler',
  start: '_startWorkflowHandler',
  update: '_startUpdateHandler',
  query: '_queryWorkflowHandler',
  describe: '_describeWorkflowHandler',
} as const;

/** Watches what a client asks of Temporal. */
export function watch(watched: WatchedProcess): void {
  for (const [name, method] of Object.entries(calls)) {
    replaceMethod(WorkflowClient.prototype, method, ({ call }) =>
      watched.atPort(`temporal/${name}`, call),
    );
  }
}
