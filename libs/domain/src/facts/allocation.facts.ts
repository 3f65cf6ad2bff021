import { isDonorLot, unitOfLot, unitsOf } from '../journey/allocation.js';
import type { UnitStatus } from '../journey/donor-unit.js';
import type { Batch, JourneyState } from '../journey/state.js';
import { type FactRule, type FactRules, inOrder, latestUnder, outranks } from './fact.js';
import { graver, withNoticesApplied } from './manufacturing.facts.js';

type UnitType = 'unit.offered' | 'unit.reserved' | 'unit.allocated' | 'unit.returned-to-stock';

/** The lot of an allocated unit as a batch: what is tested, recalled or withdrawn is the lot, what is given is the unit. */
function asBatch(state: JourneyState, donorLotId: string, attempt: number): Batch | undefined {
  const unit = unitOfLot(state, donorLotId);
  if (unit?.allocatedAt == null) return undefined;
  const { unitId, allocatedAt, carPositiveViableCells, expiresAt, releasedAt, evidence } = unit;
  const known = state.batches.find(({ batchId }) => batchId === donorLotId);
  const release: Batch['release'] =
    releasedAt === undefined || expiresAt === undefined
      ? null
      : {
          coi: state.journeyId,
          batchId: donorLotId,
          releaseType: 'full',
          pendingTests: [],
          bags: [
            {
              bagId: unitId,
              ...(carPositiveViableCells === undefined ? {} : { carPositiveViableCells }),
            },
          ],
          expiresAt,
          evidence,
        };
  const standing = release === null ? 'started' : 'released';
  return {
    batchId: donorLotId,
    attempt,
    vectorLot: null,
    startedAt: allocatedAt,
    status:
      known === undefined || known.status === 'released'
        ? standing
        : graver(known.status, standing),
    steps: known?.steps ?? [],
    tests: known?.tests ?? [],
    release,
    failure: known?.failure ?? null,
    evidence,
  };
}

/** The lots of the units that are or were allocated, the one allocated last as the latest attempt. */
function withLots(state: JourneyState): JourneyState {
  const lots = [...new Set(unitsOf(state).map(({ donorLotId }) => donorLotId))]
    .filter((donorLotId) => isDonorLot(state, donorLotId))
    .map((donorLotId) => ({ donorLotId, at: unitOfLot(state, donorLotId)?.allocatedAt ?? '' }))
    .toSorted(
      (a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.donorLotId < b.donorLotId ? -1 : 1),
    );
  const batches = lots.flatMap(
    ({ donorLotId }, index) => asBatch(state, donorLotId, index + 1) ?? [],
  );
  return withNoticesApplied({
    ...state,
    batches: [
      ...state.batches.filter(({ batchId }) => !batches.some((lot) => lot.batchId === batchId)),
      ...batches,
    ],
  });
}

function asUnit<T extends UnitType>(status: UnitStatus): FactRule<T> {
  return {
    apply: (state, { data, evidence }) => {
      const { allocation } = state;
      const words = inOrder(allocation.units[data.unitId] ?? [], { ...data, status, evidence });
      const units = { ...allocation.units, [data.unitId]: words };
      return withLots({ ...state, allocation: { ...allocation, units } });
    },
  };
}

/** Units off the shelf: what is in stock, whose cells they are, and whether the patient can have them. */
export const allocationFacts: FactRules<
  UnitType | 'donor.eligibility-determined' | 'histocompatibility.resulted'
> = {
  'unit.offered': asUnit('offered'),
  'unit.reserved': asUnit('reserved'),
  'unit.allocated': asUnit('allocated'),
  'unit.returned-to-stock': asUnit('returned'),
  'donor.eligibility-determined': {
    apply: (state, { data: { donorCode, eligible }, evidence }) => {
      const donors = latestUnder(state.allocation.donors, donorCode, { eligible, evidence });
      return { ...state, allocation: { ...state.allocation, donors } };
    },
  },
  'histocompatibility.resulted': {
    apply: (state, { data: { hla, donorSpecificAntibodies }, evidence }) =>
      outranks(evidence, state.allocation.histocompatibility?.evidence)
        ? {
            ...state,
            allocation: {
              ...state.allocation,
              histocompatibility: {
                ...(hla === undefined ? {} : { hla }),
                ...(donorSpecificAntibodies === undefined ? {} : { donorSpecificAntibodies }),
                evidence,
              },
            },
          }
        : state,
  },
};
