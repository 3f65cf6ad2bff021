import { afterEach, describe, expect, it } from '@jest/globals';
import pino from 'pino';
import type { InboundEvent } from '#contracts/inbound/inbound-event.js';
import { BackOff } from '#kafka/back-off.js';
import { Persistence } from '#kafka/persistence.js';
import { JourneyLanes } from './journey-lanes.js';
import type { Content, Delivery } from './journey-port.js';

const logger = pino({ level: 'silent' });

const about = { about: 'x', journeyId: 'J1', type: 'vitals.recorded', reason: 'invalid-data' };

function event(id: string): InboundEvent {
  const time = '2026-03-02T09:00:00Z';
  return { id, source: 'urn:v2v:site:northgate', type: 'a.b', subject: 'J1', time, data: {} };
}

/** A journey that answers when told to. */
class Journeys {
  readonly delivered: { journeyId: string; ids: string[] }[] = [];
  readonly settled: { id: string; delivery: Delivery; attempts: number }[] = [];
  private readonly held: (() => void)[] = [];
  isHeld = false;
  failures = 0;
  answer: Delivery = 'stored';

  readonly persistence = new Persistence(logger, new BackOff(1, 2));
  readonly lanes = new JourneyLanes(
    (journeyId, contents) => this.deliver(journeyId, contents),
    this.persistence,
  );

  add(journeyId: string, id: string, bytes = 100): void {
    this.put(journeyId, id, bytes, { kind: 'event', event: event(id) });
  }

  /** Something else than an event. */
  addMessage(journeyId: string, id: string): void {
    const message = { ...about, about: id };
    this.put(journeyId, id, 100, { kind: 'unusable-message', message });
  }

  release(): void {
    this.isHeld = false;
    this.held.splice(0).forEach((go) => go());
  }

  private put(journeyId: string, id: string, bytes: number, content: Content): void {
    const ended = (delivery: Delivery, attempts: number): Promise<void> => {
      this.settled.push({ id, delivery, attempts });
      return Promise.resolve();
    };
    this.lanes.add(journeyId, { content, bytes, ended });
  }

  private async deliver(journeyId: string, contents: readonly Content[]): Promise<Delivery> {
    const ids = contents.map((one) => (one.kind === 'event' ? one.event.id : one.message.about));
    this.delivered.push({ journeyId, ids });
    if (this.isHeld) await new Promise<void>((go) => this.held.push(go));
    if (this.failures > 0) {
      this.failures -= 1;
      throw new Error('unavailable');
    }
    return this.answer;
  }
}

describe('journey lanes', () => {
  let journeys = new Journeys();
  afterEach(() => {
    journeys = new Journeys();
  });

  it('deliver a single event at once', async () => {
    journeys.add('J1', 'e1');
    await journeys.lanes.drained();
    expect(journeys.delivered).toEqual([{ journeyId: 'J1', ids: ['e1'] }]);
    expect(journeys.settled).toEqual([{ id: 'e1', delivery: 'stored', attempts: 1 }]);
  });

  it('gather what arrives while a delivery is under way, in order, one delivery at a time', async () => {
    journeys.isHeld = true;
    journeys.add('J1', 'e1');
    await Promise.resolve();
    for (const id of ['e2', 'e3', 'e4']) journeys.add('J1', id);
    expect(journeys.delivered).toHaveLength(1);
    journeys.release();
    await journeys.lanes.drained();
    expect(journeys.delivered.map(({ ids }) => ids)).toEqual([['e1'], ['e2', 'e3', 'e4']]);
  });

  it('carry at most 64 events and 256 KiB in one delivery', async () => {
    journeys.isHeld = true;
    journeys.add('J1', 'first');
    await Promise.resolve();
    for (let index = 0; index < 70; index += 1) journeys.add('J1', `e${index}`);
    for (let index = 0; index < 12; index += 1) journeys.add('J1', `large${index}`, 32 * 1_024);
    journeys.release();
    await journeys.lanes.drained();
    expect(journeys.delivered.map(({ ids }) => ids.length)).toEqual([1, 64, 13, 5]);
    expect(journeys.settled).toHaveLength(83);
  });

  it('let other journeys go on while one has trouble', async () => {
    journeys.isHeld = true;
    journeys.add('J1', 'e1');
    await Promise.resolve();
    journeys.isHeld = false;
    journeys.add('J2', 'e2');
    await Promise.resolve();
    await Promise.resolve();
    expect(journeys.delivered.map(({ journeyId }) => journeyId)).toEqual(['J1', 'J2']);
    journeys.release();
    await journeys.lanes.drained();
  });

  it('repeat a delivery until it ends, and say after how many attempts', async () => {
    journeys.failures = 3;
    journeys.answer = 'unknown-journey';
    journeys.add('J1', 'e1');
    await journeys.lanes.drained();
    expect(journeys.delivered).toHaveLength(4);
    expect(journeys.settled).toEqual([{ id: 'e1', delivery: 'unknown-journey', attempts: 4 }]);
  });

  it('gather for up to a second, or until a signal is full, when many journeys are delivered to', async () => {
    journeys.isHeld = true;
    for (let index = 0; index < 16; index += 1) journeys.add(`J${index}`, 'first');
    await new Promise(setImmediate);
    expect(journeys.delivered).toHaveLength(16);
    for (let index = 0; index < 63; index += 1) journeys.add('busy', `e${index}`);
    await new Promise(setImmediate);
    expect(journeys.delivered).toHaveLength(16);
    journeys.isHeld = false;
    journeys.add('busy', 'e63');
    while (journeys.delivered.length < 17) await new Promise(setImmediate);
    expect(journeys.delivered[16]?.ids).toHaveLength(64);
    journeys.release();
    await journeys.lanes.drained();
  });

  it('keep events and other contents apart, in order', async () => {
    journeys.isHeld = true;
    journeys.add('J1', 'e1');
    await Promise.resolve();
    for (const id of ['e2', 'e3']) journeys.add('J1', id);
    for (const id of ['m1', 'm2']) journeys.addMessage('J1', id);
    journeys.add('J1', 'e4');
    journeys.release();
    await journeys.lanes.drained();
    const ids = journeys.delivered.map((delivery) => delivery.ids);
    expect(ids).toEqual([['e1'], ['e2', 'e3'], ['m1', 'm2'], ['e4']]);
  });

  it('leave undelivered what fails again once it is abandoned', async () => {
    journeys.failures = Number.POSITIVE_INFINITY;
    journeys.add('J1', 'e1');
    journeys.persistence.abandon();
    await journeys.lanes.drained();
    expect(journeys.settled).toEqual([]);
  });
});
