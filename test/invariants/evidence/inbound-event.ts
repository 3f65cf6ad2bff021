import { type Fields, textOf } from '../journals/journal-record.js';
import type { Message } from './message.js';

/** An event as a partner sent it, as far as every type has it. */
export type InboundEvent = {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly data: Fields;
};

/** The event a message holds; undefined when it is none. */
export function eventOf(message: Message): InboundEvent | undefined {
  try {
    const event = JSON.parse(message.value?.toString('utf8') ?? '') as Partial<InboundEvent> | null;
    const isEvent =
      ['id', 'source', 'type', 'subject', 'time'].every(
        (name) => textOf(event as Fields, name) !== '',
      ) && typeof event?.data === 'object';
    return isEvent ? (event as InboundEvent) : undefined;
  } catch {
    return undefined;
  }
}
