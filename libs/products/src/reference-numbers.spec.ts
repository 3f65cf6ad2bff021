import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import type { RuleSlice } from '#domain/rules/rule-slice.js';

const products = {
  tisa: { product: 'tisagenlecleucel', indication: 'lbcl' },
  'tisa b-all': { product: 'tisagenlecleucel', indication: 'b-all' },
  axi: { product: 'axicabtagene-ciloleucel', indication: 'lbcl' },
} as const;

function rules(of: keyof typeof products, jurisdiction: string, date: string): RuleSlice {
  return sliceFor({ ...products[of], jurisdiction, date });
}

function at(slice: RuleSlice, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key], slice);
}

function certaintyOf(slice: RuleSlice, path: string): string | undefined {
  return slice.numbers.find(({ paths }) => paths.includes(path))?.verified;
}

/** Numbers as the fact sheets give them, with how certain they are: [product, where, when, path, value, certainty]. */
const facts: readonly (readonly [
  keyof typeof products,
  string,
  string,
  string,
  unknown,
  string,
])[] = [
  ['tisa b-all', 'US', '2026-01-01', 'eligibility.ageYears.max', 25, 'source'],
  ['tisa', 'US', '2026-01-01', 'eligibility.priorTherapies.0.minimumLines', 2, 'source'],
  ['tisa', 'US', '2026-01-01', 'lymphodepletion.regimens.0.drugs.0.doseMgPerM2', 25, 'source'],
  ['tisa', 'US', '2026-01-01', 'lymphodepletion.regimens.0.drugs.1.doseMgPerM2', 250, 'source'],
  ['tisa', 'US', '2026-01-01', 'lymphodepletion.regimens.1.drugs.0.doseMgPerM2', 90, 'source'],
  ['tisa', 'US', '2026-01-01', 'lymphodepletion.toInfusionDays.until', 11, 'source'],
  ['tisa', 'EU', '2026-01-01', 'lymphodepletion.toInfusionDays.until', 14, 'source'],
  ['tisa', 'EU', '2026-01-01', 'lymphodepletion.repeat.afterDays', 28, 'source'],
  ['tisa', 'US', '2026-01-01', 'dosing.doses.0.minimum', 0.6e8, 'source'],
  ['tisa', 'US', '2026-01-01', 'dosing.doses.0.maximum', 6e8, 'source'],
  ['tisa', 'EU', '2026-01-01', 'dosing.doses.0.maximum', 6e8, 'memory'],
  ['tisa', 'US', '2026-01-01', 'product.storageMaxCelsius', -120, 'source'],
  ['tisa', 'US', '2026-01-01', 'product.clocks.0.minutes', 30, 'source'],
  ['tisa', 'EU', '2026-01-01', 'product.clocks.0.minutes', 30, 'memory'],
  ['tisa', 'US', '2026-01-01', 'product.shelfLifeDays', 274, 'shaky'],
  ['tisa', 'US', '2026-01-01', 'apheresis.minimumTotalNucleatedCells', 2e9, 'source'],
  ['tisa', 'US', '2026-01-01', 'material.maximumAgeDays', 274, 'source'],
  ['tisa', 'EU', '2026-01-01', 'material.maximumAgeDays', 548, 'source'],
  ['tisa', 'US', '2026-01-01', 'manufacturing.expectedDays', 23, 'source'],
  ['tisa', 'EU', '2026-01-01', 'manufacturing.expectedDays', 28, 'source'],
  ['tisa', 'US', '2025-06-25', 'infusion.tocilizumabDoses', 2, 'source'],
  ['tisa', 'US', '2025-06-26', 'infusion.tocilizumabDoses', 2, 'shaky'],
  ['tisa', 'EU', '2026-01-01', 'infusion.tocilizumabDoses', 1, 'source'],
  ['axi', 'US', '2026-01-01', 'dosing.doses.0.perKgTarget', 2e6, 'source'],
  ['axi', 'US', '2026-01-01', 'dosing.doses.0.maximum', 2e8, 'source'],
  ['axi', 'EU', '2026-01-01', 'dosing.doses.0.perKgMinimum', 1e6, 'source'],
  ['axi', 'US', '2026-01-01', 'lymphodepletion.regimens.0.drugs.0.doseMgPerM2', 500, 'source'],
  ['axi', 'US', '2026-01-01', 'lymphodepletion.regimens.0.drugs.1.doseMgPerM2', 30, 'source'],
  ['axi', 'EU', '2026-01-01', 'lymphodepletion.regimens.0.drugs.1.doseMgPerM2', 30, 'memory'],
  ['axi', 'US', '2026-01-01', 'product.storageMaxCelsius', -150, 'memory'],
  ['axi', 'US', '2026-01-01', 'product.clocks.0.minutes', 180, 'memory'],
  ['axi', 'US', '2026-01-01', 'product.shelfLifeDays', 365, 'memory'],
  ['axi', 'US', '2026-01-01', 'manufacturing.expectedDays', 14, 'source'],
  ['axi', 'EU', '2026-01-01', 'manufacturing.expectedDays', 19, 'source'],
  ['axi', 'US', '2026-01-01', 'material.holdHours', 72, 'shaky'],
  ['axi', 'US', '2026-01-01', 'apheresis.minimumCd3Cells', 0.6e9, 'source'],
  ['axi', 'US', '2026-01-01', 'monitoring.cadenceHours', 12, 'source'],
  ['axi', 'US', '2026-01-01', 'toxicity.capdBelowAgeYears', 12, 'source'],
];

