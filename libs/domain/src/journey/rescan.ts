import { changeWhere } from '../facts/fact.js';
import { normalisedIdentifier } from '../identifiers/normalised-identifier.js';
import { isAtOrAfter } from '../time/instant.js';
import { happenedAt, type JourneyEvent } from './event.js';
import type { JourneyState } from './state.js';

/** The events by which somebody says what they hold in their hands. */
const scans: readonly string[] = [
  'label.applied',
  'apheresis.completed',
  'material.received',
  'material.cryopreserved',
  'material.stored',
  'material.moved',
  'manufacturing.started',
  'shipment.received',
  'product.received',
  'product.stored',
  'product.thawed',
  'infusion.started',
  'infusion.completed',
];

/** Notes on each hold by what another journey named that it was scanned here again since. */
export function withRescans(state: JourneyState, event: JourneyEvent): JourneyState {
  const isOpen = state.holds.some(({ kind }) => kind === 'identity-mismatch-collateral');
  if (!isOpen || !scans.includes(event.type)) return state;
  const identifiers = textsIn(event.data);
  return {
    ...state,
    holds: changeWhere(
      state.holds,
      ({ kind, about, since, rescannedBy }) =>
        kind === 'identity-mismatch-collateral' &&
        rescannedBy === undefined &&
        isAtOrAfter(happenedAt(event), since) &&
        identifiers.some((one) => about?.endsWith(`/${normalisedIdentifier(one)}`)),
      (hold) => ({ ...hold, rescannedBy: event.id }),
    ),
  };
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
