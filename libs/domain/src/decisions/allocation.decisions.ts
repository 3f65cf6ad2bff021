import { allocationOf, unitsOnOffer } from '../gates/allocation.gate.js';
import { withOverrides } from '../gates/overrides.js';
import { isProductLost } from '../gates/product-released.js';
import { sameIdentifier } from '../identifiers/normalised-identifier.js';
import type { RecordDraft } from '../journey/record.js';
import type { JourneyState } from '../journey/state.js';
import { because, type Check, unlessMet } from './because.js';
import type { Effect } from './effect.js';
import { lymphodepletionPermissions } from './lapsing.js';
import { stageEntered } from './stage-entered.js';

/** What speaks against choosing a unit off the shelf. */
export const allocationChecks: Readonly<Record<string, Check>> = {
  'allocate-unit': (state, { data }, now) => {
    if (state.stage !== 'allocation' && !isProductLost(state)) {
      return because('unit-not-lost', 'The unit that is allocated is not lost', 'quality');
    }
    const unit = unitsOnOffer(state).find(({ unitId }) => sameIdentifier(unitId, data['unitId']));
    if (unit === undefined) {
      return because('unit-not-offered', 'This unit is not on offer', 'manufacturer');
    }
    return unlessMet(withOverrides(allocationOf(state, unit, now), state, now).requirements);
  },
};

/** Another unit has to be chosen: what was permitted for the one before lapses. */
export function allocateAgain(state: JourneyState): readonly RecordDraft[] {
  return state.stage === 'allocation'
    ? []
    : [
        stageEntered(state, 'allocation', {
          isNewAttempt: false,
          voids: ['allocate-unit', ...lymphodepletionPermissions],
        }),
      ];
}

/** What follows from choosing a unit. */
export const allocationEffects: Readonly<Record<string, Effect>> = {
  'allocate-unit': (state) =>
    state.stage === 'allocation'
      ? []
      : [
          stageEntered(state, 'allocation', {
            isNewAttempt: false,
            voids: lymphodepletionPermissions,
          }),
        ],
};
