import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { DeadLetterGroup } from '#contracts/http/dead-letters.schema.js';
import { api, told } from '../api/client.js';

const everyMs = 10_000;

/** What operations look at first; asked anew every ten seconds, since events of the installation are not streamed. */
export function useOverview() {
  return useQuery({
    queryKey: ['operations'],
    queryFn: ({ signal }) => told(api.GET('/api/v1/operations', { signal })),
    refetchInterval: everyMs,
  });
}

/** The events that could not be used, by partner and reason. */
export function useDeadLetters() {
  return useQuery({
    queryKey: ['dead-letters'],
    queryFn: ({ signal }) => told(api.GET('/api/v1/dead-letters', { signal })),
    refetchInterval: everyMs,
  });
}

/** Publishing a group of dead letters again, or laying it aside. */
export function useDisposal() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({
      what,
      group: { partner, reason: fault },
      reason,
    }: {
      readonly what: 'replay' | 'discard';
      readonly group: DeadLetterGroup;
      readonly reason: string;
    }) =>
      told(
        api.POST(`/api/v1/dead-letters/${what}`, {
          body: { partner, fault, reason },
        }),
      ),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['dead-letters'] });
      void queries.invalidateQueries({ queryKey: ['operations'] });
    },
  });
}
