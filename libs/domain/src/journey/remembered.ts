import { eventKey, type JourneyEvent } from './event.js';
import type { Hash } from './record.js';

/** The short name under which a journey remembers an event for life: 24 hex characters of its hash. */
export function rememberedKey(event: Pick<JourneyEvent, 'source' | 'id'>, hash: Hash): string {
  return hash(eventKey(event)).slice(0, 24);
}
