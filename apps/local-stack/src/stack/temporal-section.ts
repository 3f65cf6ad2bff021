import { configurationFrom } from '#config/configuration.js';
import type { Section } from '#config/sections.js';

/** Where the services find their Temporal: the stack's address, and the namespace that the environment names. */
export function temporalSection(temporalAddress: string): Readonly<Section<'temporal'>> {
  const environment = { ...process.env, TEMPORAL_ADDRESS: temporalAddress };
  return configurationFrom(environment, ['temporal']).temporal;
}
