import type { Report } from './report.js';

/**
 * How a server is started: its data goes to `directory`; `port` is used when it is free, otherwise
 * any free one; `detached` keeps a terminal's Ctrl-C away from it, so that its starter stops it in order;
 * `onSpawn` is told its process id at once; `signal` ends a start that is under way.
 */
export type ServerOptions = {
  readonly directory: string;
  readonly port?: number;
  readonly detached?: boolean;
  readonly onSpawn?: (pid: number) => void;
  readonly report?: Report;
  readonly signal?: AbortSignal;
};
