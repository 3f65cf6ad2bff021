import { type Instant, isAtOrAfter } from '../time/instant.js';

/** The contract's data of `vitals.recorded` as far as grading reads it; absent means not measured. */
export type Vitals = {
  readonly celsius?: number;
  readonly spo2Percent?: number;
  readonly oxygen?: {
    readonly device:
      | 'none'
      | 'nasal-cannula'
      | 'blow-by'
      | 'high-flow'
      | 'facemask'
      | 'non-rebreather'
      | 'venturi'
      | 'cpap'
      | 'bipap'
      | 'ventilator';
    readonly litresPerMinute?: number;
  };
  readonly vasopressors?: readonly { readonly drug: string }[];
  readonly hypotension?: boolean;
  readonly antipyreticGiven?: boolean;
  /** How a patient at home says that they are. */
  readonly wellbeing?: 'well' | 'unwell';
};

/** The contract's data of `ice.assessed`: all five items, or why there is none. */
export type IceAssessment = {
  readonly orientation?: number;
  readonly naming?: number;
  readonly command?: number;
  readonly writing?: number;
  readonly attention?: number;
  readonly notAssessable?:
    'sedated' | 'intubated' | 'aphasia' | 'language' | 'developmental' | 'refused';
  readonly ageYears?: number;
};

/** The contract's data of `capd.assessed`: a score of 0 to 32, or why there is none. */
export type CapdAssessment = {
  readonly score?: number;
  readonly notAssessable?: 'unable' | 'sedated' | 'intubated' | 'refused';
  readonly ageYears?: number;
};

/** The contract's data of `neurology.assessed`: any of its four axes. */
export type NeurologyAssessment = {
  readonly consciousness?: 'awake' | 'wakes-to-voice' | 'wakes-to-touch' | 'unarousable';
  readonly seizure?: 'none' | 'brief' | 'prolonged' | 'repetitive' | 'nonconvulsive';
  readonly motor?: 'none' | 'deep-focal-weakness';
  readonly intracranial?: 'none' | 'focal-oedema' | 'diffuse-oedema' | 'raised-pressure-signs';
};

/** The contract's data of `medication.given` as far as grading reads it. */
export type MedicationGiven = { readonly drug: string; readonly purpose?: string };

/** The contract's data of `laboratory.resulted` as far as grading reads it; `unit` is UCUM. */
export type LaboratoryResult = {
  readonly test: string;
  readonly value?: number;
  readonly unit?: string;
  readonly comparator?: '<' | '>';
  readonly qualitative?: 'positive' | 'negative' | 'indeterminate' | 'not-done';
};

type Data = {
  'laboratory.resulted': LaboratoryResult;
  'vitals.recorded': Vitals;
  'ice.assessed': IceAssessment;
  'capd.assessed': CapdAssessment;
  'neurology.assessed': NeurologyAssessment;
  'medication.given': MedicationGiven;
};

/** The event types that grading reads. */
export type ObservationType = keyof Data;

/** One event that grading reads. */
export type Observation = {
  [T in ObservationType]: {
    readonly type: T;
    readonly eventId: string;
    /** Who told it. */
    readonly source?: string;
    /** What it corrects, and when the correction was recorded. */
    readonly replaces?: { readonly id: string; readonly recordedAt: Instant };
    readonly happenedAt: Instant;
    readonly data: Data[T];
  };
}[ObservationType];

/** One event of type `T` as grading reads it. */
export type ObservationOf<T extends ObservationType> = Extract<Observation, { readonly type: T }>;

const read = {
  'vitals.recorded': [
    'celsius',
    'spo2Percent',
    'oxygen',
    'vasopressors',
    'hypotension',
    'antipyreticGiven',
    'wellbeing',
  ],
  'ice.assessed': [
    'orientation',
    'naming',
    'command',
    'writing',
    'attention',
    'notAssessable',
    'ageYears',
  ],
  'capd.assessed': ['score', 'notAssessable', 'ageYears'],
  'neurology.assessed': ['consciousness', 'seizure', 'motor', 'intracranial'],
  'medication.given': ['drug', 'purpose'],
  'laboratory.resulted': ['test', 'value', 'unit', 'comparator', 'qualitative'],
} as const satisfies Record<ObservationType, readonly string[]>;

/** The vital signs that a patient at home tells are read like those of a ward. */
const readAs: Readonly<Record<string, ObservationType>> = {
  'checkin.completed': 'vitals.recorded',
};

function observationTypeOf(type: string): ObservationType | undefined {
  const told = readAs[type] ?? type;
  return Object.hasOwn(read, told) ? (told as ObservationType) : undefined;
}

/** Whether grading reads events of a type. */
export function isObservationType(type: string): boolean {
  return observationTypeOf(type) !== undefined;
}

/** What grading keeps of an event that has passed its schema; null for a type that grading does not read. */
export function observationOf(event: {
  readonly type: string;
  readonly eventId: string;
  readonly happenedAt: Instant;
  readonly data: Readonly<Record<string, unknown>>;
}): Observation | null {
  const { eventId, happenedAt } = event;
  const type = observationTypeOf(event.type);
  if (type === undefined) return null;
  const kept = read[type].flatMap((field) =>
    event.data[field] === undefined ? [] : [[field, event.data[field]] as const],
  );
  // The event's schema was checked where it came in; only the choice of fields happens here.
  return { type, eventId, happenedAt, data: Object.fromEntries(kept) } as Observation;
}

/**
 * The observations that grading of toxicity counts: those made since the first infusion, and from before it only that the
 * patient is developmentally delayed, which chooses the tool.
 */
export function sinceInfusion(
  observations: readonly Observation[],
  infusedAt: Instant,
): readonly Observation[] {
  return observations.filter(
    (one) =>
      isAtOrAfter(one.happenedAt, infusedAt) ||
      (one.type === 'ice.assessed' && one.data.notAssessable === 'developmental'),
  );
}

/** Observations of one type, in the order in which they happened (by event id when at the same instant). */
export function ofType<T extends ObservationType>(
  observations: readonly Observation[],
  type: T,
): readonly ObservationOf<T>[] {
  return observations
    .filter((one): one is ObservationOf<T> => one.type === type)
    .toSorted(
      (a, b) =>
        Date.parse(a.happenedAt) - Date.parse(b.happenedAt) || (a.eventId < b.eventId ? -1 : 1),
    );
}
