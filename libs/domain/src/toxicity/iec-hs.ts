import type { RuleSlice } from '../rules/rule-slice.js';
import { isBefore, type Instant } from '../time/instant.js';
import { bloodCounts } from './blood-counts.js';
import { type Observation, ofType } from './observation.js';
import { neverAssessed, proposalOf, type ToxicityProposal } from './proposal.js';

type Thresholds = NonNullable<RuleSlice['toxicity']['hyperinflammation']>;

const cytopenia = { anc: 500, platelets: 50_000 } as const;

type Level = { readonly value: number; readonly at: Instant; readonly eventId: string };

/** The results of one test in one unit, in the order in which the blood was drawn. */
function levels(
  observations: readonly Observation[],
  test: string,
  factors: Readonly<Record<string, number>>,
): readonly Level[] {
  return ofType(observations, 'laboratory.resulted').flatMap(({ data, happenedAt, eventId }) => {
    const factor = factors[data.unit ?? ''];
    return data.test !== test || data.value === undefined || factor === undefined
      ? []
      : [{ value: data.value * factor, at: happenedAt, eventId }];
  });
}

const perMicrogram = { 'ug/L': 1, 'ng/mL': 1 };
const perDecilitre = { 'mg/dL': 1, 'g/L': 100 };

/** Neutrophils or platelets that were above a limit once and are at or below it now. */
function newCytopenia(observations: readonly Observation[]): readonly string[] {
  return Object.entries(cytopenia).flatMap(([test, limit]) => {
    const counts = bloodCounts(observations, test);
    const latest = counts.at(-1);
    const wasHigher = counts.some(({ perMicrolitre }) => perMicrolitre > limit);
    return latest !== undefined && latest.perMicrolitre <= limit && wasHigher
      ? [latest.eventId]
      : [];
  });
}

/**
 * Hyperinflammation after the infusion (IEC-HS): ferritin at twice its value before the infusion together with low fibrinogen
 * or a new cytopenia. What is found is at least grade 1; treatment, organs, transaminases beyond the laboratory's limit, and haemophagocytosis are a clinician's to judge. Null until ferritin was measured after the infusion.
 */
export function gradeIecHs(
  observations: readonly Observation[],
  infusedAt: Instant,
  thresholds: Thresholds | undefined,
): ToxicityProposal {
  if (thresholds === undefined) return neverAssessed('iec-hs', []);
  const { ferritinTimesBaseline, fibrinogenBelowMgPerDl } = thresholds;
  const ferritin = levels(observations, 'ferritin', perMicrogram);
  const baseline = ferritin.findLast(({ at }) => isBefore(at, infusedAt));
  const latest = ferritin.findLast(({ at }) => !isBefore(at, infusedAt));
  if (latest === undefined) return neverAssessed('iec-hs', ['ferritin']);
  const inputs = [baseline, latest].flatMap((one) => one?.eventId ?? []);
  if (baseline === undefined) {
    return proposalOf('iec-hs', [{ grade: 0, missing: ['ferritin-before-infusion'], inputs }]);
  }
  if (latest.value <= baseline.value * ferritinTimesBaseline) {
    return proposalOf('iec-hs', [{ grade: 0, missing: [], inputs }]);
  }
  const fibrinogen = levels(observations, 'fibrinogen', perDecilitre).at(-1);
  const isLow = fibrinogen !== undefined && fibrinogen.value < fibrinogenBelowMgPerDl;
  const criteria = [...(isLow ? [fibrinogen.eventId] : []), ...newCytopenia(observations)];
  const missing = [
    ...(fibrinogen === undefined ? ['fibrinogen'] : []),
    'transaminases-of-limit',
    'haemophagocytosis',
  ];
  return proposalOf('iec-hs', [
    {
      grade: criteria.length > 0 ? 1 : 0,
      missing: criteria.length > 0 ? ['treatment', 'organ-function'] : missing,
      inputs: [...inputs, ...criteria],
    },
  ]);
}
