import { Button } from '@mantine/core';
import { IconCalendarDue, IconClock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { TaskItem } from '#contracts/http/worklist.schema.js';
import { useZone } from '../api/queries.js';
import { JourneyId } from '../states/journey-id.js';
import { StatusGlyph } from '../status/status-word.js';
import { productShort, siteShort, stageName } from '../words/names.js';
import { ago, dateTime, untilDue, withLocalTimes } from '../words/time.js';
import { texts } from '../words/texts.js';
import { partOf } from './tasks.js';
import { taskTitle } from './task-title.js';

const { worklist: words } = texts;

/** One task: until when, what to do, what follows if not, whose journey, one button. */
export function TaskRow({
  task,
  isSelected,
  now,
  onSelect,
  onAct,
  children,
}: {
  readonly task: TaskItem;
  readonly isSelected: boolean;
  readonly now: number;
  readonly onSelect: () => void;
  readonly onAct: () => void;
  readonly children: ReactNode;
}) {
  const { taskId, consequence, journeyId, product, stage, sites, actions } = task;
  const zone = useZone(sites.treating);
  const [action] = actions;
  const part = partOf(task, now);
  return (
    <li
      id={`task-${taskId}`}
      className={isSelected ? 'task selected' : 'task'}
      aria-current={isSelected}
    >
      <div className="task-line">
        <button type="button" className="task-button" onClick={onSelect}>
          <TaskTime task={task} zone={zone} now={now} />
          <span className="task-words">
            <span className="strong task-text">{withLocalTimes(taskTitle(task), zone, now)}</span>
            <span className="small secondary">
              {withLocalTimes(
                consequence === null ? task.why : words.ifNot(consequence),
                zone,
                now,
              )}
            </span>
          </span>
          <span className="task-journey small">
            <JourneyId id={journeyId} isShort />
            <span className="secondary">
              {[
                productShort(product),
                stageName(stage).toLowerCase(),
                siteShort(sites.treating),
              ].join(' · ')}
            </span>
          </span>
        </button>
        <Button variant={part === 'overdue' ? 'filled' : 'default'} onClick={onAct}>
          {action?.label ?? words.open}
        </Button>
      </div>
      {children}
    </li>
  );
}

function TaskTime({
  task,
  zone,
  now,
}: {
  readonly task: TaskItem;
  readonly zone: string;
  readonly now: number;
}) {
  const { dueAt, overdue, severity, since } = task;
  if (dueAt === null)
    return (
      <span className="task-time">
        {severity === 'immediate' ? (
          <StatusGlyph status="due" />
        ) : (
          <IconClock size={18} aria-hidden />
        )}
        <span>
          <span className={severity === 'immediate' ? 'task-when tone-due' : 'task-when'}>
            {words.since(ago(since, now))}
          </span>
          <span className="small secondary">{dateTime(since, zone, now)}</span>
        </span>
      </span>
    );
  const tone = overdue ? 'tone-overdue' : severity === 'immediate' ? 'tone-due' : '';
  return (
    <span className="task-time">
      {overdue ? (
        <StatusGlyph status="overdue" />
      ) : severity === 'immediate' ? (
        <StatusGlyph status="due" />
      ) : (
        <IconCalendarDue size={18} aria-hidden />
      )}
      <span>
        <span className={`task-when ${tone}`}>{untilDue(dueAt, now)}</span>
        <span className="small secondary">{words.due(dateTime(dueAt, zone, now))}</span>
      </span>
    </span>
  );
}
