import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import { NoRulesInForceError, products, sliceFor } from '#products/products.js';

const slices = products().flatMap((product) => product.versions);

function key(slice: (typeof slices)[number]): string {
  return [slice.product.id, slice.indication, slice.jurisdiction, slice.effectiveFrom].join(' ');
}

function numberPaths(value: unknown, path: readonly string[] = []): readonly string[] {
  if (typeof value === 'number') return [path.join('.')];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, below]) => numberPaths(below, [...path, name]));
}

describe('the rules in force', () => {
  it.each([
    ['tisagenlecleucel', 'b-all', 'US', '2025-06-25', '2017-08-30'],
    ['tisagenlecleucel', 'b-all', 'US', '2025-06-26', '2025-06-26'],
    ['tisagenlecleucel', 'lbcl', 'EU', '2031-01-01', '2024-01-01'],
    ['axicabtagene-ciloleucel', 'lbcl', 'US', '2021-12-31', '2017-10-18'],
    ['axicabtagene-ciloleucel', 'lbcl', 'US', '2025-06-25T23:59:59+00:00', '2022-04-01'],
    ['axicabtagene-ciloleucel', 'lbcl', 'US', '2025-06-25T23:30:00-04:00', '2025-06-26'],
    ['axicabtagene-ciloleucel', 'lbcl', 'EU', '2026-03-01', '2024-01-01'],
  ])(
    'of %s for %s in %s on %s are those of %s',
    (product, indication, jurisdiction, date, from) => {
      const slice = sliceFor({ product, indication, jurisdiction, date });
      expect(slice).toMatchObject({ indication, jurisdiction, effectiveFrom: from });
      expect(slice.product.id).toBe(product);
    },
  );

  it.each([
    ['an unknown product', { product: 'nothing' }],
    ['an indication the product does not have', { indication: 'myeloma' }],
    ['a jurisdiction without a version', { jurisdiction: 'JP' }],
    ['a date before the first version', { date: '2017-08-29' }],
  ])('do not exist for %s', (_, changed) => {
    const wanted = {
      product: 'tisagenlecleucel',
      indication: 'b-all',
      jurisdiction: 'US',
      date: '2026-01-01',
      ...changed,
    };
    expect(() => sliceFor(wanted)).toThrow(NoRulesInForceError);
    expect(() => sliceFor(wanted)).toThrow(
      expect.objectContaining({ code: 'no-rules-in-force', wanted }),
    );
  });
});

describe.each(slices.map((slice) => [key(slice), slice] as const))('%s', (_, slice) => {
  it('is addressed by the hash of its canonical form', () => {
    const { id, ...content } = slice;
    const hash = createHash('sha256')
      .update(String(canonicalize(content)))
      .digest('hex');
    expect(id).toBe(hash);
  });

  it('fits into 32 KiB', () => {
    expect(Buffer.byteLength(JSON.stringify(slice))).toBeLessThanOrEqual(32 * 1024);
  });

  it('names an origin for every number, once', () => {
    const { numbers, ...rules } = slice;
    const origins = numbers.flatMap((origin) => origin.paths);
    expect(new Set(origins).size).toBe(origins.length);
    const isNamed = (path: string): boolean =>
      origins.some((origin) => path === origin || path.startsWith(`${origin}.`));
    // Which dose, grade or revision it is, and that windows count from the infusion, are no clinical numbers.
    const isStructure = (path: string): boolean =>
      /^revision$|^dosing\.\w+\.\d+\.number$|^toxicity\.\w+\.\d+\.grade$|^monitoring\.windows\.\d+\.from$/.test(
        path,
      );
    expect(numberPaths(rules).filter((path) => !isNamed(path) && !isStructure(path))).toEqual([]);
  });

  it('gives lymphodepletion on days of the course only', () => {
    for (const { drugs, lastDay } of slice.lymphodepletion.regimens) {
      expect(Math.max(...drugs.flatMap((drug) => drug.days))).toBe(lastDay);
    }
  });

  it('may leave pending only tests that it requires', () => {
    const { requiredTests, mayBePending } = slice.manufacturing;
    expect(requiredTests).toEqual(expect.arrayContaining(mayBePending));
  });
});

