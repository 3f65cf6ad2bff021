import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, told } from '../api/client.js';
import { journeyKey } from '../api/queries.js';
import type { Change } from './plan.js';

/** The dates of a journey with what partners have offered. */
export function useSchedule(journeyId: string) {
  return useQuery({
    queryKey: [...journeyKey(journeyId), 'schedule'],
    queryFn: ({ signal }) =>
      told(
        api.GET('/api/v1/journeys/{journeyId}/schedule', {
          params: { path: { journeyId } },
          signal,
        }),
      ),
  });
}

/** A change with only what is named in it. */
function asked(change: Change) {
  const named = Object.entries(change).filter(([, value]) => value !== undefined);
  return Object.fromEntries(named) as Readonly<Record<string, string>>;
}

/** What a change would move and break; nothing is booked by it. */
export function usePreview(journeyId: string, change: Change) {
  return useQuery({
    queryKey: [...journeyKey(journeyId), 'preview', change],
    queryFn: ({ signal }) =>
      told(
        api.POST('/api/v1/journeys/{journeyId}/schedule/preview', {
          params: { path: { journeyId } },
          body: asked(change),
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}
