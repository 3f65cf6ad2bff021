import { describe, expect, it } from '@jest/globals';
import { isVerified } from '#domain/rules/certainty.js';
import { products, type RuleSlice } from './products.js';

const approved = products().flatMap(({ versions }) =>
  versions.filter((slice) => !slice.illustrative),
);
const named = approved.map(
  (slice) =>
    [slice.productName, slice.indication, slice.jurisdiction, slice.effectiveFrom, slice] as const,
);

/** The days of a window where a source was read for them. */
function readDays(slice: RuleSlice, name: string): number | undefined {
  const index = slice.monitoring.windows.findIndex((window) => window.name === name);
  return isVerified(slice, `monitoring.windows.${index}.until`)
    ? slice.monitoring.windows[index]?.until
    : undefined;
}

/** The earlier versions of the same product, indication and jurisdiction, latest first. */
function before(slice: RuleSlice): readonly RuleSlice[] {
  return approved
    .filter(
      (one) =>
        one.product.id === slice.product.id &&
        one.indication === slice.indication &&
        one.jurisdiction === slice.jurisdiction &&
        one.effectiveFrom < slice.effectiveFrom,
    )
    .toReversed();
}

/** What the class notice asks for from its day on, where it was read. */
const classDays: Readonly<Record<string, number>> = {
  'daily-monitoring': 7,
  'total-watch': 14,
  driving: 14,
};

describe.each(named)('%s for %s, %s from %s', (_, __, jurisdiction, from, slice) => {
  it('is watched no shorter than was last read, nor than the class, where nobody has read it', () => {
    const isUnderClassNotice = jurisdiction === 'US' && from >= '2025-06-26';
    for (const { name, until } of slice.monitoring.windows) {
      if (readDays(slice, name) !== undefined) continue;
      const last = before(slice)
        .map((one) => readDays(one, name))
        .find((days) => days !== undefined);
      const least = Math.max(last ?? 0, isUnderClassNotice ? (classDays[name] ?? 0) : 0);
      expect(until).toBeGreaterThanOrEqual(least);
    }
  });

  it('blocks nothing for good by a number that nobody has read', () => {
    const criteria = [
      ['eligibility.criteria', slice.eligibility.criteria],
      ['apheresis.dayCounts', slice.apheresis.dayCounts],
      ['lymphodepletion.startCriteria', slice.lymphodepletion.startCriteria],
    ] as const;
    for (const [path, all] of criteria) {
      for (const [index, criterion] of all.entries()) {
        expect(criterion.overridable || isVerified(slice, `${path}.${index}`)).toBe(true);
      }
    }
    for (const [index, { hard }] of slice.washOuts.entries()) {
      expect(!hard || isVerified(slice, `washOuts.${index}`)).toBe(true);
    }
    for (const [index, { hard }] of slice.combinations.entries()) {
      expect(!hard || isVerified(slice, `combinations.${index}`)).toBe(true);
    }
  });
});

describe('an illustrative product', () => {
  const illustrative = products().flatMap(({ versions }) =>
    versions.filter((slice) => slice.illustrative),
  );

  it.each(illustrative.map((slice) => [slice.productName, slice] as const))(
    '%s says so in its name, and none of its own numbers was read anywhere',
    (name, slice) => {
      expect(name).toMatch(/^Illustrative/);
      for (const section of ['dosing', 'lymphodepletion', 'monitoring.windows', 'features']) {
        const read = slice.numbers
          .filter(({ verified }) => verified === 'source')
          .flatMap(({ paths }) => paths)
          .filter((path) => path.startsWith(`${section}.`));
        expect(read).toEqual([]);
      }
    },
  );
});
