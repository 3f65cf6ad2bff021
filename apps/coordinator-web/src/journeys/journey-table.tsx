import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import type { JourneyListItem } from '#contracts/http/journey-list.schema.js';
import { useNow } from '../app/clock.js';
import { useScreenKeys } from '../app/keys.js';
import { useSites } from '../api/queries.js';
import { journeyState } from '../status/journey-state.js';
import type { Status } from '../status/status.js';
import { StatusWord } from '../status/status-word.js';
import { JourneyId } from '../states/journey-id.js';
import { CompactTrack } from '../track/compact-track.js';
import { stations } from '../track/track-model.js';
import {
  deadlineName,
  deadlineSubject,
  holdName,
  indicationName,
  outcomeName,
  productShort,
  siteShort,
  stageName,
  stageNames,
  stationName,
} from '../words/names.js';
import { dateTime, duration } from '../words/time.js';
import { texts } from '../words/texts.js';
import { useHeld } from './held.js';

const rowHeight = 34;
const ahead = 20;
const { journeys: words, keys } = texts;

/** Thousands of journeys, drawn as far as they are seen. */
export function JourneyTable({
  items,
  onOpen,
  onNearEnd,
}: {
  readonly items: readonly JourneyListItem[];
  readonly onOpen: (journeyId: string) => void;
  readonly onNearEnd: () => void;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const [selected, setSelected] = useState(-1);
  const [isHeld, setHeld] = useState(false);
  const { shown, changed, show } = useHeld(items, isHeld);
  const now = useNow();
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: ahead,
  });
  const drawn = rows.getVirtualItems();
  const last = drawn.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= shown.length - ahead) onNearEnd();
  }, [last, shown.length, onNearEnd]);

  const move = (step: number): void => {
    const next = Math.min(Math.max(selected + step, 0), shown.length - 1);
    setSelected(next);
    rows.scrollToIndex(next);
    const id = shown[next]?.journeyId;
    requestAnimationFrame(() => document.getElementById(`journey-${id}`)?.focus());
  };
  useScreenKeys([
    { hotkey: 'j', shown: ['J', 'K'], says: keys.move, run: () => move(1) },
    { hotkey: 'k', shown: ['↵'], says: keys.open, run: () => move(-1) },
  ]);

  return (
    <div
      className="card journey-table"
      role="table"
      aria-label={words.title}
      aria-rowcount={shown.length + 1}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {changed > 0 && (
        <button type="button" className="held" onClick={show}>
          {words.changed(changed)}
        </button>
      )}
      <div role="rowgroup">
        <Head />
      </div>
      <div role="rowgroup" className="journey-rows" ref={scroller}>
        <div style={{ height: rows.getTotalSize(), position: 'relative' }} role="presentation">
          {drawn.map(({ index, start }) => {
            const item = shown[index];
            return (
              item !== undefined && (
                <Row
                  key={item.journeyId}
                  item={item}
                  index={index}
                  top={start}
                  isSelected={index === selected}
                  now={now}
                  onOpen={onOpen}
                />
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}

function Head() {
  const { columns } = words;
  return (
    <div role="row" className="journey-row head" aria-rowindex={1}>
      <span role="columnheader">{columns.journey}</span>
      <span role="columnheader">{columns.product}</span>
      <span role="columnheader">{columns.site}</span>
      <span role="columnheader" className="track-heads">
        {stations.map((stage) => (
          <abbr key={stage} title={stageName(stage)}>
            {stageNames[stage]?.short}
          </abbr>
        ))}
      </span>
      <span role="columnheader">{columns.stage}</span>
      <span role="columnheader">{columns.state}</span>
      <span role="columnheader">{columns.deadline}</span>
      <span role="columnheader">{columns.what}</span>
    </div>
  );
}

function Row({
  item,
  index,
  top,
  isSelected,
  now,
  onOpen,
}: {
  readonly item: JourneyListItem;
  readonly index: number;
  readonly top: number;
  readonly isSelected: boolean;
  readonly now: number;
  readonly onOpen: (journeyId: string) => void;
}) {
  const { journeyId, stage, nextDeadline, holds, outcome } = item;
  const { data: sites } = useSites();
  const zone = sites?.find(({ id }) => id === item.sites.treating)?.zone ?? 'UTC';
  const status = journeyState(
    { outcome, holds: holds.length, deadlines: nextDeadline === null ? [] : [nextDeadline] },
    now,
  );
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className="journey-row"
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onOpen(journeyId)}
    >
      <span role="cell">
        <Link
          id={`journey-${journeyId}`}
          to="/journeys/$journeyId"
          params={{ journeyId }}
          className="plain-link"
          onClick={(event) => event.stopPropagation()}
        >
          <JourneyId id={journeyId} isShort />
        </Link>
      </span>
      <span role="cell" className="one-line">
        {productShort(item.product)}{' '}
        <span className="quiet small">{indicationName(item.indication)}</span>
      </span>
      <span role="cell" className="one-line">
        {siteShort(item.sites.treating)}
      </span>
      <span role="cell">
        <CompactTrack stage={stage} status={status} endedIn={item.stageAtEnd ?? undefined} />
      </span>
      <span role="cell" className="one-line">
        <b>{stationName(stage)}</b>{' '}
        <span className="quiet small">{duration(now - Date.parse(item.stageSince))}</span>
      </span>
      <span role="cell" className="one-line">
        <State item={item} status={status} />
      </span>
      <span
        role="cell"
        className={
          nextDeadline === null
            ? 'quiet'
            : `one-line strong ${deadlineTone(status, nextDeadline.overdue)}`
        }
      >
        {nextDeadline === null ? '–' : dateTime(nextDeadline.at, zone, now)}
      </span>
      <span role="cell" className="one-line quiet small">
        {nextDeadline === null
          ? ''
          : [deadlineName(nextDeadline.name), deadlineSubject(nextDeadline.name)]
              .filter((part) => part !== '')
              .join(' · ')}
      </span>
    </div>
  );
}

function deadlineTone(status: Status, isOverdue: boolean): string {
  if (isOverdue) return 'tone-overdue';
  return status === 'due' ? 'tone-due' : '';
}

function State({ item, status }: { readonly item: JourneyListItem; readonly status: Status }) {
  if (item.dataGaps.length > 0) return <StatusWord status="not-live">{words.old}</StatusWord>;
  const [hold] = item.holds;
  if (hold !== undefined) return <StatusWord status="hold">{sentence(holdName(hold))}</StatusWord>;
  if (item.outcome !== null)
    return <StatusWord status="closed">{outcomeName(item.outcome)}</StatusWord>;
  return <StatusWord status={status} plain={status === 'current'} />;
}

function sentence(words_: string): string {
  return words_.charAt(0).toUpperCase() + words_.slice(1);
}
