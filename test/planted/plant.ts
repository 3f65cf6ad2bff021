import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A suite: one project of Jest and what of it. */
export type Suite = { readonly project: string; readonly paths: readonly string[] };

/** A fault that can be planted: what is wrong then, and the suite that must notice. */
export type Plant = {
  readonly name: string;
  readonly file: string;
  readonly fault: string;
  readonly seenBy: Suite;
};

const header = /^Fault: (?<fault>.+)\nSeen by: (?<project>[\w-]+) (?<paths>.+)\n/;

/** Every plant of a folder, in the order of their names. @throws Error when one does not say what it is. */
export function plantsIn(folder: string): readonly Plant[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.patch'));
  return files
    .toSorted((a, b) => a.localeCompare(b))
    .map((name) => plantOf(name, join(folder, name)));
}

function plantOf(name: string, file: string): Plant {
  const { fault, project, paths } = header.exec(readFileSync(file, 'utf8'))?.groups ?? {};
  if (fault === undefined || project === undefined || paths === undefined) {
    throw new Error(`${name} does not say which fault it is and who must see it`);
  }
  const seenBy = { project, paths: paths.split(' ') };
  return { name: name.replace(/\.patch$/, ''), file, fault, seenBy };
}
