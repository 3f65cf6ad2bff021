/** How much may be read and not yet done. */
export type Limits = { readonly messages: number; readonly bytes: number };

/** Counts what is read and not yet done; full over the limit, no longer full under half of it. */
export class OpenMessages {
  messages = 0;
  bytes = 0;
  isFull = false;

  constructor(private readonly limits: Limits) {}

  /** Counts one message read. */
  add(bytes: number): void {
    this.change(1, bytes);
  }

  /** Counts one message done. */
  remove(bytes: number): void {
    this.change(-1, -bytes);
  }

  private change(messages: number, bytes: number): void {
    this.messages += messages;
    this.bytes += bytes;
    const part = this.isFull ? 0.5 : 1;
    this.isFull =
      this.messages > this.limits.messages * part || this.bytes > this.limits.bytes * part;
  }
}

// A topic has six partitions: even if all of one rest, there is room for what comes on others.
const partitionShare = 1 / 8;

/** How much of one partition may be read and not yet done, so that no partition takes up what is for all. */
export function limitsOfPartition({ messages, bytes }: Limits): Limits {
  return { messages: messages * partitionShare, bytes: bytes * partitionShare };
}
