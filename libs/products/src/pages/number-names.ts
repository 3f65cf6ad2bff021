type Named = Readonly<Record<string, unknown>>;

/** What names an item of a list, by the first of these fields that it has. */
const naming = [
  'id',
  'name',
  'drug',
  'drugClass',
  'modality',
  'therapy',
  'colour',
  'test',
  'cells',
  'plan',
  'kind',
] as const;

/** Fields that are said beside the name, because items of a list share it. */
const beside = [
  'plan',
  'number',
  'kind',
  'phase',
  'perMicrolitre',
  'grade',
  'consequence',
  'basis',
] as const;

function words(field: string): string {
  return field.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
}

function nameOf(item: unknown, index: string): string {
  if (typeof item !== 'object' || item === null) return `${Number(index) + 1}`;
  const fields = item as Named;
  const key = naming.find((field) => typeof fields[field] === 'string');
  const others = beside.filter((field) => field !== key && isPlain(fields[field]));
  const said = others.map((field) => `${words(field)} ${String(fields[field])}`);
  const name = key === undefined ? [`${Number(index) + 1}`] : [String(fields[key])];
  return [...(key === undefined && said.length > 0 ? [] : name), ...said].join(', ');
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

/** The path of a number in words: `lymphodepletion › regimens › bendamustine › last day`. */
export function nameOfNumber(slice: unknown, path: string): string {
  let here: unknown = slice;
  return path
    .split('.')
    .map((field) => {
      const isItem = Array.isArray(here);
      here = (here as Named | undefined)?.[field];
      return isItem ? nameOf(here, field) : words(field);
    })
    .join(' › ');
}

/** The value at a path. */
export function valueAt(slice: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, field) => (value as Named | undefined)?.[field], slice);
}

/** A value as a page writes it: thousands apart, a calendar by its visits, no last day in words. */
export function written(value: unknown): string {
  if (value === null) return 'no last day';
  if (typeof value === 'number') return grouped(value);
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return JSON.stringify(value);
  return value
    .map((one: unknown) =>
      typeof one === 'object' && one !== null ? String((one as Named)['name']) : written(one),
    )
    .join(', ');
}

function grouped(value: number): string {
  const [whole = '', part] = String(Math.abs(value)).split('.');
  const thousands = whole.length > 4 ? whole.replaceAll(/\B(?=(\d{3})+$)/g, ' ') : whole;
  const sign = value < 0 ? '−' : '';
  return `${sign}${thousands}${part === undefined ? '' : `.${part}`}`;
}
