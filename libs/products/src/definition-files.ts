import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { z } from 'zod';
import {
  type ProductClass,
  productClass,
  type ProductDefinition,
  productDefinition,
} from '#contracts/products/product-definition.schema.js';
import { ProductDefinitionError } from './product-errors.js';

function projectRoot(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new ProductDefinitionError('package.json', 'no project folder found');
  return projectRoot(parent);
}

function definitionsFolder(): string {
  const root = projectRoot(dirname(fileURLToPath(import.meta.url)));
  return join(root, 'libs', 'products', 'definitions');
}

/**
 * The content of one file, checked against its schema.
 * @throws ProductDefinitionError naming the first fault.
 */
export function parseDefinition<T>(file: string, text: string, schema: z.ZodType<T>): T {
  let content: unknown;
  try {
    content = parse(text);
  } catch (error) {
    throw new ProductDefinitionError(file, error instanceof Error ? error.message : String(error));
  }
  const result = schema.safeParse(content);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ProductDefinitionError(
    file,
    `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not as the schema says'}`,
  );
}

function readFolder<T>(folder: string, schema: z.ZodType<T>): readonly T[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .map((name) => parseDefinition(name, readFileSync(join(folder, name), 'utf8'), schema));
}

/** Every product file and every file of shared layers of a folder, by default the project's own. */
export function readDefinitions(folder: string = definitionsFolder()): {
  readonly definitions: readonly ProductDefinition[];
  readonly classes: readonly ProductClass[];
} {
  return {
    definitions: readFolder(folder, productDefinition),
    classes: readFolder(join(folder, 'classes'), productClass),
  };
}
