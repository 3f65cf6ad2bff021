import { testsBeforeEveryCourse } from '#domain/gates/lymphodepletion-criteria.js';
import { cellLimits, doseRuleFor } from '#domain/rules/dose.js';
import type { RuleSlice } from '#products/products.js';
import type { MadeBag } from '../story/partner-request.js';

/** Cells where the rules name no dose, and of a patient nobody has weighed. */
const usualCells = 1.5e8;

/** The tests that the rules ask for before lymphodepletion, beside infection. */
export function testsBefore({ lymphodepletion, dosing }: RuleSlice): readonly string[] {
  return [
    ...testsBeforeEveryCourse,
    ...lymphodepletion.startCriteria.map(({ test }) => test),
    ...(dosing.planBy === undefined ? [] : [dosing.planBy.test]),
  ];
}

/** The bags of a product as a manufacturer makes it: of each component, of each kind, or one or two with the dose. */
export function bagsMade(
  rules: RuleSlice,
  weightKg: number | null,
  inTwo: () => boolean,
): readonly MadeBag[] {
  const { components, containers } = rules.product;
  if (containers.kinds.length > 0) {
    return containers.kinds.map(({ cells }) => ({ carPositiveViableCells: cells }));
  }
  const cells = cellsMade(rules, weightKg);
  if (components.length > 0) {
    const carPositiveViableCells = Math.round(cells / components.length);
    return components.map(({ id }) => ({ component: id, carPositiveViableCells }));
  }
  const count = containers.maximum === undefined && inTwo() ? 2 : 1;
  return Array.from({ length: count }, () => ({
    carPositiveViableCells: Math.round(cells / count),
  }));
}

function cellsMade({ dosing }: RuleSlice, weightKg: number | null): number {
  if (weightKg === null) return usualCells;
  const rule = doseRuleFor(dosing.doses, { number: 1, weightKg });
  if (rule === undefined) return usualCells;
  const { minimum, target, maximum } = cellLimits(rule, weightKg);
  if (target !== undefined) return target;
  return minimum === undefined || maximum === undefined
    ? usualCells
    : Math.round((minimum + maximum) / 2);
}
