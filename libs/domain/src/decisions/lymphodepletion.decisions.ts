import { mayBeWaived } from '../gates/lymphodepletion-waived.js';
import { withdrawalOf } from '../requests/withdrawal.js';
import { because, type Check } from './because.js';
import type { Effect } from './effect.js';
import { lymphodepletionPermissions } from './lapsing.js';
import { stageEntered } from './stage-entered.js';

/** What speaks against decisions about lymphodepletion beside its gate. */
export const lymphodepletionChecks: Readonly<Record<string, Check>> = {
  'waive-lymphodepletion': (state, _command, now) =>
    mayBeWaived(state, now)
      ? null
      : because(
          'leucocytes-not-low',
          'The product asks for lymphodepletion unless leucocytes are low enough, counted recently',
          'physician',
        ),
};

/** Before lymphodepletion again: what was permitted is taken back, and has to be permitted anew. */
const backBefore: Effect = (state, _command, now) => [
  ...withdrawalOf(
    state,
    state.authorizations.filter(({ kind }) => kind === 'lymphodepletion.authorized'),
    now,
  ),
  stageEntered(state, 'inbound-shipment', {
    isNewAttempt: false,
    voids: lymphodepletionPermissions,
  }),
];

/** What follows from decisions about lymphodepletion. */
export const lymphodepletionEffects: Readonly<Record<string, Effect>> = {
  'hold-lymphodepletion': backBefore,
  'repeat-lymphodepletion': backBefore,
};
