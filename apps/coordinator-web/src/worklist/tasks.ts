import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import type { TaskItem, Worklist } from '#contracts/http/worklist.schema.js';
import { ask, withQuery } from '../api/http.js';

/** Which tasks are wanted. */
export type TaskFilter = {
  readonly site?: readonly string[] | undefined;
  readonly product?: readonly string[] | undefined;
  readonly stage?: readonly string[] | undefined;
  readonly mine?: boolean;
  readonly partners?: boolean;
  readonly snoozed?: boolean;
};

const pageSize = 100;

/** What waits, most urgent first, page after page. */
export function useTasks(filter: TaskFilter) {
  return useInfiniteQuery({
    queryKey: ['worklist', filter],
    queryFn: ({ pageParam, signal }) =>
      ask<Worklist>(
        withQuery('/api/v1/worklist', {
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

/** Taking a task on, putting it off, or giving it to somebody else. */
export function useTaskChange({ taskId }: Pick<TaskItem, 'taskId'>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({
      what,
      body,
    }: {
      readonly what: 'claim' | 'snooze' | 'hand-over';
      readonly body?: object;
    }) =>
      ask(`/api/v1/worklist/${encodeURIComponent(taskId)}/${what}`, {
        method: 'POST',
        body: body ?? {},
        idempotencyKey: crypto.randomUUID(),
      }),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['worklist'] }),
  });
}

/** The part of a worklist a task stands in. */
export type Part = 'overdue' | 'today' | 'week' | 'later';

const day = 86_400_000;

/** How soon a task is due; what needs somebody at once stands with what is overdue. */
export function partOf({ overdue, severity, dueAt }: TaskItem, now: number): Part {
  if (overdue) return 'overdue';
  if (severity === 'immediate') return 'today';
  if (dueAt === null) return severity === 'today' ? 'today' : 'later';
  const left = Date.parse(dueAt) - now;
  if (left < day) return 'today';
  return left < 7 * day ? 'week' : 'later';
}
