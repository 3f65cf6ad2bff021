import { useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  use,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react';
import { useSession } from '../access/session.js';
import { LiveStream, type LiveState } from '../api/live.js';
import { journeyKey, movingKeys } from '../api/queries.js';

const LiveContext = createContext<LiveStream | null>(null);
/** How long changes are gathered before what shows them is asked anew. */
const gatherMs = 400;
const gatherListsMs = 2_000;

/** Follows the journeys of the person and asks anew what changed. */
export function LiveProvider({ children }: { readonly children: ReactNode }) {
  const { token } = useSession();
  const queries = useQueryClient();
  const [stream] = useState(() => new LiveStream());
  useEffect(() => {
    const changed = new Set<string>();
    let soon: ReturnType<typeof setTimeout> | undefined;
    let later: ReturnType<typeof setTimeout> | undefined;
    const refreshJourneys = (): void => {
      soon = undefined;
      for (const id of changed) void queries.invalidateQueries({ queryKey: journeyKey(id) });
      changed.clear();
    };
    const refreshLists = (): void => {
      later = undefined;
      for (const key of movingKeys) void queries.invalidateQueries({ queryKey: key });
    };
    stream.follow(token, {
      onRecord: ({ journeyId }) => {
        changed.add(journeyId);
        soon ??= setTimeout(refreshJourneys, gatherMs);
        later ??= setTimeout(refreshLists, gatherListsMs);
      },
      onReset: () => void queries.invalidateQueries(),
    });
    return () => {
      clearTimeout(soon);
      clearTimeout(later);
      stream.stop();
    };
  }, [stream, token, queries]);
  return <LiveContext value={stream}>{children}</LiveContext>;
}

/** Whether what is shown is live, and how to try again. */
export function useLive(): LiveState & { readonly retry: () => void } {
  const stream = use(LiveContext);
  if (stream === null) throw new Error('Nothing is followed here.');
  const state = useSyncExternalStore(stream.subscribe, stream.state);
  return { ...state, retry: () => stream.retry() };
}
