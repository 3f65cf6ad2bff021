import type { Instant } from '../time/instant.js';
import { feverTherapy } from './fever-therapy.js';
import { type Known, lastKnown } from './last-known.js';
import { type Observation, type ObservationOf, ofType, type Vitals } from './observation.js';
import { type Finding, neverAssessed, proposalOf, type ToxicityProposal } from './proposal.js';

/** The temperature from which on the ASTCT scale counts a fever, °C. */
export const feverFromCelsius = 38;
const lowFlowUpToLitres = 6;

/** `cadenceHours`: for how long the last known value of an axis stands. */
export type CrsOptions = { readonly cadenceHours: number };

type Readings = {
  readonly last: <T>(pick: (vitals: Vitals) => T | undefined) => Known<T> | undefined;
};

function readings(
  ordered: readonly ObservationOf<'vitals.recorded'>[],
  now: Instant,
  { cadenceHours }: CrsOptions,
): Readings {
  return { last: (pick) => lastKnown(ordered, ({ data }) => pick(data), { now, cadenceHours }) };
}

function isVasopressin(drug: string): boolean {
  return drug.trim().toLowerCase().startsWith('vasopressin');
}

function vasopressorGrade(drugs: readonly { readonly drug: string }[]): number {
  if (drugs.length === 0) return 0;
  const names = drugs.map(({ drug }) => drug.trim().toLowerCase());
  const others = new Set(names.filter((name) => !isVasopressin(name)));
  return others.size >= 2 ? 4 : 3;
}

function circulation({ last }: Readings): Finding {
  const vasopressors = last((vitals) => vitals.vasopressors);
  const hypotension = last((vitals) => vitals.hypotension);
  const byDrugs = vasopressorGrade(vasopressors?.value ?? []);
  return {
    grade: Math.max(byDrugs, hypotension?.value === true ? 2 : 0),
    missing: [
      ...(hypotension === undefined && byDrugs === 0 ? ['hypotension'] : []),
      ...(vasopressors === undefined ? ['vasopressors'] : []),
    ],
    inputs: [hypotension, vasopressors].flatMap((known) => known?.eventId ?? []),
  };
}

const gradeOfDevice: Readonly<Record<NonNullable<Vitals['oxygen']>['device'], number>> = {
  none: 0,
  'nasal-cannula': 2,
  'blow-by': 2,
  'high-flow': 3,
  facemask: 3,
  'non-rebreather': 3,
  venturi: 3,
  cpap: 4,
  bipap: 4,
  ventilator: 4,
};

function oxygenation({ last }: Readings): Finding {
  const oxygen = last((vitals) => vitals.oxygen);
  const spo2 = last((vitals) => vitals.spo2Percent);
  const inputs = [oxygen, spo2].flatMap((known) => known?.eventId ?? []);
  const isUnmeasured = spo2 === undefined ? ['spo2Percent'] : [];
  if (oxygen === undefined) return { grade: 0, missing: ['oxygen', ...isUnmeasured], inputs };
  const { device, litresPerMinute } = oxygen.value;
  if (device === 'none') return { grade: 0, missing: isUnmeasured, inputs };
  const isCannula = device === 'nasal-cannula';
  const isHighFlow = isCannula && (litresPerMinute ?? 0) > lowFlowUpToLitres;
  return {
    grade: isHighFlow ? 3 : gradeOfDevice[device],
    missing: isCannula && litresPerMinute === undefined ? ['oxygen.litresPerMinute'] : [],
    inputs,
  };
}

/**
 * Cytokine release syndrome by ASTCT at `now`, from observations in any order since the first infusion.
 * Without fever and without antipyretic or anti-cytokine therapy it is 0; after such therapy blood pressure and
 * oxygen alone decide. Null when vital signs were never recorded.
 */
export function gradeCrs(
  observations: readonly Observation[],
  now: Instant,
  options: CrsOptions,
): ToxicityProposal {
  const ordered = ofType(observations, 'vitals.recorded');
  const vitals = readings(ordered, now, options);
  const axes = [circulation(vitals), oxygenation(vitals)];
  const missing = ['celsius', ...axes.flatMap((axis) => axis.missing)];
  if (ordered.length === 0) return neverAssessed('crs', missing);

  const celsius = vitals.last(({ celsius: measured }) => measured);
  const therapy = feverTherapy(observations);
  const inputs = celsius === undefined ? [] : [celsius.eventId];
  if (celsius !== undefined && celsius.value >= feverFromCelsius) {
    return proposalOf('crs', [{ grade: 1, missing: [], inputs }, ...axes]);
  }
  const temperature = { grade: 0, missing: celsius === undefined ? ['celsius'] : [], inputs };
  if (therapy.length > 0) {
    return proposalOf('crs', [temperature, { grade: 0, missing: [], inputs: therapy }, ...axes]);
  }
  if (celsius !== undefined) return proposalOf('crs', [temperature]);
  return proposalOf('crs', [{ grade: 0, missing, inputs: axes.flatMap((axis) => axis.inputs) }]);
}
