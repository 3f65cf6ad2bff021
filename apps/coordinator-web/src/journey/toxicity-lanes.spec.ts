import { describe, expect, it } from '@jest/globals';
import type { Toxicity } from '#contracts/http/readings.schema.js';
import { drugRows, iceScores, oxygenGiven } from './toxicity-lanes.js';

const seen = (
  type: string,
  minute: number,
  data: Record<string, unknown>,
  isReplaced = false,
): Toxicity['observations'][number] => ({
  eventId: `${type} ${minute}`,
  source: 'urn:v2v:site:northgate',
  type,
  happenedAt: `2026-11-23T08:${String(minute).padStart(2, '0')}:00.000Z`,
  data,
  isReplaced,
});

describe('what the course of toxicities shows', () => {
  it('is the ICE score as the sum of its parts, notable below ten', () => {
    const whole = { orientation: 4, naming: 3, command: 1, writing: 1, attention: 1 };
    const scores = iceScores([
      seen('ice.assessed', 1, whole),
      seen('ice.assessed', 2, { ...whole, writing: 0 }),
      seen('ice.assessed', 3, whole, true),
    ]);
    expect(scores.map(({ text, isNotable }) => [text, isNotable])).toEqual([
      ['10', false],
      ['9', true],
    ]);
  });

  it('is oxygen each time it changed', () => {
    const given = oxygenGiven([
      seen('vitals.recorded', 1, { oxygen: { device: 'none' } }),
      seen('vitals.recorded', 2, { oxygen: { device: 'none' } }),
      seen('vitals.recorded', 3, { oxygen: { device: 'nasal-cannula', litresPerMinute: 2 } }),
      seen('vitals.recorded', 4, { celsius: 38.2 }),
    ]);
    expect(given.map(({ text }) => text)).toEqual(['none', '2 L/min nasal cannula']);
  });

  it('is every dose of a drug, without those that were corrected since', () => {
    const dose = { drug: 'tocilizumab', dose: 496, unit: 'mg' };
    const [row] = drugRows([
      seen('medication.given', 1, dose),
      seen('medication.given', 2, dose, true),
    ]);
    expect(row).toMatchObject({ name: 'tocilizumab', unit: 'mg', doses: [{ text: '496' }] });
    expect(row?.doses).toHaveLength(1);
  });
});
