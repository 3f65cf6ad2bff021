import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A fault that can be planted: what is wrong then, and the test that must fail, of one project of Jest, in one place. */
export type Plant = {
  readonly name: string;
  readonly file: string;
  readonly fault: string;
  readonly project: string;
  readonly path: string;
  /** The full name of the test, or a part of it that no other has. */
  readonly test: string;
};

const header =
  /^Fault: (?<fault>.+)\nSeen by: (?<project>[\w-]+) (?<path>\S+)\nTest: (?<test>.+)\n/;

/** Every plant of a folder, in the order of their names. @throws Error when one does not say what it is. */
export function plantsIn(folder: string): readonly Plant[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.patch'));
  return files
    .toSorted((a, b) => a.localeCompare(b))
    .map((name) => plantOf(name, join(folder, name)));
}

function plantOf(name: string, file: string): Plant {
  const { fault, project, path, test } = header.exec(readFileSync(file, 'utf8'))?.groups ?? {};
  if (fault === undefined || project === undefined || path === undefined || test === undefined) {
    throw new Error(`${name} does not say which fault it is and which test must see it`);
  }
  return { name: name.replace(/\.patch$/, ''), file, fault, project, path, test };
}
