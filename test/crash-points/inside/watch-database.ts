import pg from 'pg';
import { replaceMethod } from './replace-method.js';
import type { WatchedProcess } from './watched-process.js';

/** The tables each connection has written in its transaction. */
const transactions = new WeakMap<object, Set<string>>();
const writes = /\b(?:insert into|update|delete from)\s+"?(\w+)"?\."?(\w+)"?/gi;

/** Watches the beginning and end of transactions, named by what they wrote, and what is written outside of them. */
export function watch(watched: WatchedProcess): void {
  replaceMethod(pg.Client.prototype, 'query', ({ on, args, call }) => {
    const port = portOf(on, textOf(args[0]));
    // Who takes a callback gets no promise, and is not watched.
    const isWatched = port !== undefined && !args.some((one) => typeof one === 'function');
    return isWatched ? watched.atPort(port, call) : call();
  });
}

function textOf(asked: unknown): string {
  if (typeof asked === 'string') return asked;
  const { text } = (asked ?? {}) as { readonly text?: unknown };
  return typeof text === 'string' ? text : '';
}

function portOf(connection: object, text: string): string | undefined {
  const verb = text.trim().toLowerCase().split(/\W/, 1)[0];
  if (verb === 'begin' || verb === 'start') {
    transactions.set(connection, new Set());
    return 'database/begin';
  }
  const written = [...text.matchAll(writes)].map(([, schema, table]) => `${schema}.${table}`);
  const inTransaction = transactions.get(connection);
  if (inTransaction === undefined) {
    return written.length === 0 ? undefined : `database/write ${sorted(written)}`;
  }
  for (const table of written) inTransaction.add(table);
  if (verb !== 'commit' && verb !== 'rollback') return undefined;
  transactions.delete(connection);
  return verb === 'commit' ? `database/commit ${sorted([...inTransaction])}` : undefined;
}

function sorted(tables: readonly string[]): string {
  return [...new Set(tables)].toSorted((a, b) => a.localeCompare(b)).join('+') || 'nothing';
}
