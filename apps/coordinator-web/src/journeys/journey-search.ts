import type { JourneyFilter } from '../api/queries.js';

type Search = Pick<JourneyFilter, 'site' | 'stage' | 'product' | 'hold' | 'overdue' | 'q' | 'sort'>;

const sorts = ['nextDeadline', 'stageSince', 'enrolledAt'] as const;

function list(value: unknown): readonly string[] | undefined {
  const all = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
  return all.length === 0 ? undefined : all;
}

/** The filters that stand in the address, so that a view can be kept and sent. */
export function journeySearch(search: Readonly<Record<string, unknown>>): Search {
  const { q, sort } = search;
  return {
    site: list(search['site']),
    stage: list(search['stage']),
    product: list(search['product']),
    hold: list(search['hold']),
    overdue: search['overdue'] === true || undefined,
    // A number of a donation is read from the address as a number.
    q: typeof q === 'number' ? String(q) : list(q)?.[0],
    sort: sorts.find((one) => one === sort),
  };
}
