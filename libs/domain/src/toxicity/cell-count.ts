const factors: Readonly<Record<string, number>> = {
  '/uL': 1,
  '10*3/uL': 1_000,
  '10*9/L': 1_000,
  '10*6/L': 1,
};

/** Whether a unit (UCUM) is one of cells per volume. */
export function isCellUnit(unit: string): boolean {
  return Object.hasOwn(factors, unit);
}

/** A cell count in cells per microlitre; undefined when the unit (UCUM) is not one of cells per volume. */
export function cellsPerMicrolitre(value: number, unit: string | undefined): number | undefined {
  const factor = factors[unit ?? '/uL'];
  return factor === undefined ? undefined : value * factor;
}
