import { useQuery } from '@tanstack/react-query';
import { IconExternalLink } from '@tabler/icons-react';
import { useState } from 'react';
import type { OperationsOverview } from '#contracts/http/operations-overview.schema.js';
import type { Person } from '#contracts/http/session.schema.js';
import { ask } from '../api/http.js';
import { useScreenKeys } from '../app/keys.js';
import { Loaded } from '../states/states.js';
import { StatusWord } from '../status/status-word.js';
import { texts } from '../words/texts.js';
import { ago } from '../words/time.js';
import { groupName, LetterDetails } from './letter-details.js';
import { LetterGroups } from './letter-groups.js';
import { useDeadLetters, useOverview } from './operations-queries.js';
import { Numbers } from './numbers.js';
import { Readers } from './readers.js';
import { Parked, Quarantine, Stuck, WaitingRoom } from './standing-still.js';

const { operations: words } = texts;

/** What is stuck, what could not be used, and how far every reader is. */
export function OperationsScreen() {
  const overview = useOverview();
  const letters = useDeadLetters();
  const [chosen, setChosen] = useState<string | null>(null);
  const groups = letters.data?.groups ?? [];
  const group = groups.find((one) => groupName(one) === chosen) ?? groups[0];
  const show = (id: string): void => {
    const section = document.getElementById(id);
    section?.scrollIntoView({ block: 'start' });
    section?.querySelector<HTMLElement>('button, a')?.focus();
  };
  useScreenKeys([
    { hotkey: 'd', shown: ['D'], says: words.keys.letters, run: () => show('letters') },
    { hotkey: 's', shown: ['S'], says: words.keys.stuck, run: () => show('stuck') },
  ]);
  return (
    <div className="screen">
      <div className="screen-head">
        <h1>{words.title}</h1>
        <span className="secondary">
          {overview.data === undefined || letters.data === undefined
            ? ''
            : words.head(countOf(overview.data) + letters.data.total)}
        </span>
        <div className="screen-actions">
          <TemporalLink />
        </div>
      </div>
      <Loaded query={overview} what={words.title} rows={4}>
        {(loaded) => (
          <>
            <Watchdog overview={loaded} />
            <Numbers overview={loaded} letters={letters.data} />
          </>
        )}
      </Loaded>
      <div className="two-columns operations">
        <div className="column">
          <Loaded query={letters} what={words.letters.title} rows={4}>
            {({ total }) => (
              <LetterGroups
                groups={groups}
                total={total}
                chosen={group === undefined ? null : groupName(group)}
                onChoose={setChosen}
              />
            )}
          </Loaded>
          {overview.data !== undefined && (
            <>
              <Stuck journeys={overview.data.stuck} />
              <Parked parked={overview.data.parked} />
              <WaitingRoom waiting={overview.data.waiting} />
              <Quarantine journeys={overview.data.quarantine} />
            </>
          )}
        </div>
        <div className="column">
          {group !== undefined && <LetterDetails key={groupName(group)} group={group} />}
          {overview.data !== undefined && <Readers readers={overview.data.readers} />}
        </div>
      </div>
    </div>
  );
}

function countOf({ stuck, alarms, quarantine }: OperationsOverview): number {
  return stuck.length + alarms.length + quarantine.length;
}

/** Whether what is stuck would be known, and what is amiss with the installation itself. */
function Watchdog({ overview }: { readonly overview: OperationsOverview }) {
  const { watchdog, alarms } = overview;
  const now = Date.now();
  const at = watchdog.lookedAt === null ? '' : ago(watchdog.lookedAt, now);
  return (
    <>
      {watchdog.state === 'ok' ? (
        <p className="small secondary">{words.watchdog.ok(at)}</p>
      ) : (
        <div className="bar bar-due" role="alert">
          <p>
            <StatusWord status="not-live">
              {watchdog.state === 'silent' ? words.watchdog.silent(at) : words.watchdog.unknown}
            </StatusWord>
          </p>
        </div>
      )}
      {alarms.map(({ kind, about, text, since }) => (
        <div key={`${kind} ${about}`} className="bar bar-overdue" role="alert">
          <p>
            <StatusWord status="overdue">{text}</StatusWord>{' '}
            <span className="secondary">{ago(since, now)}</span>
          </p>
        </div>
      ))}
    </>
  );
}

function TemporalLink() {
  const { data } = useQuery({
    queryKey: ['me'],
    queryFn: ({ signal }) => ask<Person>('/api/v1/me', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (data?.temporal === undefined || data.temporal === null) return null;
  const { url, namespace } = data.temporal;
  return (
    <a
      className="button-like"
      href={`${url}/namespaces/${namespace}/workflows`}
      target="_blank"
      rel="noreferrer"
      title={words.temporalHint}
    >
      <IconExternalLink size={16} aria-hidden />
      {words.temporal}
    </a>
  );
}
