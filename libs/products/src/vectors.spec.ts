import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { componentFaults, nextComponent } from '#domain/rules/components.js';
import { cellLimits, doseRuleFor } from '#domain/rules/dose.js';
import { dosePlanBy } from '#domain/rules/dose-plan.js';
import { donorFaults } from '#domain/rules/donor.js';
import { dayOfInfusion, hasToBeRepeated, mayBeOmitted } from '#domain/rules/lymphodepletion.js';
import { takesMaterial, usableUntil } from '#domain/rules/material-accepted.js';
import { afterToxicity, doseDays } from '#domain/rules/next-dose.js';
import { fitsPriorTherapy, type History } from '#domain/rules/prior-therapy.js';
import { keepsLimit } from '#domain/rules/release-limits.js';
import { calendarNamed, isMeasuredBy } from '#domain/rules/response-criteria.js';
import { type AntigenStatus, targetsLeft } from '#domain/rules/retreatment.js';
import type { RuleSlice } from '#domain/rules/rule-slice.js';
import { clockEnds } from '#domain/rules/thaw-clocks.js';
import { keepsWindow } from '#domain/rules/therapy-window.js';
import { plusDays, plusMinutes } from '#domain/time/instant.js';
import { products, sliceFor } from './products.js';

type Given = Readonly<Record<string, unknown>>;
type Vector = {
  readonly in: string;
  readonly kind: string;
  readonly given: Given;
  readonly expected: unknown;
};

const begin = '2026-05-01T08:00:00.000Z';
const number = (value: unknown): number => value as number;
const leucocytes = ({ leucocytes: count }: Given, collectedAt: string) =>
  count === undefined ? undefined : { perMicrolitre: number(count), collectedAt };
const containersOf = ({ open = [], done = [] }: Given) => [
  ...(done as string[]).map((component) => ({ component, isDone: true })),
  ...(open as string[]).map((component) => ({ component, isDone: false })),
];

/** How each kind of rule answers what is given. */
const kinds: Readonly<Record<string, (rules: RuleSlice, given: Given) => unknown>> = {
  regimen: ({ lymphodepletion }, { id }) =>
    lymphodepletion.regimens
      .find((one) => one.id === id)
      ?.drugs.map(({ drug, doseMgPerM2, days }) => `${drug} ${doseMgPerM2} on ${days.join(', ')}`),
  'infusion-day': ({ lymphodepletion }, { day }) =>
    dayOfInfusion(lymphodepletion.toInfusionDays, number(day)),
  omission: ({ lymphodepletion }, given) =>
    mayBeOmitted(
      lymphodepletion.omission,
      leucocytes(given, plusDays(begin, -number(given['daysBefore']))),
      begin,
    ),
  repetition: ({ lymphodepletion }, given) =>
    hasToBeRepeated(
      lymphodepletion.repeat,
      begin,
      leucocytes(given, plusDays(begin, 1)),
      plusDays(begin, number(given['day'])),
    ),
  dose: ({ dosing }, { number: dose = 1, weightKg, plan }) => {
    const wanted = { number: number(dose), weightKg: number(weightKg) };
    const rule = doseRuleFor(dosing.doses, { ...wanted, plan: plan as string | undefined });
    return rule === undefined ? null : cellLimits(rule, wanted.weightKg);
  },
  'dose-plan': ({ dosing }, { value, unit, daysBefore }) => {
    if (dosing.planBy === undefined) return undefined;
    const collectedAt = plusDays(begin, -number(daysBefore));
    const result = { value: value as number | undefined, unit: String(unit), collectedAt };
    const chosen = dosePlanBy(dosing.planBy, result, begin);
    return chosen.plan ?? chosen.because;
  },
  'dose-days': ({ dosing }, { number: dose }) => doseDays(dosing.schedule, number(dose)),
  'after-toxicity': ({ dosing }, { number: dose, ...grades }) => {
    const of = (kind: string) => {
      const [worst = 0, now = 0] = grades[kind] as number[];
      return { worst, now };
    };
    return afterToxicity(dosing.afterToxicity, number(dose), {
      crs: of('crs'),
      icans: of('icans'),
    });
  },
  clocks: ({ product }, given) => {
    const times = Object.fromEntries(
      Object.entries(given).map(([what, minutes]) => [
        `${what}At`,
        plusMinutes(begin, number(minutes)),
      ]),
    );
    const ends = clockEnds(product.clocks, times);
    return Object.fromEntries(
      ends.map(({ name, at }) => [name, (Date.parse(at) - Date.parse(begin)) / 60_000]),
    );
  },
  windows: ({ monitoring }) =>
    Object.fromEntries(monitoring.windows.map(({ name, until }) => [name, until])),
  'prior-therapy': ({ eligibility }, given) =>
    fitsPriorTherapy(eligibility.priorTherapies, given as unknown as History),
  'release-limit': ({ manufacturing }, { test, value, unit }) =>
    keepsLimit(manufacturing.limits, {
      test: String(test),
      value: number(value),
      unit: String(unit),
    }),
  therapy: ({ combinations }, { therapy, day }) =>
    combinations
      .filter((one) => one.therapy === therapy)
      .every((window) => keepsWindow(window, number(day))),
  'next-component': ({ product }, given) =>
    nextComponent(product.components, containersOf(given)) ?? null,
  'component-faults': ({ product }, given) =>
    componentFaults(product.components, containersOf(given)),
  material: ({ material }, { state }) => {
    const kind = state as 'fresh' | 'cryopreserved';
    if (!takesMaterial(material, kind)) return false;
    const until = usableUntil(material, kind, begin);
    return until === undefined ? true : (Date.parse(until) - Date.parse(begin)) / 86_400_000;
  },
  donor: ({ donor }, given) => (donor === undefined ? undefined : donorFaults(donor, given)),
  'targets-left': (rules, given) => targetsLeft(rules, given as Record<string, AntigenStatus>),
  response: ({ response }, { criteria }) => isMeasuredBy(response, String(criteria)),
  calendar: ({ followUp }, { name }) =>
    calendarNamed(followUp, name as string | undefined)?.length ?? null,
};

