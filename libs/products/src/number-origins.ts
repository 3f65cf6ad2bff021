import type { RuleSlice } from '#contracts/products/rule-slice.schema.js';

type Origins = RuleSlice['numbers'][number];

/** Where one number comes from, by its path in the slice. */
export type NumberOrigin = Omit<Origins, 'paths'> & { readonly path: string };

type Sourced = {
  readonly value: unknown;
  readonly source: string;
  readonly verified: NumberOrigin['verified'];
};

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSourced(value: unknown): value is Sourced {
  return isObject(value) && 'value' in value && 'source' in value && 'verified' in value;
}

/**
 * Takes the sources out of rules as a file writes them: the plain value, and the origin of every value that
 * names one. `path` is where the value stands.
 */
export function withoutSources(
  rules: unknown,
  path = '',
): { readonly plain: unknown; readonly origins: readonly NumberOrigin[] } {
  if (isSourced(rules)) {
    const { value, source, verified } = rules;
    return { plain: value, origins: [{ path, source, verified }] };
  }
  const below = (key: string | number): string => (path === '' ? `${key}` : `${path}.${key}`);
  if (Array.isArray(rules)) {
    const items = rules.map((item, index) => withoutSources(item, below(index)));
    return {
      plain: items.map((item) => item.plain),
      origins: items.flatMap((item) => item.origins),
    };
  }
  if (!isObject(rules)) return { plain: rules, origins: [] };
  const fields = Object.entries(rules).map(
    ([key, value]) => [key, withoutSources(value, below(key))] as const,
  );
  return {
    plain: Object.fromEntries(fields.map(([key, field]) => [key, field.plain])),
    origins: fields.flatMap(([, field]) => field.origins),
  };
}

/** Paths put together that have source and certainty in common, in the order in which they first stand. */
export function byOrigin(origins: readonly NumberOrigin[]): readonly Origins[] {
  const groups = Map.groupBy(origins, ({ source, verified }) => `${source} ${verified}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined
      ? []
      : [
          {
            source: first.source,
            verified: first.verified,
            paths: group.map(({ path }) => path),
          },
        ];
  });
}
