import { describe, expect, it } from '@jest/globals';
import type { PlannedEvent } from '../story/planned-event.js';
import { sendingsOf } from './disturbances.js';

const count = 4_000;

function event(index: number): PlannedEvent {
  return {
    topic: 'lab.events.v1',
    id: `event-${index}`,
    source: 'urn:v2v:lab:northgate-lab',
    type: 'screening.resulted',
    subject: 'J1',
    time: '2026-03-02T09:00:00.000Z',
    requestid: 'J1/eligibility.requested/1',
    data: {},
  };
}

const events = Array.from({ length: count }, (_, index) => event(index));

describe('disturbances', () => {
  it('come at the rates that are asked for', () => {
    const rates = { duplicates: 0.1, reorder: 0.2 };
    const sendings = events.flatMap((one) => sendingsOf(one, 1, rates));
    const duplicates = sendings.filter(({ isDuplicate }) => isDuplicate).length;
    const late = sendings.filter(
      ({ isDuplicate, at, event: sent }) => !isDuplicate && at > Date.parse(sent.time),
    ).length;
    expect(duplicates / count).toBeCloseTo(0.1, 1);
    expect(late / count).toBeCloseTo(0.2, 1);
  });

  it('leave every event as it is, and never send it before its time', () => {
    const rates = { duplicates: 1, reorder: 1 };
    for (const { at, event: sent } of sendingsOf(event(1), 1, rates)) {
      expect(sent).toEqual(event(1));
      expect(at).toBeGreaterThan(Date.parse(sent.time));
    }
  });

  it('are the same for the same seed', () => {
    const rates = { duplicates: 0.3, reorder: 0.3 };
    const all = (seed: number): unknown => events.map((one) => sendingsOf(one, seed, rates));
    expect(all(5)).toEqual(all(5));
    expect(all(5)).not.toEqual(all(6));
  });

  it('stay away when no rate is given', () => {
    const sendings = events.flatMap((one) => sendingsOf(one, 1, { duplicates: 0, reorder: 0 }));
    expect(sendings).toHaveLength(count);
  });
});
