import { Button, SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { TaskItem } from '#contracts/http/worklist.schema.js';
import { useNow } from '../app/clock.js';
import { useScreenKeys } from '../app/keys.js';
import { Failure, LoadingRows, Message } from '../states/states.js';
import { texts } from '../words/texts.js';
import { SavedViews } from '../views/saved-views.js';
import { TaskDetails } from './task-details.js';
import { PlaceFilters } from '../journeys/place-filters.js';
import { stations } from '../track/track-model.js';
import { TaskRow } from './task-row.js';
import { type Part, partOf, type TaskFilter, useTasks } from './tasks.js';

const { worklist: words, keys } = texts;
const parts: readonly Part[] = ['overdue', 'today', 'week', 'later'];
const views = {
  me: {},
  taken: { mine: true },
  partners: { partners: true },
  snoozed: { snoozed: true },
} as const satisfies Readonly<Record<string, TaskFilter>>;
type View = keyof typeof views;
type Filter = Pick<TaskFilter, 'site' | 'product' | 'stage'>;

/** What waits for the person: the late ones first, the first already opened. */
export function WorklistScreen() {
  const [view, setView] = useState<View>('me');
  const [selected, setSelected] = useState<string | null>(null);
  const isNarrow = useMediaQuery('(width <= 1100px)') ?? false;
  const now = useNow();
  const navigate = useNavigate();
  const [filter, setFilter] = useState<Filter>({});
  const tasks = useTasks({ ...views[view], ...filter });
  const all = tasks.data?.pages.flatMap(({ items }) => items) ?? [];
  const ordered = parts.map(
    (part) => [part, all.filter((task) => partOf(task, now) === part)] as const,
  );
  const inOrder = ordered.flatMap(([, of]) => of);
  const chosen = inOrder.find(({ taskId }) => taskId === selected) ?? inOrder[0];

  const isFiltered = Object.values(filter).some((value) => value !== undefined);

  const open = (task: TaskItem): void =>
    void navigate({ to: '/journeys/$journeyId', params: { journeyId: task.journeyId } });
  const viewNames = Object.keys(views) as View[];
  const nextView = viewNames[(viewNames.indexOf(view) + 1) % viewNames.length] ?? 'me';
  const move = (step: number): void => {
    const at = inOrder.findIndex(({ taskId }) => taskId === chosen?.taskId);
    const next = inOrder[Math.min(Math.max(at + step, 0), inOrder.length - 1)];
    setSelected(next?.taskId ?? null);
    document.getElementById(`task-${next?.taskId}`)?.scrollIntoView({ block: 'nearest' });
  };
  useScreenKeys([
    { hotkey: 'j', shown: ['J', 'K'], says: keys.move, run: () => move(1) },
    { hotkey: 'k', shown: [], says: keys.move, run: () => move(-1) },
    { hotkey: 'v', shown: ['V'], says: words.nextView, run: () => setView(nextView) },
    {
      hotkey: 'f',
      shown: ['F'],
      says: texts.journeys.keys.filter,
      run: () => document.querySelector<HTMLElement>('.worklist-filters > button')?.focus(),
    },
    { hotkey: 'a', shown: ['A'], says: keys.act, run: () => chosen !== undefined && act(chosen) },
    {
      hotkey: 'Enter',
      shown: ['↵'],
      says: keys.open,
      run: () => chosen !== undefined && open(chosen),
    },
  ]);
  const act = (task: TaskItem): void => {
    const [action] = task.actions;
    void navigate({
      to: '/journeys/$journeyId',
      params: { journeyId: task.journeyId },
      search: action === undefined ? {} : { act: action.name, about: aboutOf(task) },
    });
  };

  const details = chosen !== undefined && (
    <TaskDetails task={chosen} onAct={() => act(chosen)} onOpen={() => open(chosen)} />
  );
  return (
    <div className="screen worklist">
      <div className="worklist-main">
        <Head tasks={inOrder} isLoaded={tasks.data !== undefined} now={now} />
        <div className="worklist-filters">
          <SegmentedControl
            value={view}
            onChange={(value) => setView(value as View)}
            data={Object.keys(views).map((name) => ({
              value: name,
              label: words.views[name as View],
            }))}
            aria-label={words.show}
          />
          <PlaceFilters
            stages={stations}
            filter={filter}
            onChange={(change) => setFilter({ ...filter, ...change })}
          />
          <SavedViews
            screen="worklist"
            current={{ view, filter }}
            onOpen={(saved) => {
              setView(saved.view);
              setFilter(saved.filter);
            }}
          />
        </div>
        <div className="card tasks">
          {tasks.data === undefined && tasks.error === null && <LoadingRows rows={8} height={54} />}
          {tasks.data === undefined && tasks.error !== null && (
            <Failure
              error={tasks.error}
              what={texts.screens.worklist}
              onRetry={() => void tasks.refetch()}
            />
          )}
          {tasks.data !== undefined && inOrder.length === 0 && (
            <Message
              title={isFiltered ? words.filtered : words.nothing[view]}
              action={isFiltered && <Button onClick={() => setFilter({})}>{words.clear}</Button>}
            >
              {words.nothingHint}
            </Message>
          )}
          {ordered
            .filter(([, of]) => of.length > 0)
            .map(([part, of]) => (
              <section key={part} aria-label={words.parts[part]}>
                <h2 className={part === 'overdue' ? 'part tone-overdue' : 'part'}>
                  {words.parts[part]} <span className="quiet">{of.length}</span>
                </h2>
                <ul>
                  {of.map((task) => (
                    <TaskRow
                      key={task.taskId}
                      task={task}
                      isSelected={task.taskId === chosen?.taskId}
                      now={now}
                      onSelect={() => setSelected(task.taskId)}
                      onAct={() => act(task)}
                    >
                      {isNarrow && task.taskId === chosen?.taskId && details}
                    </TaskRow>
                  ))}
                </ul>
              </section>
            ))}
        </div>
      </div>
      {!isNarrow && details}
    </div>
  );
}

/** What a task is about: its name is its kind and, after a slash, its subject. */
function aboutOf({ name }: TaskItem): string {
  return name.split('/').slice(1).join('/');
}

/** The two numbers that matter, as a sentence. */
function Head({
  tasks,
  isLoaded,
  now,
}: {
  readonly tasks: readonly TaskItem[];
  readonly isLoaded: boolean;
  readonly now: number;
}) {
  const late = tasks.filter((task) => partOf(task, now) === 'overdue').length;
  const today = tasks.filter((task) => partOf(task, now) === 'today').length;
  return (
    <div>
      <h1>{isLoaded ? words.head(late, today) : texts.screens.worklist}</h1>
      <p className="secondary">{isLoaded ? words.count(tasks.length) : ''}</p>
    </div>
  );
}
