import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { PartnerRegistry } from './registry.js';
import { RegistryError } from './registry-error.js';

/**
 * The registry that a file gives, YAML or JSON.
 * @throws RegistryError naming every fault and its entry.
 */
export function loadPartners(file: string): PartnerRegistry {
  const content = contentOf(file);
  try {
    return new PartnerRegistry(content);
  } catch (error) {
    throw error instanceof RegistryError ? new RegistryError(error.faults, file) : error;
  }
}

function contentOf(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const [reason = ''] = String(error).split('\n');
    throw new RegistryError([`it cannot be read: ${reason}`], file);
  }
}
