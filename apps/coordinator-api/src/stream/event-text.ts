import type { StreamedReceipt, StreamedRecord } from '#contracts/http/stream.schema.js';
import { eventIdOf, type Position } from './offset-vector.js';

/** A record as an event; the id is the position after it. */
export function appliedEvent(record: StreamedRecord, position: Position): string {
  return eventOf('applied', position, record);
}

/** What was received and is not applied yet; without an id, for it is told once and is no place in the journal. */
export function receivedEvent(receipt: StreamedReceipt): string {
  return `event: received\ndata: ${JSON.stringify(receipt)}\n\n`;
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
