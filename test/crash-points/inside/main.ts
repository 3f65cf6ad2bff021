import { basename, dirname } from 'node:path';
import { Armed } from '../armed.js';
import { WatchedProcess } from './watched-process.js';

type Watcher = { readonly watch: (watched: WatchedProcess) => void };

const kafka = (): Promise<Watcher> => import('./watch-kafka.js');
const client = (): Promise<Watcher> => import('./watch-client.js');
const worker = (): Promise<Watcher> => import('./watch-worker.js');
const database = (): Promise<Watcher> => import('./watch-database.js');

const watchers: Readonly<Record<string, readonly (() => Promise<Watcher>)[]>> = {
  'event-intake': [kafka, client, database],
  'treatment-worker': [kafka, client, worker, database],
  'journal-projector': [kafka, database],
  'coordinator-api': [kafka, client, database],
};

const directory = process.env['CRASH_POINTS'];
const name = basename(dirname(dirname(process.argv[1] ?? '')));
if (directory !== undefined) {
  const watched = new WatchedProcess(name, new Armed(directory));
  for (const load of watchers[name] ?? []) (await load()).watch(watched);
}
