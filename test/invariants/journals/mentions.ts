import type { Fact, JournalRecord, Journals } from './journal-record.js';

/** How an event ended in its journey, for now. */
export type Ending = 'fact' | 'event.confirmed' | 'event.parked' | 'event.refused';

/** One mention of an inbound event in a journal. */
export type Mention = {
  readonly record: JournalRecord;
  readonly ending: Ending;
  readonly event: Fact & { readonly type: string };
};

/** The name under which an event is known for ever. */
export function nameOf({ source, id }: Pick<Fact, 'source' | 'id'>): string {
  return `${source} ${id}`;
}

function mentionOf(record: JournalRecord): Mention | undefined {
  const { fact, detail } = record.data;
  if (fact !== undefined) {
    return { record, ending: 'fact', event: { ...fact, type: record.type } };
  }
  const event = detail?.['event'];
  const isEnding = ['event.confirmed', 'event.parked', 'event.refused'].includes(record.type);
  return isEnding && typeof event === 'object' && event !== null
    ? { record, ending: record.type as Ending, event: event as Mention['event'] }
    : undefined;
}

/** Every mention of every inbound event, by its name, in the order of the journals. */
export function mentionsOf(journals: Journals): Map<string, Mention[]> {
  const mentions = new Map<string, Mention[]>();
  for (const records of journals.values()) {
    for (const record of records) {
      const mention = mentionOf(record);
      if (mention === undefined) continue;
      const name = nameOf(mention.event);
      const known = mentions.get(name);
      if (known === undefined) mentions.set(name, [mention]);
      else known.push(mention);
    }
  }
  return mentions;
}
