import type { Eligibility, ScreeningCriterion } from './eligibility-rules.js';
import type { RuleSlice, Verification } from './rule-slice.js';

/** What version 2 of the protocol had as the rules of a journey, as far as it differs. */
export type RuleSliceOfVersion2 = Pick<
  RuleSlice,
  | 'id'
  | 'productName'
  | 'indication'
  | 'jurisdiction'
  | 'effectiveFrom'
  | 'target'
  | 'washOuts'
  | 'bridging'
> & {
  readonly numbers: readonly {
    readonly path: string;
    readonly source: string;
    readonly verified: Verification;
  }[];
  readonly source: 'autologous';
  readonly eligibility: Omit<Eligibility, 'priorTherapies' | 'priorClasses'> & {
    readonly minimumPriorLines?: number;
    readonly diseaseStatuses: readonly ('relapsed' | 'refractory')[];
  };
  readonly apheresis: {
    readonly minimumCd3Cells: number;
    readonly minimumTotalNucleatedCells?: number;
    readonly dayCounts: readonly ScreeningCriterion[];
    readonly infectiousMarkers: readonly string[];
  };
  readonly material: Omit<RuleSlice['material'], 'state' | 'accepts'> & {
    readonly state: 'fresh' | 'cryopreserved';
  };
  readonly manufacturing: Omit<RuleSlice['manufacturing'], 'limits'>;
  readonly product: {
    readonly id: string;
    readonly storageMaxCelsius: number;
    readonly shelfLifeDays: number;
    readonly thawToInfusionMinutes: number;
  };
  readonly lymphodepletion: {
    readonly regimens: RuleSlice['lymphodepletion']['regimens'];
    readonly toInfusionDays: Omit<RuleSlice['lymphodepletion']['toInfusionDays'], 'timing'>;
    readonly repeatAfterDays?: number;
  };
  readonly dosing: Pick<RuleSlice['dosing'], 'doses'>;
  readonly infusion: Pick<RuleSlice['infusion'], 'tocilizumabDoses'>;
  readonly monitoring: Omit<RuleSlice['monitoring'], 'tests' | 'lateEffects'>;
  readonly toxicity: Pick<RuleSlice['toxicity'], 'scale' | 'capdBelowAgeYears'>;
  readonly followUp: Omit<RuleSlice['followUp'], 'variants'>;
};

/** What the rules of version 2 did not say: nothing is asked or allowed by it that they did not ask or allow. */
const unsaid = {
  revision: 1,
  illustrative: false,
  disease: 'haematologic',
  construct: { costimulation: 'not-recorded', vector: 'not-recorded' },
  features: { checkpointEdits: [] },
  combinations: [],
  response: { criteria: ['not-recorded'], minimalResidualDisease: false, visits: [] },
  retreatment: { lostAt: ['negative'] },
  sources: {},
} as const;

/** Rules as this version reads them, from whichever version a journey began under; their id stays. */
export function adoptedRules(rules: RuleSlice | RuleSliceOfVersion2): RuleSlice {
  if (isOfThisVersion(rules)) return rules;
  const { minimumPriorLines, diseaseStatuses, ...eligibility } = rules.eligibility;
  const { thawToInfusionMinutes, ...product } = rules.product;
  const { repeatAfterDays, toInfusionDays, regimens } = rules.lymphodepletion;
  return {
    ...rules,
    ...unsaid,
    eligibility: {
      ...eligibility,
      priorTherapies: [
        {
          diseaseStatuses,
          ...(minimumPriorLines === undefined ? {} : { minimumLines: minimumPriorLines }),
        },
      ],
      priorClasses: [],
    },
    material: { ...rules.material, accepts: [rules.material.state] },
    manufacturing: { ...rules.manufacturing, limits: [] },
    product: {
      ...product,
      clocks: [{ name: 'given', anchor: 'thawed', until: 'given', minutes: thawToInfusionMinutes }],
      containers: { minimum: 1, oneAtATime: true, kinds: [] },
      components: [],
    },
    lymphodepletion: {
      regimens,
      toInfusionDays: {
        timing: toInfusionDays.until === null ? 'fixed' : 'window',
        ...toInfusionDays,
      },
      ...(repeatAfterDays === undefined ? {} : { repeat: { afterDays: repeatAfterDays } }),
      startCriteria: [],
    },
    dosing: {
      ...rules.dosing,
      schedule: [],
      afterToxicity: [],
    },
    infusion: { ...rules.infusion, routes: ['intravenous'], premedication: [] },
    monitoring: { ...rules.monitoring, tests: [], lateEffects: [] },
    toxicity: { ...rules.toxicity, guideline: [], label: [], haematotoxicity: [] },
    followUp: { ...rules.followUp, variants: [] },
    numbers: rules.numbers.map(({ path, source, verified }) => ({
      source,
      verified,
      paths: [path],
    })),
  };
}

function isOfThisVersion(rules: RuleSlice | RuleSliceOfVersion2): rules is RuleSlice {
  return Object.hasOwn(rules, 'revision');
}
