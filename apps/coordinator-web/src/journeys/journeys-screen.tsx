import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useRef } from 'react';
import { rolesOf } from '../access/person.js';
import { useSession } from '../access/session.js';
import { useJourneys } from '../api/queries.js';
import { useScreenKeys } from '../app/keys.js';
import { Failure, LoadingRows, Message } from '../states/states.js';
import { texts } from '../words/texts.js';
import { SavedViews } from '../views/saved-views.js';
import { JourneyFilters } from './journey-filters.js';
import { JourneyTable } from './journey-table.js';
import { Legend } from './legend.js';

const { journeys: words } = texts;
const sorts = ['nextDeadline', 'stageSince', 'enrolledAt'] as const;

/** Finding and comparing journeys. */
export function JourneysScreen() {
  const filter = useSearch({ from: '/journeys' });
  const navigate = useNavigate({ from: '/journeys' });
  const { person } = useSession();
  const journeys = useJourneys(filter);
  const items = journeys.data?.pages.flatMap((page) => page.items);
  const isFiltered = Object.entries(filter).some(
    ([name, value]) => name !== 'sort' && value !== undefined,
  );
  const count = items === undefined ? '' : words.count(items.length, journeys.hasNextPage);

  const actions = useRef<HTMLDivElement>(null);
  const nextSort = sorts[(sorts.indexOf(filter.sort ?? 'nextDeadline') + 1) % sorts.length];
  useScreenKeys([
    {
      hotkey: 'f',
      shown: ['F'],
      says: words.keys.filter,
      run: () => actions.current?.querySelector('button')?.focus(),
    },
    {
      hotkey: 's',
      shown: ['S'],
      says: words.keys.sort,
      run: () =>
        void navigate({
          search: { ...filter, sort: nextSort === 'nextDeadline' ? undefined : nextSort },
        }),
    },
  ]);

  return (
    <div className="screen">
      <div className="screen-head">
        <h1>{words.title}</h1>
        <span className="secondary">
          {count}
          {filter.q === undefined ? '' : ` ${words.searched(filter.q)}`}
          {items === undefined ? '' : `, ${words.sorted[filter.sort ?? 'nextDeadline']}`}
        </span>
        <div className="screen-actions" ref={actions}>
          <SavedViews
            screen="journeys"
            current={filter}
            onOpen={(saved) => void navigate({ search: saved })}
          />
          <JourneyFilters
            filter={filter}
            onChange={(change) => void navigate({ search: (before) => ({ ...before, ...change }) })}
          />
          {rolesOf(person).includes('coordinator') && (
            <Link to="/enrol" className="link-button">
              <IconPlus size={16} aria-hidden /> {words.enrol}
            </Link>
          )}
        </div>
      </div>
      {items === undefined ? (
        <div className="card">
          {journeys.error === null ? (
            <LoadingRows rows={14} />
          ) : (
            <Failure
              error={journeys.error}
              what={words.title}
              onRetry={() => void journeys.refetch()}
            />
          )}
        </div>
      ) : items.length === 0 ? (
        <div className="card">
          <Message
            title={isFiltered ? words.none.filtered : words.none.title}
            action={
              isFiltered && (
                <Button onClick={() => void navigate({ search: {} })}>{words.none.clear}</Button>
              )
            }
          >
            {isFiltered ? words.none.filteredSays : words.none.says}
          </Message>
        </div>
      ) : (
        <JourneyTable
          items={items}
          onOpen={(journeyId) =>
            void navigate({ to: '/journeys/$journeyId', params: { journeyId } })
          }
          onNearEnd={() => {
            if (journeys.hasNextPage && !journeys.isFetchingNextPage) void journeys.fetchNextPage();
          }}
        />
      )}
      <Legend />
    </div>
  );
}
