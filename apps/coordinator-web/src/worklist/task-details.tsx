import { Button, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconPhone } from '@tabler/icons-react';
import type { TaskItem } from '#contracts/http/worklist.schema.js';
import { useSession } from '../access/session.js';
import { useStatus, useZone } from '../api/queries.js';
import { useNow } from '../app/clock.js';
import { Key } from '../app/keys.js';
import { trackViewOf } from '../journey/journey-view.js';
import { JourneyId } from '../states/journey-id.js';
import { StatusPill } from '../status/status-word.js';
import { CompactTrack } from '../track/compact-track.js';
import { ownerName, roleName, sentenceOf } from '../words/names.js';
import { dateTimeZone, duration, untilDue, withLocalTimes } from '../words/time.js';
import { texts } from '../words/texts.js';
import { HandTask } from './hand-task.js';
import { useTaskChange } from './tasks.js';
import { taskTitle } from './task-title.js';

const { worklist: words } = texts;
const hour = 3_600_000;
const snoozes = [4, 24, 72];

/** Why a task is here, what happens otherwise, what to do, and whom to call. */
export function TaskDetails({
  task,
  onAct,
  onOpen,
}: {
  readonly task: TaskItem;
  readonly onAct: () => void;
  readonly onOpen: () => void;
}) {
  const now = useNow();
  const { person } = useSession();
  const zone = useZone(task.sites.treating);
  const change = useTaskChange(task);
  const {
    why,
    consequence,
    dueAt,
    overdue,
    severity,
    since,
    owner,
    roles,
    contact,
    claimedBy,
    actions,
  } = task;
  const [action] = actions;
  const [isHanding, { open: openHand, close: closeHand }] = useDisclosure(false);
  const isMine = claimedBy?.subject === person.subject;
  return (
    <aside className="card task-details" aria-label={taskTitle(task)}>
      <div className="stack">
        {dueAt !== null && (overdue || severity === 'immediate') && (
          <div>
            <StatusPill status={overdue ? 'overdue' : 'due'}>
              {sentenceOf(untilDue(dueAt, now))}
            </StatusPill>
          </div>
        )}
        <h2 className="task-title">{withLocalTimes(taskTitle(task), zone, now)}</h2>
        <p>
          <JourneyId id={task.journeyId} />
        </p>
        <Track journeyId={task.journeyId} />
      </div>
      {consequence !== null && (
        <div className={overdue ? 'bar bar-overdue' : 'bar bar-due'}>
          <p>
            <b>{words.ifNothing}</b>
            <br />
            {consequence}
          </p>
        </div>
      )}
      <div className="stack">
        <h3>{words.why}</h3>
        <p>{withLocalTimes(why, zone, now)}</p>
        <p className="small secondary">{words.openSince(dateTimeZone(since, zone, now))}</p>
      </div>
      <dl className="facts">
        <dt>{words.owner}</dt>
        <dd>
          {ownerName(owner)}
          {roles.length > 0 && ` (${roles.map(roleName).join(', ')})`}
        </dd>
        {claimedBy !== null && (
          <>
            <dt>{words.taken}</dt>
            <dd>{isMine ? words.you : claimedBy.name}</dd>
          </>
        )}
        {contact !== null && (
          <>
            <dt>{words.call}</dt>
            <dd>
              <b>{contact.organisation}</b>
              <br />
              <a href={`tel:${contact.phone.replaceAll(' ', '')}`} className="word">
                <IconPhone size={15} aria-hidden />
                {contact.phone}
              </a>
              <br />
              <span className="small secondary">{contact.hours}</span>
            </dd>
          </>
        )}
      </dl>
      {isHanding && <HandTask task={task} onClose={closeHand} />}
      <div className="stack task-actions">
        <Button
          variant="filled"
          fullWidth
          justify="space-between"
          rightSection={<Key>A</Key>}
          onClick={onAct}
        >
          {action?.label ?? words.open}
        </Button>
        <div className="task-buttons">
          <Button onClick={onOpen}>{words.openJourney}</Button>
          <Button onClick={openHand}>{texts.handTask.button}</Button>
          {!isMine && (
            <Button onClick={() => change.mutate({ what: 'claim' })}>{words.claim}</Button>
          )}
          {severity !== 'immediate' && (
            <Menu>
              <Menu.Target>
                <Button rightSection={<IconChevronDown size={14} />}>{words.later}</Button>
              </Menu.Target>
              <Menu.Dropdown>
                {snoozes.map((hours) => (
                  <Menu.Item
                    key={hours}
                    onClick={() =>
                      change.mutate({
                        what: 'snooze',
                        body: { until: new Date(now + hours * hour).toISOString() },
                      })
                    }
                  >
                    {words.in(duration(hours * hour))}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          )}
        </div>
        {change.error !== null && (
          <p role="alert" className="tone-overdue">
            {change.error.message}
          </p>
        )}
      </div>
    </aside>
  );
}

function Track({ journeyId }: { readonly journeyId: string }) {
  const now = useNow();
  const { data } = useStatus(journeyId);
  return (
    <div className="task-track">
      {data !== undefined && <CompactTrack {...trackViewOf(data, now)} />}
    </div>
  );
}
