import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { journeyIn } from '../../test-journeys/story.js';
import { eventOf } from '../../test-journeys/told-journey.js';
import { evolve } from '../journey/evolve.js';
import type { JourneyState } from '../journey/state.js';
import { plusDays, plusHours } from '../time/instant.js';

const rules = sliceFor({
  product: 'axicabtagene-ciloleucel',
  indication: 'lbcl',
  jurisdiction: 'US',
  date: '2026-03-02',
});

const kibibyte = 1_024;

function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/** A journey in its fifteenth year that was told as much as the budgets allow. */
function longLived() {
  const journey = journeyIn('monitoring', rules);
  for (let hour = 1; hour <= 24 * 12; hour += 6) {
    journey
      .later(6)
      .tell('vitals.recorded', { celsius: 37, spo2Percent: 98, measuredAt: journey.now });
    journey.tell('ice.assessed', {
      orientation: 4,
      naming: 3,
      command: 1,
      writing: 1,
      attention: 1,
    });
    journey.tell('medication.given', { drug: 'd', dose: hour, unit: 'mg', givenAt: journey.now });
  }
  const last =
    journey.state.windows
      .map((window) => window.until)
      .toSorted()
      .at(-1) ?? journey.now;
  journey.waitUntil(plusHours(last, 1));
  journey.decide('confirm-toxicity-grade', { kind: 'crs', grade: 0, scale: 'astct', agrees: true });
  journey.decide('close-monitoring');
  journey.pass('monitoring.may-end').ask('assessment.due');
  for (const { name, dueAt } of journey.state.visits) {
    journey.waitUntil(plusDays(dueAt, 1)).ask('assessment.due');
    journey.tell('follow-up.completed', { visit: name, alive: true, diseaseStatus: 'remission' });
    for (let result = 0; result < 20; result += 1) {
      journey.tell('screening.resulted', {
        test: `test-${result}`,
        value: result,
        unit: '10*9/L',
        specification: 's'.repeat(100),
        collectedAt: journey.now,
      });
    }
  }
  const corrects = 'never-told';
  for (let parked = 0; parked < 60; parked += 1) {
    const event = eventOf(
      'screening.resulted',
      { test: 'x', qualitative: 'negative', collectedAt: journey.now, method: 'm'.repeat(900) },
      { id: `parked-${parked}`, time: journey.now },
    );
    journey.receive({ ...event, corrects });
  }
  return journey;
}

describe('the state of a journey in its fifteenth year', () => {
  const journey = longLived();
  const others = Array.from({ length: 5_000 }, (_, index) => String(index).padStart(24, '0'));
  const remembered = [...journey.state.remembered, ...others].slice(0, 5_000);
  const state: JourneyState = { ...journey.state, remembered };

  it('is at its limits', () => {
    expect(state.stage).toBe('follow-up');
    expect(state.remembered).toHaveLength(5_000);
    expect(journey.recordsOf('event.refused').length).toBeGreaterThan(0);
    expect(state.told.base).not.toBeNull();
  });

  it('remembers events, parks and keeps facts within their budgets', () => {
    expect(state.remembered.every((key) => key.length === 24)).toBe(true);
    expect(state.parked.length).toBeLessThanOrEqual(50);
    expect(sizeOf(state.parked.map(({ event }) => event))).toBeLessThanOrEqual(64 * kibibyte);
    expect(sizeOf(state.told.facts)).toBeLessThanOrEqual(96 * kibibyte);
  });

  it('goes into the next run as a whole', () => {
    expect(sizeOf({ clock: {}, resumed: state })).toBeLessThanOrEqual(384 * kibibyte);
  });

  it('is still the fold of its journal', () => {
    const folded = journey.records.reduce<JourneyState | null>(
      (before, record) => evolve(before, record, journey.digest.hash),
      null,
    );
    expect(folded).toEqual(journey.state);
  });
});
