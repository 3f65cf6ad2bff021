import { outranks } from '../facts/fact.js';
import type { Instant } from '../time/instant.js';
import type { Allocation, UnitWord } from './donor-unit.js';
import type { Batch, JourneyState } from './state.js';

/** Before anything is offered. */
export const nothingAllocated: Allocation = { units: {}, donors: {}, histocompatibility: null };

/** A unit as all that was said of it makes it: of each field the latest word, of the whole the latest status. */
export type Unit = UnitWord & {
  /** When it was last allocated; null where it never was. */
  readonly allocatedAt: Instant | null;
};

/** Whether the cells come from a donor and are in stock before the patient is known. */
export function isOffTheShelf({ rules }: Pick<JourneyState, 'rules'>): boolean {
  return rules.source === 'allogeneic';
}

/** Every unit that was named for a journey, the one that was spoken of last at the end. */
export function unitsOf({ allocation }: Pick<JourneyState, 'allocation'>): readonly Unit[] {
  return Object.values(allocation.units)
    .flatMap((words) => asUnit(words) ?? [])
    .toSorted((a, b) => (outranks(a.evidence, b.evidence) ? 1 : -1));
}

function asUnit(words: readonly UnitWord[]): Unit | undefined {
  const last = words.at(-1);
  if (last === undefined) return undefined;
  const told = Object.assign({}, ...words) as UnitWord;
  const allocated = words.findLast(({ status }) => status === 'allocated');
  return {
    ...told,
    status: last.status,
    evidence: last.evidence,
    allocatedAt: allocated?.evidence.happenedAt ?? null,
  };
}

/** Whether a unit was ever allocated to the patient of a journey: whatever became of it, it is no stranger's. */
export function wasAllocated(state: Pick<JourneyState, 'allocation'>, unitId: string): boolean {
  return state.allocation.units[unitId]?.some(({ status }) => status === 'allocated') === true;
}

/** Whether a batch is the lot of a donor, of which other patients have units as well. */
export function isDonorLot(state: Pick<JourneyState, 'allocation'>, batchId: string): boolean {
  return unitsOf(state).some(
    ({ donorLotId, allocatedAt }) => donorLotId === batchId && allocatedAt !== null,
  );
}

/** The unit of a lot that the patient has, or had last. */
export function unitOfLot(
  state: Pick<JourneyState, 'allocation'>,
  donorLotId: string,
): Unit | undefined {
  const ofLot = unitsOf(state)
    .filter((one) => one.donorLotId === donorLotId && one.allocatedAt !== null)
    .toSorted((a, b) => Date.parse(a.allocatedAt ?? '') - Date.parse(b.allocatedAt ?? ''));
  return ofLot.findLast(({ status }) => status === 'allocated') ?? ofLot.at(-1);
}

/** Whether the unit that a batch stands for went back to stock. */
export function isReturned(state: JourneyState, { batchId }: Pick<Batch, 'batchId'>): boolean {
  const unit = unitOfLot(state, batchId);
  return unit !== undefined && unit.status !== 'allocated';
}
