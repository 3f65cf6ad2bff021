import { happenedAt, type JourneyEvent } from '../journey/event.js';
import type { DetailOf } from '../journey/record-detail.js';
import type { Actor, JournalRecord } from '../journey/record.js';
import type { Instant } from '../time/instant.js';
import { isObservationType } from './observation.js';
import type { ToxicityKind } from './toxicity-kind.js';

/** One word on a grade: proposed by what was observed, or said by a clinician. */
export type GradeInTime = {
  readonly at: Instant;
  readonly sequence: number;
  readonly kind: ToxicityKind;
  readonly said: 'proposed' | 'confirmed' | 'escalated' | 'resolved';
  readonly grade: number;
  readonly scale: string;
  readonly atLeast: boolean;
  readonly missingInputs: readonly string[];
  /** Ids of the events the grade rests on; they stand among `observations`. */
  readonly inputs: readonly string[];
  readonly by: Actor;
};

/** What was seen, measured or given, as it was told. */
export type ObservationInTime = {
  readonly eventId: string;
  readonly source: string;
  readonly type: string;
  readonly happenedAt: Instant;
  readonly data: JourneyEvent['data'];
  /** It was corrected or taken back since and counts no more. */
  readonly isReplaced: boolean;
};

/** The toxicities of a journey over time, with the inputs of every grade. */
export type ToxicityOverTime = {
  readonly grades: readonly GradeInTime[];
  readonly observations: readonly ObservationInTime[];
  readonly drugs: readonly ObservationInTime[];
};

const graded: Readonly<Record<string, GradeInTime['said']>> = {
  'toxicity.proposed': 'proposed',
  'toxicity.confirmed': 'confirmed',
  'toxicity.escalated': 'escalated',
  'toxicity.resolved': 'resolved',
};

const reported: readonly string[] = [
  'adverse-event.reported',
  'infusion.reaction-reported',
  'gvhd.assessed',
  'safety-switch.activated',
];

/** The types of records that the course is read from: a reader of the journal needs no others. */
export const toxicityRecordTypes: readonly string[] = [
  ...Object.keys(graded),
  'vitals.recorded',
  'checkin.completed',
  'ice.assessed',
  'capd.assessed',
  'neurology.assessed',
  'laboratory.resulted',
  'medication.given',
  ...reported,
  'event.corrected',
  'event.retracted',
];

/** The course of every toxicity, from the records of a journey's journal in their order. */
export function toxicityCourseOf(records: readonly JournalRecord[]): ToxicityOverTime {
  const replaced = new Set(records.flatMap(replacedBy));
  const told = records.flatMap((record) => observed(record, replaced));
  const inTime = told.toSorted((a, b) => Date.parse(a.happenedAt) - Date.parse(b.happenedAt));
  return {
    grades: records.flatMap(gradeOf),
    observations: inTime.filter(({ type }) => type !== 'medication.given'),
    drugs: inTime.filter(({ type }) => type === 'medication.given'),
  };
}

function gradeOf({ type, time, data }: JournalRecord): readonly GradeInTime[] {
  const said = graded[type];
  if (said === undefined) return [];
  const { kind, grade, scale, atLeast, missingInputs, ...rest } =
    data.detail as DetailOf['toxicity.escalated'] & Partial<DetailOf['toxicity.proposed']>;
  const inputs = rest.proposal?.inputs ?? [];
  const { sequence, actor: by } = data;
  return [{ at: time, sequence, kind, said, grade, scale, atLeast, missingInputs, inputs, by }];
}

function nameOf({ source, id }: { readonly source: string; readonly id: string }): string {
  return `${source} ${id}`;
}

function replacedBy({ type, data }: JournalRecord): readonly string[] {
  if (type !== 'event.corrected' && type !== 'event.retracted') return [];
  return [nameOf((data.detail as DetailOf['event.corrected']).event)];
}

function observed(
  { type, data: { fact } }: JournalRecord,
  replaced: ReadonlySet<string>,
): readonly ObservationInTime[] {
  if (fact === undefined || !(isObservationType(type) || reported.includes(type))) return [];
  const { id, source, time, data } = fact;
  return [
    {
      eventId: id,
      source,
      type,
      happenedAt: happenedAt({ type, time, data }),
      data,
      isReplaced: replaced.has(nameOf(fact)),
    },
  ];
}