const folder = new URL('../vectors/', import.meta.url);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map(
    (name) =>
      parse(readFileSync(new URL(name, folder), 'utf8')) as { product: string; vectors: Vector[] },
  );

describe.each(files)('the test vectors of $product', ({ product, vectors }) => {
  it.each(
    vectors.map(
      (vector) => [vector.in, vector.kind, JSON.stringify(vector.given), vector] as const,
    ),
  )('%s: %s of %s', (_, kind, __, vector) => {
    const [indication = '', jurisdiction = '', date = ''] = vector.in.split(' ');
    const rules = sliceFor({ product, indication, jurisdiction, date });
    expect(kinds[kind]?.(rules, vector.given)).toEqual(vector.expected);
  });

  it('speak of its regimens, windows, doses and clocks', () => {
    const spoken = new Set(vectors.map((vector) => vector.kind));
    expect([...spoken]).toEqual(
      expect.arrayContaining(['regimen', 'infusion-day', 'dose', 'clocks', 'windows']),
    );
  });

  it('speak of each of its indications and jurisdictions', () => {
    const versions = products().find(({ id }) => id === product)?.versions ?? [];
    const spoken = vectors.map((vector) => vector.in.split(' '));
    for (const [column, part] of (['indication', 'jurisdiction'] as const).entries()) {
      const all = new Set(versions.map((version) => version[part]));
      expect([...all].filter((one) => !spoken.some((words) => words[column] === one))).toEqual([]);
    }
  });
});

describe('the test vectors', () => {
  it('are there for every product', () => {
    expect(files.map(({ product }) => product).toSorted()).toEqual(
      products()
        .map(({ id }) => id)
        .toSorted(),
    );
  });

  it('speak of every kind of rule', () => {
    const spoken = new Set(files.flatMap(({ vectors }) => vectors.map(({ kind }) => kind)));
    expect([...spoken].toSorted()).toEqual(Object.keys(kinds).toSorted());
  });
});
