import { type StreamedRecord, streamedRecord } from '#contracts/http/stream.schema.js';
import type { ApiStage } from './api-stage.js';
import type { Person } from './people.js';

/** One event of a stream as a browser reads it. */
export type StreamEvent = { readonly name: string; readonly id: string; readonly data: unknown };

/** An open stream of server-sent events and what it told so far. */
export class EventStream {
  readonly events: StreamEvent[] = [];
  private readonly leaving = new AbortController();
  private isOver = false;
  private lastId = '';

  private constructor(readonly status: number) {}

  /** Opens a stream for a person, or with a header of its own; goes on after `lastEventId`. */
  static async open(
    stage: ApiStage,
    who: Person,
    options: { readonly lastEventId?: string; readonly authorization?: string } = {},
  ): Promise<EventStream> {
    const { lastEventId, authorization = await stage.bearer(who) } = options;
    const leaving = new AbortController();
    const answer = await fetch(`${await stage.api.getUrl()}/api/v1/stream`, {
      headers: {
        authorization,
        ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
      },
      signal: leaving.signal,
    });
    const stream = new EventStream(answer.status);
    stream.leaving.signal.addEventListener('abort', () => leaving.abort());
    void stream.read(answer);
    return stream;
  }

  /** The records it told, in order. */
  get applied(): readonly StreamedRecord[] {
    return this.named('applied').map(({ data }) => streamedRecord.parse(data));
  }

  /** The events of a name. */
  named(name: string): readonly StreamEvent[] {
    return this.events.filter((event) => event.name === name);
  }

  /** The sequences of a journey's records that it told, in order. */
  sequencesOf(journeyId: string): readonly number[] {
    return this.applied
      .filter((record) => record.journeyId === journeyId)
      .map(({ sequence }) => sequence);
  }

  /** The id of the last event, or of a ping after it. */
  get lastEventId(): string {
    return this.lastId;
  }

  /** Whether the other side has ended it. */
  get hasEnded(): boolean {
    return this.isOver;
  }

  close(): void {
    this.leaving.abort();
  }

  private async read(answer: Response): Promise<void> {
    let text = '';
    try {
      for await (const part of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
        text += Buffer.from(part).toString();
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) this.take(block);
      }
    } catch {
      // Whoever leaves breaks the connection.
    }
    this.isOver = true;
  }

  private take(block: string): void {
    const fields = new Map(
      block.split('\n').map((line) => {
        const [name = '', ...rest] = line.split(': ');
        return [name, rest.join(': ')] as const;
      }),
    );
    this.lastId = fields.get('id') ?? this.lastId;
    const data = fields.get('data');
    if (data === undefined) return;
    this.events.push({
      name: fields.get('event') ?? '',
      id: this.lastId,
      data: JSON.parse(data) as unknown,
    });
  }
}
