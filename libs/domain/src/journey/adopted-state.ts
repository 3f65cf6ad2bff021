import { adoptedRules } from '../rules/adopted-rules.js';
import { type FactField, factFields, fieldsSinceVersion3 } from '../told/fact-fields.js';
import { noFacts } from '../told/fact-state.js';
import { retold } from '../told/fold-told.js';
import type { JournalRecord } from './record.js';
import type { FactState, JourneyState } from './state.js';

/** A state as version 2 of the protocol handed it over at the end of a run: without the facts that version 3 reads. */
export type JourneyStateOfVersion2 = Omit<JourneyState, FactField> &
  Partial<Pick<JourneyState, FactField>>;

/** The state of a journey as this version keeps it, from whichever version handed it over. */
export function adoptedState(state: JourneyState | JourneyStateOfVersion2): JourneyState {
  const kept = withAdoptedRules(state);
  return hasEveryField(kept) ? kept : retold(withEveryField(kept));
}

function withAdoptedRules<S extends Pick<JourneyState, 'rules'>>(state: S): S {
  const rules = adoptedRules(state.rules);
  return rules === state.rules ? state : { ...state, rules };
}

/** The types that change a journey since version 3; before it they were journalled and changed nothing. */
const changingSinceVersion3: readonly string[] = [
  'lot.recalled',
  'site.suspended',
  'site.reinstated',
  'coverage.requested',
  'coverage.appealed',
  'disease.progressed',
  'shipment.telemetry-lost',
  'manufacturing.paused',
  'manufacturing.resumed',
  'out-of-specification.supply-approved',
  'out-of-specification.supply-refused',
  'donor.eligibility-determined',
  'histocompatibility.resulted',
  'unit.offered',
  'unit.reserved',
  'unit.allocated',
  'unit.returned-to-stock',
  'product.stored',
  'intensive-care.informed',
  'laboratory.resulted',
  'checkin.completed',
  'adverse-event.reported',
  'infusion.reaction-reported',
  'gvhd.assessed',
  'safety-switch.activated',
  'response.assessed',
  'antigen.tested',
  'relapse.detected',
  'secondary-malignancy.suspected',
  'secondary-malignancy.confirmed',
  'secondary-malignancy.excluded',
  'contact.failed',
  'registry.report-submitted',
  'safety-report.submitted',
];

/** Whether the event of a record changed nothing under the version of the protocol that wrote it, as it would now. */
export function isOfNoEffectYet({ type, data }: JournalRecord): boolean {
  return data.protocolVersion < 3 && changingSinceVersion3.includes(type);
}

/**
 * The state after a record of an earlier version, as that version would hand it over and this one adopt it: of what can no longer
 * be told otherwise nothing is known that was not read then.
 */
export function asHandedOver(state: JourneyState, { data }: JournalRecord): JourneyState {
  const { base } = state.told;
  if (base === null || data.protocolVersion > 2) return state;
  const none = notReadBefore(state);
  return isAsReadBefore(base, none)
    ? state
    : retold({ ...state, told: { ...state.told, base: { ...base, ...none } } });
}

type SinceVersion3 = Pick<FactState, (typeof fieldsSinceVersion3)[number]>;

function notReadBefore({ enrolment }: JourneyState): SinceVersion3 {
  const none = noFacts(enrolment);
  const fields = fieldsSinceVersion3.map((field) => [field, none[field]]);
  return Object.fromEntries(fields) as SinceVersion3;
}

function isAsReadBefore(base: FactState, none: SinceVersion3): boolean {
  return fieldsSinceVersion3.every(
    (field) => JSON.stringify(base[field] ?? none[field]) === JSON.stringify(none[field]),
  );
}

/** Facts that the version before did not read were not told. */
function withEveryField(state: JourneyState | JourneyStateOfVersion2): JourneyState {
  const { attempts: _, visitsCompleted: __, ...none } = noFacts(state.enrolment);
  const { base } = state.told;
  return {
    ...none,
    ...state,
    told: { ...state.told, base: base === null ? null : { ...none, ...base } },
  };
}

function hasEveryField(state: JourneyState | JourneyStateOfVersion2): state is JourneyState {
  return factFields.every((field) => Object.hasOwn(state, field));
}
