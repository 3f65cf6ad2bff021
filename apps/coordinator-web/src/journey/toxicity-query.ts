import { useQuery } from '@tanstack/react-query';
import { api, told } from '../api/client.js';
import { journeyKey } from '../api/queries.js';

/** Every toxicity of a journey over time, with what its grades rest on. */
export function useToxicity(journeyId: string) {
  return useQuery({
    queryKey: [...journeyKey(journeyId), 'toxicity'],
    queryFn: ({ signal }) =>
      told(
        api.GET('/api/v1/journeys/{journeyId}/toxicity', {
          params: { path: { journeyId } },
          signal,
        }),
      ),
  });
}
