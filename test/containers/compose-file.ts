import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '../../apps/local-stack/src/project-root.js';

/** One service of the compose file, as far as it is checked. */
export type ComposeService = {
  readonly image: string;
  readonly build?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test?: unknown; readonly disable?: boolean };
  readonly volumes?: readonly string[];
  readonly restart?: string;
};

type ComposeFile = {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly volumes: Readonly<Record<string, unknown>>;
};

/** docker-compose.yml with all its references resolved. */
export function composeFile(): ComposeFile {
  return parse(projectFile('docker-compose.yml'), { merge: true }) as ComposeFile;
}

/** The text of a file of the project. */
export function projectFile(path: string): string {
  return readFileSync(join(projectRoot, path), 'utf8');
}
