import { Button, Select } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Handover, OnCall } from '#contracts/http/sites.schema.js';
import type { TaskItem } from '#contracts/http/worklist.schema.js';
import { sitesOf } from '../access/person.js';
import { useSession } from '../access/session.js';
import { ask, withQuery } from '../api/http.js';
import { useSites } from '../api/queries.js';
import { useClock, useNow } from '../app/clock.js';
import { useScreenKeys } from '../app/keys.js';
import { JourneyId } from '../states/journey-id.js';
import { Loaded } from '../states/states.js';
import { StatusPill } from '../status/status-word.js';
import { productShort, sentenceOf, siteName, wordsOf } from '../words/names.js';
import { dateTime, dateTimeZone } from '../words/time.js';
import { DowntimeCard } from './downtime-card.js';
import { OnCallCard } from './on-call-card.js';
import { texts } from '../words/texts.js';
import { taskTitle } from '../worklist/task-title.js';

const { handover: words } = texts;
const hour = 3_600_000;
const shifts = [8, 12, 24];

/** What the next shift has to know, and who is called. */
export function HandoverScreen() {
  const { person } = useSession();
  const { data: sites = [] } = useSites();
  const clock = useClock();
  const own = sitesOf(person);
  const open = sites.filter(({ id }) => own.length === 0 || own.includes(id));
  const [chosen, setChosen] = useState<string | null>(null);
  const [hours, setHours] = useState(12);
  const site = chosen ?? open[0]?.id;
  const handover = useQuery({
    queryKey: ['handover', site, hours],
    queryFn: ({ signal }) =>
      ask<Handover>(
        withQuery('/api/v1/handover', {
          site,
          since: new Date(clock() - hours * hour).toISOString(),
        }),
        { signal },
      ),
    enabled: site !== undefined,
  });
  const onCall = useQuery({
    queryKey: ['on-call', site],
    queryFn: ({ signal }) => ask<OnCall>(`/api/v1/sites/${site}/on-call`, { signal }),
    enabled: site !== undefined,
  });
  useScreenKeys([
    { hotkey: 'p', shown: ['P'], says: wordsOf(texts.documents.print), run: () => window.print() },
  ]);
  return (
    <div className="screen">
      <div className="screen-head">
        <h1>{words.title}</h1>
        <span className="secondary">{site === undefined ? '' : siteName(site)}</span>
        <div className="screen-actions no-print">
          {open.length > 1 && (
            <Select
              aria-label={words.site}
              data={open.map(({ id, name }) => ({ value: id, label: name }))}
              value={site ?? null}
              onChange={setChosen}
            />
          )}
          <Select
            aria-label={words.since}
            data={shifts.map((length) => ({ value: String(length), label: words.last(length) }))}
            value={String(hours)}
            onChange={(value) => setHours(Number(value))}
          />
          <Button leftSection={<IconPrinter size={16} />} onClick={() => window.print()}>
            {texts.documents.print}
          </Button>
        </div>
      </div>
      <Loaded query={handover} what={words.title}>
        {(loaded) => <Shift handover={loaded} />}
      </Loaded>
      <div className="two-columns even">
        <Loaded query={onCall} what={words.onCall} rows={3}>
          {(loaded) => <OnCallCard key={loaded.siteId} onCall={loaded} />}
        </Loaded>
        {handover.data !== undefined && <DowntimeCard {...handover.data} />}
      </div>
    </div>
  );
}

function Shift({ handover }: { readonly handover: Handover }) {
  const now = useNow();
  const { zone, downtime, enrolled, worse, dueSoon, told, asOf } = handover;
  return (
    <>
      {downtime !== null && downtime.endedAt === null && (
        <div className="bar bar-due">
          <p>
            <b>{words.downtime(dateTimeZone(downtime.declaredAt, zone, now))}</b> {downtime.reason}
          </p>
        </div>
      )}
      <div className="two-columns even">
        <Part title={words.worse} count={worse.length} none={words.noWorse}>
          {worse.map((task) => (
            <TaskLine key={task.taskId} task={task} zone={zone} now={now} />
          ))}
        </Part>
        <Part title={words.dueSoon} count={dueSoon.length} none={words.noDueSoon}>
          {dueSoon.map((task) => (
            <TaskLine key={task.taskId} task={task} zone={zone} now={now} />
          ))}
        </Part>
        <Part title={words.told} count={told.length} none={words.noTold}>
          {told.map(({ journeyId, type, toldBy, writtenBy, at }) => (
            <li key={`${journeyId} ${type} ${at}`} className="deadline">
              <div className="row apart">
                <span className="strong">{sentenceOf(type)}</span>
                <span>{dateTime(at, zone, now)}</span>
              </div>
              <p className="small secondary">
                <JourneyLink id={journeyId} />
                {toldBy === null ? '' : ` · ${words.toldBy(toldBy)}`}
                {writtenBy === null ? '' : ` · ${words.writtenBy(writtenBy)}`}
              </p>
            </li>
          ))}
        </Part>
        <Part title={words.enrolled} count={enrolled.length} none={words.noEnrolled}>
          {enrolled.map(({ journeyId, product, at }) => (
            <li key={journeyId} className="deadline">
              <div className="row apart">
                <JourneyLink id={journeyId} />
                <span>{dateTime(at, zone, now)}</span>
              </div>
              <p className="small secondary">{productShort(product)}</p>
            </li>
          ))}
        </Part>
      </div>
      <p className="quiet small">
        {texts.states.asOf(dateTimeZone(asOf, zone, now))} · {texts.documents.uncontrolled}
      </p>
    </>
  );
}

function JourneyLink({ id }: { readonly id: string }) {
  return (
    <Link to="/journeys/$journeyId" params={{ journeyId: id }} className="plain-link">
      <JourneyId id={id} />
    </Link>
  );
}

function TaskLine({
  task,
  zone,
  now,
}: {
  readonly task: TaskItem;
  readonly zone: string;
  readonly now: number;
}) {
  const { journeyId, dueAt, overdue, consequence } = task;
  return (
    <li className="deadline">
      <div className="row apart">
        <span className="strong">{taskTitle(task)}</span>
        {overdue ? (
          <StatusPill status="overdue" />
        ) : (
          <span>{dueAt === null ? '' : dateTime(dueAt, zone, now)}</span>
        )}
      </div>
      <p className="small secondary">
        <JourneyLink id={journeyId} />
        {consequence === null ? '' : ` · ${texts.worklist.ifNot(consequence)}`}
      </p>
    </li>
  );
}

function Part({
  title,
  count,
  none,
  children,
}: {
  readonly title: string;
  readonly count: number;
  readonly none: string;
  readonly children: ReactNode;
}) {
  return (
    <section className="card">
      <div className="card-head">
        <h2>{title}</h2>
        <span className="secondary">{count}</span>
      </div>
      {count === 0 ? <p className="card-body secondary">{none}</p> : <ul>{children}</ul>}
    </section>
  );
}
