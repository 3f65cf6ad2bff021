import { stages } from '#domain/journey/vocabulary.js';
import type { Status } from '../status/status.js';
import { statuses } from '../status/status.js';
import { stageName } from '../words/names.js';

/** The stages of the track; the end is no station, and a ready-made unit is allocated where others are collected. */
export const stations: readonly string[] = stages.filter(
  (stage) => stage !== 'closed' && stage !== 'allocation',
);

const madeFromThePatient: readonly string[] = [
  'leukapheresis',
  'outbound-shipment',
  'manufacturing',
];

/** The stations of a ready-made unit: one where others have three. */
const stationsOfUnit: readonly string[] = stations.flatMap((stage) => {
  if (stage === 'leukapheresis') return ['allocation'];
  return madeFromThePatient.includes(stage) ? [] : [stage];
});

/** What a track shows. */
export type TrackView = {
  readonly stage: string;
  readonly status: Status;
  /** For a closed journey: the stage it was in at its end. */
  readonly endedIn?: string | undefined;
  /** What stands in the cell instead of the glyph: `2×` attempt, `1/2` dose. */
  readonly mark?: string | undefined;
  readonly bridging?: 'active' | 'completed' | 'planned' | undefined;
  /** The stage in which the next deadline falls. */
  readonly deadlineIn?: string | undefined;
  /** Whether a ready-made unit was allocated instead of collecting and manufacturing. */
  readonly isAllocated?: boolean;
};

/** The state of one station. */
export type Station = {
  readonly stage: string;
  readonly place: 'done' | 'here' | 'planned' | 'after-end';
};

/** Where each station lies in relation to the journey. */
export function stationsOf({ stage, endedIn, isAllocated }: TrackView): readonly Station[] {
  const names = isAllocated === true ? stationsOfUnit : stations;
  const isClosed = stage === 'closed';
  // Where it ended is not known: nothing is claimed.
  if (isClosed && endedIn === undefined)
    return names.map((name) => ({ stage: name, place: 'after-end' }));
  const at = names.indexOf(placeOf(isClosed ? (endedIn ?? stage) : stage, names));
  return names.map((name, index) => {
    if (index < at) return { stage: name, place: 'done' };
    if (index === at) return { stage: name, place: isClosed ? 'done' : 'here' };
    return { stage: name, place: isClosed ? 'after-end' : 'planned' };
  });
}

/** Where all tracks have the same stations an allocation stands where collection begins. */
function placeOf(stage: string, names: readonly string[]): string {
  return stage === 'allocation' && !names.includes(stage) ? 'leukapheresis' : stage;
}

/** The track in one sentence, for who cannot see it. */
export function trackSentence(view: TrackView): string {
  const places = stationsOf(view);
  const passed = places.filter(({ place }) => place === 'done').length;
  const count = `${passed} of ${places.length} stages done`;
  if (view.stage === 'closed') return view.endedIn === undefined ? 'Closed.' : `Closed; ${count}.`;
  const where = `${stageName(view.stage)}, ${statuses[view.status].word.toLowerCase()}`;
  const mark = view.mark === undefined ? '' : `, ${view.mark}`;
  const beside = view.bridging === 'active' ? '; bridging runs' : '';
  return `${where}${mark}; ${count}${beside}.`;
}
