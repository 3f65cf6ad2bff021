import { useQuery } from '@tanstack/react-query';
import { type Schema, shapeOf } from '../forms/schema.js';
import { ownInstantOf } from './own-instant.js';

type Published = { readonly properties: { readonly data: Schema } };

/** The schemas of all events as they are published; each is fetched when it is needed. */
const published = import.meta.glob<Published>('../../../../docs/events/*.*.json', {
  import: 'default',
});

/** Every type of the catalogue. */
export const factTypes: readonly string[] = Object.keys(published).map(typeOf).toSorted();

function typeOf(path: string): string {
  return path.replace(/^.*\//, '').replace(/[.]json$/, '');
}

/** What the data of a fact must hold, but for the instant at which it happened, which is asked for all alike. */
export function useFactSchema(type: string | null) {
  return useQuery({
    queryKey: ['fact-schema', type],
    queryFn: async () => {
      const [, load] = Object.entries(published).find(([path]) => typeOf(path) === type) ?? [];
      return load === undefined
        ? {}
        : withoutOwnInstant(type ?? '', (await load()).properties.data);
    },
    enabled: type !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

function withoutOwnInstant(type: string, schema: Schema): Schema {
  const own = ownInstantOf(type, schema);
  const { properties = {}, required = [], ...rest } = shapeOf(schema);
  // Free text might name the patient; it is kept out of what is recorded by hand.
  const left = Object.entries(properties).filter(
    ([name]) => !['happenedAt', 'note', own].includes(name),
  );
  return {
    ...rest,
    properties: Object.fromEntries(left),
    required: required.filter((name) => name !== own && name !== 'happenedAt'),
  };
}
