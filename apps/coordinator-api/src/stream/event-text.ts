import type { StreamedRecord } from '#contracts/http/stream.schema.js';
import { eventIdOf, type Position } from './offset-vector.js';

/** A record as an event; the id is the position after it. */
export function appliedEvent(record: StreamedRecord, position: Position): string {
  return eventOf('applied', position, record);
}

/** The first event of a stream: from here on everything is told. */
export function connectedEvent(position: Position): string {
  return eventOf('connected', position, {});
}

/** What was heard before may differ, or too much was missed: read anew. */
export function resetEvent(position: Position): string {
  return eventOf('reset', position, {});
}

/** A sign of life that moves the reader's position and is no event. */
export function ping(position: Position): string {
  return `: ping\nid: ${eventIdOf(position)}\n\n`;
}

function eventOf(name: string, position: Position, data: object): string {
  return `event: ${name}\nid: ${eventIdOf(position)}\ndata: ${JSON.stringify(data)}\n\n`;
}
