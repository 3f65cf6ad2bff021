import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { JourneyList } from '#contracts/http/journey-list.schema.js';
import type { ProductList, SiteList } from '#contracts/http/reference-data.schema.js';
import type { JourneyStatus } from '#domain/status/journey-status.js';
import type { WaitingFor } from '#domain/status/waiting-for.js';
import type { JournalRecord } from '#domain/journey/record.js';
import { nameSites } from '../words/names.js';
import { ask, withQuery } from './http.js';

/** Whom to call about what a journey waits for. */
export type Contact = {
  readonly organisation: string;
  readonly phone: string;
  readonly hours: string;
};

/** One requirement as the API tells it. */
export type Requirement = WaitingFor & { readonly contact?: Contact | null };

/** A gap in what is known, in words or as a code. */
export type DataGap = {
  readonly kind: string;
  readonly about: string;
  readonly missing: readonly string[];
  readonly text?: string;
};

/** An event that is in the register and not yet applied. */
export type OnTheWay = {
  readonly type: string;
  readonly source: string;
  readonly happenedAt: string;
  readonly receivedAt: string;
};

/** Where one journey stands, as the API tells it. */
export type Status = Omit<JourneyStatus, 'waitingFor' | 'dataGaps' | 'received'> & {
  readonly waitingFor: readonly Requirement[];
  readonly dataGaps: readonly DataGap[];
  readonly received: readonly OnTheWay[];
};

/** One page of the journal. */
export type TimelinePage = {
  readonly items: readonly JournalRecord[];
  readonly nextCursor: string | null;
};

/** What everything about one journey is kept under. */
export function journeyKey(journeyId: string): readonly string[] {
  return ['journey', journeyId];
}

/** What shows many journeys and moves with any of them. */
export const movingKeys: readonly (readonly string[])[] = [
  ['journeys'],
  ['worklist'],
  ['handover'],
];

/** Which journeys are wanted, in which order. */
export type JourneyFilter = {
  readonly site?: readonly string[] | undefined;
  readonly stage?: readonly string[] | undefined;
  readonly product?: readonly string[] | undefined;
  readonly hold?: readonly string[] | undefined;
  readonly overdue?: boolean | undefined;
  readonly q?: string | undefined;
  readonly sort?: 'nextDeadline' | 'stageSince' | 'enrolledAt' | undefined;
};

const pageSize = 100;
const hour = 3_600_000;

/** Journeys, page after page. */
export function useJourneys(filter: JourneyFilter) {
  return useInfiniteQuery({
    queryKey: ['journeys', filter],
    queryFn: ({ pageParam, signal }) =>
      ask<JourneyList>(
        withQuery('/api/v1/journeys', {
          ...filter,
          limit: pageSize,
          cursor: pageParam ?? undefined,
        }),
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** One journey. */
export function useStatus(journeyId: string): UseQueryResult<Status> {
  return useQuery({
    queryKey: [...journeyKey(journeyId), 'status'],
    queryFn: ({ signal }) =>
      ask<Status>(`/api/v1/journeys/${encodeURIComponent(journeyId)}`, { signal }),
    retry: false,
  });
}

/** The journal of a journey, latest first. */
export function useTimeline(journeyId: string, type: string | undefined) {
  return useInfiniteQuery({
    queryKey: [...journeyKey(journeyId), 'timeline', type],
    queryFn: ({ pageParam, signal }) =>
      ask<TimelinePage>(
        withQuery(`/api/v1/journeys/${encodeURIComponent(journeyId)}/timeline`, {
          direction: 'backward',
          type,
          limit: pageSize,
          cursor: pageParam ?? undefined,
        }),
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** A site of the network. */
export type Site = SiteList['items'][number];

/** All sites; the page knows their names from here on. */
export function useSites(): UseQueryResult<readonly Site[]> {
  return useQuery({
    queryKey: ['sites'],
    queryFn: async ({ signal }) => {
      const { items } = await ask<SiteList>('/api/v1/sites', { signal });
      nameSites(items);
      return items;
    },
    staleTime: hour,
  });
}

/** All products with the rules of each. */
export function useProducts(): UseQueryResult<ProductList['items']> {
  return useQuery({
    queryKey: ['products'],
    queryFn: async ({ signal }) => (await ask<ProductList>('/api/v1/products', { signal })).items,
    staleTime: hour,
  });
}

/** The time zone of a site; UTC until it is known. */
export function useZone(site: string | undefined): string {
  const { data } = useSites();
  return data?.find(({ id }) => id === site)?.zone ?? 'UTC';
}
