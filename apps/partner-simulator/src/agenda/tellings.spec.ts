import { describe, expect, it } from '@jest/globals';
import type { PlannedEvent } from '../story/planned-event.js';
import { tellingsOf } from './tellings.js';

function event(type: string, data: PlannedEvent['data'], id = `J1/${type}`): PlannedEvent {
  const time = '2026-03-02T09:00:00.000Z';
  const source = 'urn:v2v:site:northgate';
  return {
    topic: 'clinic.events.v1',
    id,
    source,
    type,
    subject: 'J1',
    time,
    requestid: 'J1/r/1',
    data,
  };
}

const weighed = (id: string) => event('patient.measured', { weightKg: 70, measuredAt: '' }, id);

describe('how a partner tells an event', () => {
  it('is once and for all while nobody slips', () => {
    const told = weighed('w');
    expect(tellingsOf(told, 1, 0)).toEqual([{ event: told, first: told }]);
  });

  it('is wrong at first and right in the end, under the name that was planned', () => {
    const told = event('quality.tested', { test: 'viability', passed: true });
    const [first, correction] = tellingsOf(told, 1, 1).map((one) => one.event);
    expect(first).toMatchObject({ id: told.id, data: { passed: false } });
    expect(correction).toMatchObject({
      type: 'quality.amended',
      corrects: told.id,
      data: { ...told.data, happenedAt: told.time },
    });
    expect(Date.parse(correction?.time ?? '')).toBeGreaterThan(Date.parse(told.time));
  });

  it('is sometimes beside what is another patient’s and is taken back', () => {
    const all = Array.from({ length: 40 }, (_, index) => tellingsOf(weighed(`w${index}`), 1, 1));
    const takenBack = all.filter((tellings) => tellings.length === 3);
    expect(takenBack.length).toBeGreaterThan(5);
    expect(takenBack.length).toBeLessThan(35);
    for (const [right, wrong, retraction] of takenBack.map((some) =>
      some.map((one) => one.event),
    )) {
      expect(right?.data['weightKg']).toBe(70);
      expect(wrong?.data['weightKg']).not.toBe(70);
      expect(retraction).toMatchObject({
        type: 'record.retracted',
        data: { retractedId: wrong?.id },
      });
    }
  });

  it('is the same for the same seed, and never wrong where that could not be believed', () => {
    expect(tellingsOf(weighed('w'), 1, 1)).toEqual(tellingsOf(weighed('w'), 1, 1));
    const sterile = event('quality.tested', { test: 'sterility', passed: true });
    expect(tellingsOf(sterile, 1, 1)).toHaveLength(1);
    expect(tellingsOf(event('infusion.started', {}), 1, 1)).toHaveLength(1);
  });
});
