import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { LocalStackError } from '../local-stack-error.js';

/** The content of a JSON file, undefined when there is none. Throws `data-damaged` when it is not of this shape. */
export function readJson<T>(file: string, shape: z.ZodType<T>): T | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return shape.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new LocalStackError(
      'data-damaged',
      `${file} cannot be understood`,
      'Begin anew with --fresh, or put back the file from a copy.',
    );
  }
}

/** Replaces a JSON file, readable for its owner only; it is whole at every moment. */
export function writeJson(file: string, content: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(unfinished, file);
}
