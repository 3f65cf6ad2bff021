import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/http.js';
import type { Schema } from '../forms/schema.js';

type Described = {
  readonly paths: Readonly<
    Record<
      string,
      {
        readonly post?: {
          readonly requestBody?: {
            readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
          };
        };
      }
    >
  >;
};

const path = '/api/v1/journeys/{journeyId}/decisions';

/** What the data of each decision must hold, as the API describes it. */
export function useDecisionSchemas() {
  return useQuery({
    queryKey: ['decision-schemas'],
    queryFn: async ({ signal }) => {
      const { paths } = await ask<Described>('/openapi.json', { signal });
      const body = paths[path]?.post?.requestBody?.content['application/json']?.schema;
      const bodies = body?.anyOf ?? [];
      return Object.fromEntries(
        bodies.map(({ properties }) => [
          String(properties?.['type']?.const),
          properties?.['data'] ?? {},
        ]),
      );
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}