describe('test vectors of the labels', () => {
  const rules = (product: string, indication: string, jurisdiction: string, date: string) =>
    sliceFor({ product, indication, jurisdiction, date });

  it.each([
    ['tisagenlecleucel', 'b-all', 'US', { timing: 'window', from: 2, until: 14 }],
    ['tisagenlecleucel', 'lbcl', 'US', { timing: 'window', from: 2, until: 11 }],
    ['tisagenlecleucel', 'lbcl', 'EU', { timing: 'window', from: 2, until: 14 }],
    [
      'axicabtagene-ciloleucel',
      'lbcl',
      'US',
      { timing: 'fixed', from: 3, until: null, recommendedUntil: 3 },
    ],
  ])('%s for %s in %s is infused in its window', (product, indication, jurisdiction, window) => {
    const { lymphodepletion } = rules(product, indication, jurisdiction, '2026-01-01');
    expect(lymphodepletion.toInfusionDays).toEqual(window);
  });

  it.each([
    ['tisagenlecleucel', 'b-all', 'US', '2024-01-01', [7, 28, 28, 56]],
    ['tisagenlecleucel', 'b-all', 'US', '2026-01-01', [7, 14, 28, 14]],
    ['tisagenlecleucel', 'b-all', 'EU', '2026-01-01', [10, 28, 28, 56]],
    ['axicabtagene-ciloleucel', 'lbcl', 'US', '2024-01-01', [7, 28, 28, 56]],
    ['axicabtagene-ciloleucel', 'lbcl', 'US', '2026-01-01', [7, 14, 28, 14]],
    ['axicabtagene-ciloleucel', 'lbcl', 'EU', '2026-01-01', [10, 28, 28, 56]],
  ])('%s for %s in %s on %s is monitored for %j days', (product, indication, place, date, days) => {
    const { windows } = rules(product, indication, place, date).monitoring;
    expect(windows.map((window) => window.name)).toEqual([
      'daily-monitoring',
      'total-watch',
      'proximity',
      'driving',
    ]);
    expect(windows.map((window) => window.until)).toEqual(days);
  });

  it('tisagenlecleucel for B-ALL is dosed by weight up to 50 kg and absolutely above', () => {
    expect(rules('tisagenlecleucel', 'b-all', 'US', '2026-01-01').dosing.doses).toEqual([
      {
        number: 1,
        basis: 'per-kilogram',
        weightUpToKg: 50,
        perKgMinimum: 200_000,
        perKgMaximum: 5_000_000,
      },
      {
        number: 1,
        basis: 'absolute',
        weightAboveKg: 50,
        minimum: 10_000_000,
        maximum: 250_000_000,
      },
    ]);
  });

  it('axicabtagene ciloleucel was for the third line before it was for the second', () => {
    const lines = (date: string) =>
      rules('axicabtagene-ciloleucel', 'lbcl', 'US', date).eligibility.priorTherapies[0]
        ?.minimumLines;
    expect([lines('2021-01-01'), lines('2023-01-01')]).toEqual([2, 1]);
  });

  it('tisagenlecleucel for B-ALL has four days of fludarabine and two of cyclophosphamide', () => {
    const [regimen] = rules('tisagenlecleucel', 'b-all', 'US', '2026-01-01').lymphodepletion
      .regimens;
    expect(regimen?.drugs).toEqual([
      { drug: 'fludarabine', doseMgPerM2: 30, days: [1, 2, 3, 4] },
      { drug: 'cyclophosphamide', doseMgPerM2: 500, days: [1, 2] },
    ]);
  });
});
