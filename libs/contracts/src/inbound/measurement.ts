import { z } from 'zod';
import { oneOf } from './fields.js';

type Bounds = readonly [minimum: number, maximum: number];

/** The units a quantity may come in (UCUM), and what is plausible in each. */
type Quantity = Readonly<Record<string, Bounds>>;

const cellCount: Quantity = {
  '/uL': [0, 1e7],
  '10*3/uL': [0, 1e4],
  '10*6/L': [0, 1e7],
  '10*9/L': [0, 1e4],
};
const share: Quantity = { '%': [0, 100] };
const enzyme: Quantity = { 'U/L': [0, 1e5], '[iU]/L': [0, 1e5] };
const protein: Quantity = { 'g/L': [0, 200], 'mg/dL': [0, 20_000] };
const concentration: Quantity = { 'pg/mL': [0, 1e7], 'ng/L': [0, 1e7] };
const score = (maximum: number): Quantity => ({ '1': [0, maximum], '{score}': [0, maximum] });

/** Tests whose number means nothing without its unit; `1` may be left out. Any other test takes any unit below. */
const quantities = new Map<string, Quantity>(
  Object.entries({
    alc: cellCount,
    anc: cellCount,
    wbc: cellCount,
    cd3: cellCount,
    platelets: cellCount,
    'creatinine-clearance': { 'mL/min': [0, 400], 'mL/min/{1.73_m2}': [0, 400] },
    creatinine: { 'mg/dL': [0, 50], 'umol/L': [0, 5_000] },
    alt: enzyme,
    ast: enzyme,
    ldh: enzyme,
    bilirubin: { 'mg/dL': [0, 80], 'umol/L': [0, 1_400] },
    haemoglobin: { 'g/dL': [0, 30], 'g/L': [0, 300] },
    lvef: share,
    spo2: share,
    ecog: score(5),
    karnofsky: { ...score(100), ...share },
    crp: { 'mg/L': [0, 1_000], 'mg/dL': [0, 100] },
    ferritin: { 'ug/L': [0, 1e6], 'ng/mL': [0, 1e6] },
    fibrinogen: protein,
    igg: protein,
    'car-t-level': { '/uL': [0, 1e6], '{copies}/ug': [0, 1e7], ...share },
    cytokine: concentration,
    viability: share,
    'car-expression': share,
    purity: share,
    dose: { '1': [0, 1e13], '{cells}': [0, 1e13], '{cells}/kg': [0, 1e12] },
    vcn: { '1': [0, 100], '{copies}/{cell}': [0, 100] },
    endotoxin: { '[EU]/mL': [0, 1e5], '[EU]/kg': [0, 1e5] },
    potency: { ...share, ...concentration, '1': [0, 1e6] },
  } satisfies Record<string, Quantity>),
);

const resultUnits = new Set([...quantities.values()].flatMap((quantity) => Object.keys(quantity)));

const drugUnits = ['mg', 'g', 'ug', 'mg/kg', 'mg/m2', 'ug/kg', '[iU]', '[iU]/kg', 'mL', '1'];

type Result = { readonly test?: unknown; readonly value?: unknown; readonly unit?: unknown };

/** The fields of a result in numbers: a value in its unit, with a comparator when it lies beyond the range. */
export const measured = {
  value: z.number().min(-1e13).max(1e13).exactOptional(),
  unit: z
    .string()
    .refine((unit) => resultUnits.has(unit), 'a known unit (UCUM)')
    .exactOptional(),
  comparator: oneOf('<', '>').exactOptional(),
};

/** What a test without a number can say. */
export const qualitative = oneOf('positive', 'negative', 'indeterminate', 'not-done');

/** The unit of an amount of a drug (UCUM). */
export const drugUnit = z
  .string()
  .refine((unit) => drugUnits.includes(unit), 'a known unit (UCUM)');

/** A number comes in a unit its test is given in, and is plausible in that unit. */
export const plausibleResult = {
  holds: ({ test, value, unit }: Result): boolean => {
    if (typeof test !== 'string' || typeof value !== 'number') return true;
    const quantity = quantities.get(test);
    if (quantity === undefined) return true;
    const bounds = new Map(Object.entries(quantity)).get(typeof unit === 'string' ? unit : '1');
    return bounds !== undefined && value >= bounds[0] && value <= bounds[1];
  },
  expected: 'a plausible value in a unit (UCUM) in which this test is given',
};