describe('the numbers of the definitions', () => {
  it.each(facts)('of %s in %s on %s at %s are %s, known by %s', (of, place, date, ...fact) => {
    const [path, value, certainty] = fact;
    const slice = rules(of, place, date);
    expect([at(slice, path), certaintyOf(slice, path)]).toEqual([value, certainty]);
  });

  it.each([
    ['corticosteroid', 3, 'source'],
    ['cytotoxic', 14, 'source'],
    ['checkpoint-inhibitor', 42, 'source'],
    ['immunosuppressant', 28, 'source'],
    ['bendamustine', 180, 'memory'],
    ['anti-t-cell-antibody', 180, 'memory'],
  ])('wash out %s for %d days, known by %s', (drugClass, days, certainty) => {
    const slice = rules('axi', 'US', '2026-01-01');
    const index = slice.washOuts.findIndex((one) => one.drugClass === drugClass);
    expect(slice.washOuts[index]?.days).toBe(days);
    expect(certaintyOf(slice, `washOuts.${index}.days`)).toBe(certainty);
  });

  it('never let a number that nobody read in a source alone block without a way around', () => {
    for (const of of Object.keys(products) as (keyof typeof products)[]) {
      const { washOuts } = rules(of, 'US', '2026-01-01');
      expect(washOuts.filter((one) => one.hard)).toEqual([]);
    }
  });
});

describe('the change of monitoring in the United States on 26 June 2025', () => {
  const windows = (of: keyof typeof products, date: string) =>
    Object.fromEntries(
      rules(of, 'US', date).monitoring.windows.map(({ name, until }) => [name, until]),
    );

  it.each(Object.keys(products) as (keyof typeof products)[])(
    'shortens what a patient infused with %s has to keep, from that day on',
    (of) => {
      const before = { 'daily-monitoring': 7, 'total-watch': 28, proximity: 28, driving: 56 };
      const after = { 'daily-monitoring': 7, 'total-watch': 14, proximity: 28, driving: 14 };
      expect(windows(of, '2025-06-25')).toEqual(before);
      expect(windows(of, '2025-06-25T23:59:59.999Z')).toEqual(before);
      expect(windows(of, '2025-06-26')).toEqual(after);
      expect(windows(of, '2025-06-26T00:00:00.000Z')).toEqual(after);
    },
  );

  it('changes nothing else that was read in a source', () => {
    const stable = ({
      monitoring,
      infusion,
      numbers,
      sources,
      id,
      effectiveFrom,
      ...rest
    }: RuleSlice) => {
      const known = [monitoring.cadenceHours, infusion.tocilizumabDoses, numbers.length > 0];
      const isDated = id !== '' && effectiveFrom !== '' && Object.keys(sources).length > 0;
      return { rest, known, isDated };
    };
    expect(stable(rules('tisa', 'US', '2025-06-26'))).toEqual(
      stable(rules('tisa', 'US', '2025-06-25')),
    );
  });
});
