import type { JourneyEvent } from '../journey/event.js';
import { inUtc } from '../time/instant.js';

/** The fields of events that carry an instant; dates among them stay dates. */
const instantField =
  /^(?:\w+(?:At|Until)|since|until|eta|collectionDate|manufacturingStart|expectedRelease)$/;

/** An event with its instants in UTC, whatever offset its sender wrote: so the journey keeps and shows them. */
export function utcEvent<E extends Pick<JourneyEvent, 'time' | 'data'>>(event: E): E {
  const data = Object.entries(event.data).map(([field, value]) => [
    field,
    typeof value === 'string' && instantField.test(field) ? inUtc(value) : value,
  ]);
  return { ...event, time: inUtc(event.time), data: Object.fromEntries(data) };
}
