import { findPackageJSON } from 'node:module';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const described = z.object({ version: z.string() });

/** The version of the product that runs, as its package says. */
export function productVersion(): string {
  const file = findPackageJSON(import.meta.url);
  if (file === undefined) throw new Error('the package of this process is not there');
  return described.parse(JSON.parse(readFileSync(file, 'utf8'))).version;
}
