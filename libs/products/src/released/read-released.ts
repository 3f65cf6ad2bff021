import { readFileSync } from 'node:fs';
import { type ReleasedSlices, releasedSlices } from './released-slices.js';

/** The list in a file. @throws ZodError when it is not as its schema says. */
export function readReleased(file: string | URL): ReleasedSlices {
  return releasedSlices.parse(JSON.parse(readFileSync(file, 'utf8')));
}
