import type { Consumer } from 'kafkajs';

/** When the brokers were last heard of; after `limit` ms of silence `onSilence` is called once. */
export class SignsOfLife {
  private last = Date.now();
  private readonly timer: NodeJS.Timeout;

  constructor(consumer: Consumer, limit: number, onSilence: (error: Error) => void) {
    const { GROUP_JOIN, HEARTBEAT, FETCH } = consumer.events;
    const hear = (): void => {
      this.last = Date.now();
    };
    consumer.on(GROUP_JOIN, hear);
    consumer.on(HEARTBEAT, hear);
    consumer.on(FETCH, hear);
    this.timer = setInterval(() => {
      if (this.silence <= limit) return;
      this.close();
      onSilence(new Error(`no sign of the brokers for ${this.silence} ms`));
    }, 5_000).unref();
  }

  /** How long ago, in ms. */
  get silence(): number {
    return Date.now() - this.last;
  }

  close(): void {
    clearInterval(this.timer);
  }
}
