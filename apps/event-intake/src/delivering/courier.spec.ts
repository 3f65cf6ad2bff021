import { describe, expect, it } from '@jest/globals';
import pino from 'pino';
import { BackOff } from '#kafka/back-off.js';
import { Persistence } from '#kafka/persistence.js';
import { journeyIdentifier } from '#domain/identifiers/journey-identifier.js';
import type { Delivery } from '../lanes/journey-port.js';
import { Courier, type CourierPorts } from './courier.js';
import type { RegisteredEvent } from './registered-event.js';

const subject = journeyIdentifier(new Uint8Array(26));

/** What happened to one event, in order; its journey and the register answer when they are told to. */
class Way {
  readonly story: string[] = [];
  private readonly answers: (() => void)[] = [];
  readonly courier: Courier;

  constructor(delivery: Delivery) {
    const slowly = async (what: string): Promise<void> => {
      await new Promise<void>((resolve) => this.answers.push(resolve));
      this.story.push(what);
    };
    const ports = {
      deliver: async () => {
        await slowly('the journey has it');
        return delivery;
      },
      endings: {
        delivered: () => slowly('the register knows'),
        wait: () => slowly('it waits in the register'),
      },
      persistence: new Persistence(pino({ level: 'silent' }), new BackOff(1, 2)),
      unknownJourneyMs: 60_000,
    };
    this.courier = new Courier(ports as unknown as CourierPorts);
  }

  take(): void {
    const time = '2026-03-02T09:00:00Z';
    const event = {
      id: 'e1',
      source: 'urn:v2v:site:northgate',
      type: 'a.b',
      subject,
      time,
      data: {},
    };
    const message = { topic: 'clinic.events.v1', value: Buffer.from('{}'), timestamp: 0 };
    const release = (): void => void this.story.push('released');
    this.courier.take({ event, message, before: null, release } as unknown as RegisteredEvent);
  }

  /** Answers whatever is asked until nothing is under way. */
  async toItsEnd(): Promise<void> {
    const answering = setInterval(() => this.answers.shift()?.(), 1);
    await this.courier.drained();
    clearInterval(answering);
  }
}

describe('an event on its way to its journey', () => {
  it('is released when the journey has it, and not before', async () => {
    const way = new Way('stored');
    way.take();
    expect(way.story).toEqual([]);
    await way.toItsEnd();
    expect(way.story).toEqual(['the journey has it', 'the register knows', 'released']);
  });

  it('is released when it waits in the register, and not before', async () => {
    const way = new Way('journey-in-trouble');
    way.take();
    await way.toItsEnd();
    expect(way.story).toEqual(['the journey has it', 'it waits in the register', 'released']);
  });
});
