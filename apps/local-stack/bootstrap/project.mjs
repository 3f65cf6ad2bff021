import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's folder. */
export const projectRoot = fileURLToPath(new URL('../../..', import.meta.url));

/** A path inside the checkout. */
export const inProject = (/** @type {string[]} */ ...parts) => join(projectRoot, ...parts);

/** Tells the person at the keyboard one line; standard output belongs to results. */
export function tell(/** @type {string} */ line) {
  process.stderr.write(`${line}\n`);
}
