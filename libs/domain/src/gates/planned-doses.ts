import { begunAt, currentBatch, firstInfusionAt, type JourneyState } from '../journey/state.js';
import { doseRuleFor } from '../rules/dose.js';
import { dosePlanBy } from '../rules/dose-plan.js';
import { afterToxicity, doseDays, doseNumbers } from '../rules/next-dose.js';
import { type Instant, isAtOrAfter, plusDays } from '../time/instant.js';

/** One dose of the plan and the bags it is drawn from. */
export type PlannedDose = { readonly number: number; readonly bagIds: readonly string[] };

type ReleasedBag = NonNullable<ReturnType<typeof releasedBags>>[number];

function releasedBags(state: JourneyState) {
  const { components } = state.rules.product;
  const order = (component: string | undefined): number =>
    components.findIndex(({ id }) => id === component);
  return (currentBatch(state)?.release?.bags ?? []).toSorted(
    (a, b) => order(a.component) - order(b.component),
  );
}

/** The plans a split dose may follow; one without a name where there is nothing to choose. */
function plans({ rules }: JourneyState): readonly (string | undefined)[] {
  return rules.dosing.planBy?.plans.map(({ id }) => id) ?? [undefined];
}

/** A bag of about so many cells among those that are left: none is taken for one that holds half or twice as many. */
function bagOf(cells: number, left: readonly ReleasedBag[]): ReleasedBag | undefined {
  const distance = (bag: ReleasedBag): number =>
    Math.abs(Math.log((bag.carPositiveViableCells ?? 0) / cells));
  return left
    .filter((bag) => distance(bag) < Math.log(2))
    .toSorted((a, b) => distance(a) - distance(b))[0];
}

function dosesOf(state: JourneyState, plan: string | undefined): readonly PlannedDose[] {
  const { doses } = state.rules.dosing;
  const numbers = doseNumbers(doses, plan);
  let left: readonly ReleasedBag[] = releasedBags(state);
  if (numbers.length <= 1) {
    return [{ number: numbers[0] ?? 1, bagIds: left.map(({ bagId }) => bagId) }];
  }
  return numbers.map((number) => {
    const wanted = doseRuleFor(doses, { number, weightKg: state.weightKg, plan })?.bags ?? [];
    const bags = wanted.flatMap(({ cells }) => {
      const bag = bagOf(cells, left);
      left = left.filter((one) => one !== bag);
      return bag ?? [];
    });
    return { number, bagIds: bags.map(({ bagId }) => bagId) };
  });
}

/** Whether a product is given in several doses on several days. */
export function isSplit(state: JourneyState): boolean {
  return plans(state).some((plan) => doseNumbers(state.rules.dosing.doses, plan).length > 1);
}

/**
 * The doses of this patient with their bags, in order; null while the plan cannot be chosen. Once a bag flows its plan
 * stands: what is measured later chooses none.
 */
export function plannedDoses(state: JourneyState): readonly PlannedDose[] | null {
  const begun = state.infusions.flatMap((bag) => (begunAt(bag) === undefined ? [] : bag.bagId));
  const { planBy } = state.rules.dosing;
  if (planBy === undefined) return dosesOf(state, undefined);
  const followed = plans(state)
    .map((plan) => dosesOf(state, plan))
    .find(([first]) => first?.bagIds.some((bagId) => begun.includes(bagId)));
  if (followed !== undefined) return followed;
  const result = state.screening[planBy.test];
  const startedAt = state.lymphodepletion?.startedAt ?? result?.collectedAt;
  if (startedAt === undefined) return null;
  const { plan } = dosePlanBy(planBy, result, startedAt);
  return plan === null ? null : dosesOf(state, plan);
}

/** Whether a bag needs nothing more: given, stopped with a reason, or damaged. */
export function isBagDone(state: JourneyState, bagId: string): boolean {
  const infusion = state.infusions.find((known) => known.bagId === bagId);
  return (
    (infusion !== undefined && (infusion.completedAt !== null || infusion.stopped !== null)) ||
    state.damagedBags.includes(bagId)
  );
}

/** What the toxicities since the first dose mean for a dose. */
export function toxicityBefore(
  { toxicity, rules }: JourneyState,
  number: number,
): 'give' | 'postpone' | 'stop' {
  const gradesOf = (kind: 'crs' | 'icans') => {
    const course = toxicity[kind];
    return course === null ? null : { worst: course.peak, now: course.grade };
  };
  return afterToxicity(rules.dosing.afterToxicity, number, {
    crs: gradesOf('crs'),
    icans: gradesOf('icans'),
  });
}

/** From when to when a later dose may be given: its day with its tolerance, longer where toxicity postpones it. */
export function doseWindow(
  state: JourneyState,
  number: number,
): { readonly from: Instant; readonly until: Instant } | null {
  const zero = state.calendar?.dayZeroStartsAt ?? firstInfusionAt(state);
  if (zero === undefined || number === 1) return null;
  const { from, last } = doseDays(state.rules.dosing.schedule, number);
  return { from: plusDays(zero, from), until: plusDays(zero, last + 1) };
}

/** Whether a dose will not be given any more: toxicity stops it, or its last day is over. */
export function isDoseOver(state: JourneyState, number: number, now: Instant): boolean {
  if (number === 1) return false;
  const window = doseWindow(state, number);
  return (
    toxicityBefore(state, number) === 'stop' || (window !== null && isAtOrAfter(now, window.until))
  );
}

/** The dose that comes next: the first of the plan that is not done; undefined when all are, or no plan is chosen. */
export function nextDose(state: JourneyState): PlannedDose | undefined {
  return plannedDoses(state)?.find(
    ({ bagIds }) => bagIds.length === 0 || !bagIds.every((bagId) => isBagDone(state, bagId)),
  );
}

/** The dose a bag belongs to by the plan; undefined where the plan knows it not. */
export function doseOfBag(state: JourneyState, bagId: string): number | undefined {
  return plannedDoses(state)?.find(({ bagIds }) => bagIds.includes(bagId))?.number;
}
