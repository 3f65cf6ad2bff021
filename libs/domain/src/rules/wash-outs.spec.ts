import { describe, expect, it } from '@jest/globals';
import { latestKnown, washOutsOf } from './wash-outs.js';

const rules = [
  { drugClass: 'corticosteroid', days: 3, hard: false },
  { drugClass: 'bendamustine', days: 180, preferredDays: 270, hard: false },
];

const of = (drugClass: string, rest: object) =>
  washOutsOf(rules, [{ drug: 'd', drugClass, ...rest }])[0];

describe('a wash-out', () => {
  it.each([
    [
      'an instant counts as it is',
      { lastDose: '2026-02-10T08:00:00Z' },
      '2026-02-13T08:00:00.000Z',
    ],
    [
      'a date counts to its end where it ends last',
      { lastDose: '2026-02-10' },
      '2026-02-14T12:00:00.000Z',
    ],
    ['a month counts to its last day', { lastDose: '2026-02' }, '2026-03-04T12:00:00.000Z'],
    ['a leap year has one day more', { lastDose: '2028-02' }, '2028-03-04T12:00:00.000Z'],
    ['a year counts to its last day', { lastDose: '2025' }, '2026-01-04T12:00:00.000Z'],
    ['what goes on has no end', { ongoing: true, lastDose: '2026-02-10' }, null],
    ['what is unknown has no end', { unknown: true }, null],
    ['without a last dose there is no end', {}, null],
    ['a date that is none is not known', { lastDose: 'spring' }, null],
  ])('%s', (_, medication, safeFrom) => {
    expect(of('corticosteroid', medication)?.safeFrom).toBe(safeFrom);
  });

  it('has a later day that is better where the rule names one', () => {
    expect(of('bendamustine', { lastDose: '2026-01-01T00:00:00Z' })).toMatchObject({
      safeFrom: '2026-06-30T00:00:00.000Z',
      preferredFrom: '2026-09-28T00:00:00.000Z',
    });
  });

  it('is not needed for a class without one', () => {
    expect(of('antibiotic', { ongoing: true })).toBeUndefined();
  });
});

describe('the latest of several', () => {
  it('is not known when one is not', () => {
    expect(latestKnown(['2026-01-01T00:00:00.000Z', null])).toBeNull();
  });

  it('is long past when there are none', () => {
    expect(latestKnown([])).toBe('1970-01-01T00:00:00.000Z');
  });
});
