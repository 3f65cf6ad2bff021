import type { InboundEvent } from '#contracts/inbound/inbound-event.js';
import type { JourneyEvent } from '#domain/journey/event.js';

/** Keeps a note where only clinical roles can read it and returns its id, the same for the same event. */
export type KeepNote = (note: {
  readonly journeyId: string;
  readonly source: string;
  readonly eventId: string;
  readonly note: string;
}) => Promise<string>;

/** The event as its journey takes it: free text stays behind, `noteId` stands for it. */
export async function journeyEvent(
  journeyId: string,
  event: InboundEvent,
  keepNote: KeepNote,
): Promise<JourneyEvent> {
  const { subject: _, data, ...rest } = event;
  const { note, ...facts } = data;
  if (typeof note !== 'string') return { ...rest, data: facts };
  const noteId = await keepNote({ journeyId, source: event.source, eventId: event.id, note });
  return { ...rest, data: { ...facts, noteId } };
}
