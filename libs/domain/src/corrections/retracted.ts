import type { DetailOf, EventName } from '../journey/record-detail.js';
import type { RecordDraft } from '../journey/record.js';

/** The record that takes an event back. */
export function retracted(
  event: EventName,
  reason: string,
  actor: RecordDraft['actor'],
): RecordDraft {
  const detail: DetailOf['event.retracted'] = { event, reason };
  return { type: 'event.retracted', actor, detail };
}
