import { ConfigurationError } from './configuration-error.js';
import { type Section, type SectionName, sections } from './sections.js';

export { ConfigurationError };

/** The sections a process asked for. */
export type Configuration<N extends SectionName> = {
  readonly [name in N]: Readonly<Section<name>>;
};

/**
 * Reads the sections of the environment that a process needs, frozen.
 * @throws ConfigurationError naming every variable that is missing or malformed at once.
 */
export function configurationOf<N extends SectionName>(...names: readonly N[]): Configuration<N> {
  return configurationFrom(process.env, names);
}

/** As `configurationOf`, from a given environment. */
export function configurationFrom<N extends SectionName>(
  environment: Readonly<Record<string, string | undefined>>,
  names: readonly N[],
): Configuration<N> {
  const faults: string[] = [];
  const read = names.map((name) => {
    const result = sections[name].safeParse(environment);
    if (result.success) return [name, Object.freeze(result.data)] as const;
    for (const { path, message, code } of result.error.issues) {
      const variable = path.map(String).join('.');
      const isMissing = environment[variable] === undefined;
      const expected = isMissing ? 'is missing' : `expected ${code === 'custom' ? message : code}`;
      faults.push(`${variable} ${expected}`);
    }
    return [name, undefined] as const;
  });
  if (faults.length > 0) throw new ConfigurationError([...new Set(faults)]);
  return Object.freeze(Object.fromEntries(read)) as Configuration<N>;
}
