import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { plusDays } from '../time/instant.js';
import { gradeNeutrophils, gradePlatelets } from './haematotoxicity.js';
import { type Observation, observationOf } from './observation.js';

const grades = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
}).toxicity.haematotoxicity;

const infusedAt = '2026-03-01T10:00:00.000Z';

/** One count a day, in cells per microlitre, from a day on. */
function counts(test: string, fromDay: number, values: readonly number[]): readonly Observation[] {
  return values.flatMap(
    (value, index) =>
      observationOf({
        type: 'laboratory.resulted',
        eventId: `${test}-${fromDay + index}`,
        happenedAt: plusDays(infusedAt, fromDay + index),
        data: { test, value: value / 1_000, unit: '10*9/L' },
      }) ?? [],
  );
}

function days(count: number, value: number): readonly number[] {
  return Array.from({ length: count }, () => value);
}

describe('neutrophils in the first thirty days', () => {
  it.each([
    ['never low', days(10, 2_000), 0],
    ['low for a day', [2_000, 400, 2_000], 1],
    ['low for six days', [2_000, ...days(6, 400), 2_000], 1],
    ['low for seven days', [2_000, ...days(7, 400), 2_000], 2],
    ['low for thirteen days', [2_000, ...days(13, 500), 2_000], 2],
    ['low for fourteen days', [2_000, ...days(14, 500), 2_000], 3],
    ['very low for six days', [2_000, ...days(6, 100), 2_000], 1],
    ['very low for seven days', [2_000, ...days(7, 100), 2_000], 3],
    ['very low for fourteen days', [2_000, ...days(14, 100), 2_000], 4],
    ['low in two stretches that do not add up', [...days(5, 400), 900, ...days(5, 400), 900], 1],
    ['never above 500 to day thirty', days(31, 480), 4],
  ] as const)('%s', (_, values, grade) => {
    expect(gradeNeutrophils(grades, counts('anc', 0, values), infusedAt)).toMatchObject({
      kind: 'icaht',
      grade,
      scale: 'eha-ebmt',
    });
  });

  it('name the first and the last count of the stretch as their inputs', () => {
    const { inputs } = gradeNeutrophils(
      grades,
      counts('anc', 2, [2_000, ...days(7, 400)]),
      infusedAt,
    );
    expect(inputs).toEqual(['anc-3', 'anc-9']);
  });

  it('count a day without a result between two low ones as low', () => {
    const gap = [...counts('anc', 2, [400]), ...counts('anc', 9, [400])];
    expect(gradeNeutrophils(grades, gap, infusedAt).grade).toBe(2);
  });

  it('were never assessed where only what was before the infusion is known', () => {
    expect(gradeNeutrophils(grades, counts('anc', -3, [200]), infusedAt)).toMatchObject({
      grade: null,
      missingInputs: ['anc'],
    });
  });

  it('are not read from a unit that is none of cells', () => {
    const result = { test: 'anc', value: 0.2, unit: 'mg/dL' };
    const happenedAt = plusDays(infusedAt, 3);
    const seen = { type: 'laboratory.resulted', eventId: 'e', happenedAt, data: result };
    expect(gradeNeutrophils(grades, [observationOf(seen)!], infusedAt).grade).toBeNull();
  });
});

describe('neutrophils after day thirty', () => {
  it.each([
    [1_600, 0],
    [1_500, 1],
    [1_000, 2],
    [500, 3],
    [100, 4],
  ])('at %i are grade %i', (value, grade) => {
    expect(gradeNeutrophils(grades, counts('anc', 40, [value]), infusedAt).grade).toBe(grade);
  });

  it('that have recovered are no toxicity any more', () => {
    expect(gradeNeutrophils(grades, counts('anc', 40, [90, 90, 1_700]), infusedAt).grade).toBe(0);
  });
});

describe('platelets', () => {
  it.each([
    ['at 50 are not low', [50_000], 0, 0],
    ['below 50 for six days', days(6, 49_000), 0, 1],
    ['below 50 for seven days', days(7, 49_000), 0, 2],
    ['below 20 for a day', [60_000, 19_000, 60_000], 0, 3],
    ['below 20 for fourteen days', days(14, 19_000), 0, 4],
    ['below 100 late', [99_000], 35, 1],
    ['below 50 late', [49_000], 35, 2],
    ['below 20 late', [19_000], 35, 3],
    ['below 20 late for fourteen days', days(14, 19_000), 35, 4],
  ] as const)('%s', (_, values, fromDay, grade) => {
    expect(gradePlatelets(grades, counts('platelets', fromDay, values), infusedAt)).toMatchObject({
      kind: 't-icaht',
      grade,
    });
  });

  it('after day one hundred are no late toxicity by this scale', () => {
    expect(gradePlatelets(grades, counts('platelets', 120, [10_000]), infusedAt).grade).toBeNull();
  });
});
