import type { KeyboardEvent } from 'react';
import { statuses } from '../status/status.js';
import { stationName } from '../words/names.js';
import { texts } from '../words/texts.js';
import { type Station, stationsOf, trackSentence, type TrackView } from './track-model.js';

/** What stands under one station, in words. */
export type StationDates = {
  readonly planned: string;
  readonly actual: string;
  readonly difference: string;
  readonly isLate: boolean;
};

/** The track of one journey with its dates: an ordered list to walk with the arrow keys. */
export function FullTrack({
  view,
  dates,
  siding,
  onOpen,
}: {
  readonly view: TrackView;
  readonly dates: Readonly<Record<string, StationDates>>;
  /** What runs beside the journey, in words. */
  readonly siding?: string | undefined;
  readonly onOpen: (stage: string) => void;
}) {
  const places = stationsOf(view);
  const { track: words } = texts;
  return (
    <section
      className={view.bridging === undefined ? 'card full-track plain' : 'card full-track'}
      aria-label={trackSentence(view)}
    >
      <div className="full-track-labels" aria-hidden>
        <span className="label-siding">{view.bridging === undefined ? '' : words.beside}</span>
        <span className="label-line">{words.journey}</span>
        <span className="label-dates" />
        <span className="label-dates">{words.planned}</span>
        <span className="label-dates">{words.actual}</span>
        <span className="label-dates">{words.difference}</span>
      </div>
      <ol className="full-track-stations" onKeyDown={walk}>
        {view.bridging !== undefined && (
          <Siding state={view.bridging} text={siding} places={places} />
        )}
        {places.map((station) => (
          <li key={station.stage} className={`station station-${station.place}`}>
            <button type="button" className="station-button" onClick={() => onOpen(station.stage)}>
              <Mark station={station} view={view} />{' '}
              <span className="station-name">{stationName(station.stage)}</span>
              <span className="unseen">{spoken(station, dates[station.stage])}</span>
            </button>
            <Dates of={dates[station.stage]} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function walk(event: KeyboardEvent<HTMLOListElement>): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('.station-button')];
  const at = buttons.findIndex((button) => button === document.activeElement);
  buttons[at + step]?.focus();
  event.preventDefault();
}

/** What only stands in the picture: how a station stands and when it was. */
function spoken({ place }: Station, dates: StationDates | undefined): string {
  const words = texts.track;
  const standing = place === 'here' ? '' : `: ${words.places[place]}`;
  return dates === undefined
    ? standing
    : `${standing}, ${words.planned} ${dates.planned}, ${words.actual} ${dates.actual}`;
}

function Mark({ station, view }: { readonly station: Station; readonly view: TrackView }) {
  const { icon: Done } = statuses.done;
  if (station.place === 'done')
    return (
      <span className="station-mark done">
        <Done size={14} stroke={3} />
      </span>
    );
  if (station.place !== 'here') return <span className="station-mark planned" />;
  const { icon: Icon, word, tone, cell } = statuses[view.status];
  return (
    <span
      className={`station-pill ${cell === 'filled' ? `fill-${tone}` : `tint-${tone} tone-${tone}`}`}
    >
      <Icon size={15} />
      {view.mark === undefined ? word : `${word} ${view.mark}`}
    </span>
  );
}

function Dates({ of }: { readonly of: StationDates | undefined }) {
  return (
    <div className="station-dates" aria-hidden>
      <span className="quiet">{of?.planned ?? '–'}</span>
      <span>{of?.actual ?? '–'}</span>
      <span className={of?.isLate === true ? 'tone-due strong' : 'quiet'}>
        {of?.difference ?? ''}
      </span>
    </div>
  );
}

const step = 100;

/** Bridging leaves after scheduling, runs above, and rejoins before lymphodepletion. */
function Siding({
  state,
  text,
  places,
}: {
  readonly places: readonly Station[];
  readonly state: 'active' | 'completed' | 'planned';
  readonly text: string | undefined;
}) {
  const middleOf = (name: string): number =>
    (places.findIndex(({ stage }) => stage === name) + 0.5) * step;
  const [from, to] = [middleOf('scheduling'), middleOf('lymphodepletion')];
  const path = `M${from} 60 C${from + 40} 60 ${from + 20} 12 ${from + 70} 12 H${to - 70} C${to - 20} 12 ${to - 40} 60 ${to} 60`;
  return (
    <li className="siding">
      <svg viewBox={`0 0 ${step * places.length} 64`} preserveAspectRatio="none" aria-hidden>
        <path
          d={path}
          className={`siding-line siding-${state}`}
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <span className="siding-text">{text}</span>
    </li>
  );
}
