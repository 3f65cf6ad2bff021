import type { Assessment, AppointmentData, FactData, SlotData } from '../facts/fact-data.js';
import { sameIdentifier } from '../identifiers/normalised-identifier.js';
import type { RuleSlice } from '../rules/rule-slice.js';
import type { FactField } from '../told/fact-fields.js';
import type { Told } from '../told/told.js';
import { earliest, type Instant, isBefore } from '../time/instant.js';
import type { Observation } from '../toxicity/observation.js';
import type { ToxicityProposal } from '../toxicity/proposal.js';
import type { ToxicityKind } from '../toxicity/toxicity-kind.js';
import type { ClinicalCourse } from './clinical-course.js';
import type { Allocation } from './donor-unit.js';
import type { Enrolment } from './enrolment.js';
import type { Evidence, Evidenced } from './evidence.js';
import type { JourneyEvent } from './event.js';
import type { Batch, CellCount, Donation, Infusion, Shipment } from './material.js';
import type { Actor, Receipt } from './record.js';
import type { GateName, HoldKind, Outcome, Severity, Stage } from './vocabulary.js';

export type { Evidence, Evidenced } from './evidence.js';
export type {
  Batch,
  BatchStatus,
  CellCount,
  Donation,
  Excursion,
  Infusion,
  Shipment,
  ShipmentStatus,
} from './material.js';

export type Hold = {
  readonly kind: HoldKind;
  readonly since: Instant;
  /** What the hold is about, e.g. a shipment id; a kind may stand once per subject. */
  readonly about: string | null;
  /** The id of the record that placed it. */
  readonly placedBy: string;
  /** The event by which what it is about was scanned again since, and found to be of this journey. */
  readonly rescannedBy?: string;
};

export type DecisionMade = {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly at: Instant;
  readonly sequence: number;
  readonly by: readonly { readonly id: string; readonly role: string }[];
  /** Ids of the events that a signed decision rests on. */
  readonly restsOn?: readonly string[];
};

/** The kinds of trouble on the way to the infusion. */
export type TroubleKind =
  | 'disease-progressed'
  | 'shipment-lost'
  | 'shipment-damaged'
  | 'telemetry-lost'
  | 'manufacturing-paused'
  | 'bag-broken'
  | 'lymphodepletion-held';

export type Lymphodepletion = {
  readonly attempt: number;
  readonly regimen: string;
  readonly startedAt: Instant | null;
  readonly dosesGiven: number;
  readonly completedAt: Instant | null;
  readonly evidence: readonly string[];
};

export type Request = {
  readonly requestId: string;
  readonly type: string;
  /** What the request is for; a second request for it is never sent. */
  readonly purpose: string;
  readonly sentAt: Instant;
  readonly dueAt: Instant;
};

/** A permission that a partner acts on and that falls when its ground falls. */
export type Authorization = {
  readonly kind: 'lymphodepletion.authorized' | 'infusion.authorized';
  readonly requestId: string;
  readonly gate: GateName;
  readonly validUntil: Instant | null;
};

export type Window = {
  readonly name: string;
  readonly from: Instant;
  readonly until: Instant;
  readonly state: 'planned' | 'open' | 'closed';
};

export type Visit = {
  readonly name: string;
  readonly dueAt: Instant;
  readonly windowUntil: Instant;
  readonly completed: Evidence | null;
};

/** Calendar rules expanded at day 0 into instants. */
export type Calendar = {
  readonly zone: string;
  /** The calendar day of the first infusion at the infusing site, YYYY-MM-DD. */
  readonly dayZero: string;
  readonly dayZeroStartsAt: Instant;
};

export type ToxicityCourse = {
  readonly grade: number;
  readonly status: 'proposed' | 'confirmed';
  readonly since: Instant;
  readonly asOf: Instant;
  readonly peak: number;
  /** What a clinician last confirmed, beside a later and higher proposal; null before. */
  readonly confirmedGrade?: number | null;
  /** The proposal that was answered by it: only a higher one escalates again. */
  readonly answeredGrade?: number | null;
  readonly proposal: ToxicityProposal;
};

export type Alert = {
  readonly alertId: string;
  readonly kind: string;
  readonly severity: Severity;
  readonly raisedAt: Instant;
  readonly acknowledgedBy: string | null;
  /** How far along the on-call list it has gone, from 1 on; absent where nobody is called on. */
  readonly level?: number;
  /** When it was raised again, because it had become worse or nobody answered. */
  readonly repeatedAt?: Instant;
};

export type Parked = {
  readonly event: JourneyEvent;
  readonly since: Instant;
  readonly needs: string;
};

/** The whole of one journey as plain JSON; folding `evolve` over the journal gives exactly this. */
export type JourneyState = {
  readonly journeyId: string;
  /** What the journey began with; its rules stand beside it. */
  readonly enrolment: Omit<Enrolment, 'rules'>;
  readonly rules: RuleSlice;
  readonly sequence: number;
  readonly lastHash: string;
  readonly lastTime: Instant;
  readonly stage: Stage;
  readonly stageSince: Instant;
  readonly openedGates: readonly { readonly gate: GateName; readonly at: Instant }[];
  readonly attempts: {
    readonly apheresis: number;
    readonly manufacturing: number;
    readonly lymphodepletion: number;
    readonly infusion: number;
  };
  /** Keys of the events applied, confirmed, refused or parked, for life. */
  readonly remembered: readonly string[];
  readonly receipts: Readonly<Record<string, Omit<Receipt, 'keyHash'>>>;
  readonly parked: readonly Parked[];
  readonly holds: readonly Hold[];
  /** The decisions in force, newest last; a decision leaves when what it permitted is void. */
  readonly decisions: readonly DecisionMade[];
  /** A two-person decision that has its first signature. */
  readonly awaitingSecond: readonly (DecisionMade & { readonly basis: string })[];
  readonly weightKg: number;
  /** Identifiers that a partner registered for this journey; a scan of one of them names it. */
  readonly assignedIdentifiers: readonly { readonly system: string; readonly value: string }[];
  /** Which event last had the say about something that keeps no evidence of its own, by what it is about. */
  readonly statements: Readonly<Record<string, Evidence>>;
  /** Scans and reports that did not belong to this journey, each once, by what they were about. */
  readonly mismatches: readonly string[];
  readonly screening: Readonly<Record<string, Evidenced<FactData['screening.resulted']>>>;
  readonly medications: Readonly<Record<string, Evidenced<FactData['medication.recorded']>>>;
  readonly assessment: Evidenced<FactData['eligibility.assessed']> | null;
  readonly consents: Readonly<Record<string, Evidenced<{ readonly given: boolean }>>>;
  readonly coverage: Readonly<
    Record<
      string,
      Evidenced<{
        readonly status: 'requested' | 'approved' | 'denied' | 'appealed' | 'expired';
        readonly validUntil?: Instant;
      }>
    >
  >;
  readonly appointments: Readonly<
    Record<
      string,
      Evidenced<
        AppointmentData & {
          readonly status: 'offered' | 'confirmed' | 'declined' | 'cancelled';
        }
      >
    >
  >;
  readonly slots: Readonly<
    Record<
      string,
      Evidenced<
        Partial<SlotData> & {
          readonly slotId: string;
          readonly revision: number;
          readonly status: 'offered' | 'confirmed' | 'withdrawn';
        }
      >
    >
  >;
  readonly apheresisStarts: Readonly<Record<string, Evidence>>;
  readonly apheresisFailures: Readonly<Record<string, Evidence>>;
  readonly donations: readonly Donation[];
  readonly counts: Readonly<Record<string, CellCount>>;
  /** Bag id → label id of the one live label. */
  readonly labels: Readonly<Record<string, string>>;
  readonly labelsApplied: readonly Evidenced<FactData['label.applied']>[];
  readonly labelsVoided: readonly string[];
  readonly shipments: readonly Shipment[];
  /** The manufacturer's words on excursions, per shipment. */
  readonly assessments: Readonly<
    Record<string, readonly Evidenced<{ readonly assessment: Assessment }>[]>
  >;
  readonly materialReceipts: readonly Evidenced<FactData['material.received']>[];
  readonly materialRejections: readonly Evidenced<FactData['material.rejected']>[];
  readonly batches: readonly Batch[];
  /** Clinical messages about batches of which nothing is known yet; they count once the batch is. */
  readonly batchNotices: readonly Omit<
    JourneyEvent,
    'entryMode' | 'performedBy' | 'toldBy' | 'requestId'
  >[];
  /** What missed the specification, per batch. */
  readonly outOfSpecification: Readonly<
    Record<string, Evidenced<FactData['batch.out-of-specification']>>
  >;
  /** The bags a batch is made from, per batch. */
  readonly batchInputs: Readonly<Record<string, Evidenced<{ readonly bagIds: readonly string[] }>>>;
  /** What went wrong on the way to the infusion and somebody has to look at, by what it is about. */
  readonly troubles: Readonly<Record<string, Evidenced<{ readonly kind: TroubleKind }>>>;
  /** Whether the manufacturer supplies a batch that misses its specification, per batch. */
  readonly supplies: Readonly<
    Record<
      string,
      Evidenced<{ readonly status: 'approved' | 'refused'; readonly regulatorReference?: string }>
    >
  >;
  readonly allocation: Allocation;
  readonly productReceipts: readonly Evidenced<FactData['product.received']>[];
  /** Where product lies at the treatment centre, by bag. */
  readonly storage: Readonly<Record<string, Evidenced<{ readonly celsius?: number }>>>;
  readonly damagedBags: readonly string[];
  readonly medicineStock: Readonly<
    Record<string, Evidenced<{ readonly doses: number; readonly expiresOn?: string }>>
  >;
  readonly bridging: {
    readonly modality: string;
    readonly planned: boolean;
    readonly startedAt: Instant | null;
    readonly lastDoseAt: Instant | null;
    readonly completedAt: Instant | null;
    readonly evidence: readonly string[];
  } | null;
  readonly lymphodepletion: Lymphodepletion | null;
  readonly infusions: readonly Infusion[];
  readonly requests: readonly Request[];
  readonly authorizations: readonly Authorization[];
  readonly calendar: Calendar | null;
  readonly windows: readonly Window[];
  readonly visits: readonly Visit[];
  readonly observations: readonly Observation[];
  /** The course of each toxicity; only the two that everybody is assessed for stand there before they were. */
  readonly toxicity: { readonly [kind in 'crs' | 'icans']: ToxicityCourse | null } & {
    readonly [kind in Exclude<ToxicityKind, 'crs' | 'icans'>]?: ToxicityCourse;
  };
  readonly alerts: readonly Alert[];
  readonly reviews: readonly {
    readonly reviewId: string;
    readonly about: string;
    readonly raisedAt: Instant;
  }[];
  /** Steps of deadlines that have been raised, as `<deadline>/<step>`. */
  readonly firedSteps: readonly string[];
  readonly dischargedAt: Instant | null;
  readonly death: Evidenced<FactData['death.reported']> | null;
  /** What was recalled of what this journey touched, by the manufacturer's number of the recall. */
  readonly recalls: Readonly<
    Record<string, Evidenced<Pick<FactData['lot.recalled'], 'class' | 'action'>>>
  >;
  /** The last word on whether a site may treat, by its id. */
  readonly siteStandings: Readonly<Record<string, Evidenced<{ readonly isSuspended: boolean }>>>;
  readonly clinical: ClinicalCourse;
  /** The facts themselves, to be told otherwise. */
  readonly told: Told<FactState>;
  /** The last time the closed journey was opened again, and the death that was known then and does not close it anew. */
  readonly reopened: { readonly at: Instant; readonly deathEventId: string | null } | null;
  readonly outcome: {
    readonly outcome: Outcome;
    readonly reason: string;
    readonly stageAtEnd: Stage;
    readonly infused: boolean;
    readonly at: Instant;
    readonly by: Actor;
  } | null;
};

/** The part of a journey's state that facts give, and nothing else. */
export type FactState = Pick<JourneyState, FactField> & {
  readonly attempts: Pick<JourneyState['attempts'], 'manufacturing' | 'lymphodepletion'>;
  /** The visits that were completed, by their names. */
  readonly visitsCompleted: Readonly<Record<string, Evidence>>;
};

/** When a bag began to flow into the patient; one that was stopped had begun. */
export function begunAt({ startedAt, completedAt, stopped }: Infusion): Instant | undefined {
  return startedAt ?? completedAt ?? stopped?.at;
}

/** When the first product began to flow into the patient. */
export function firstInfusionAt(state: JourneyState): Instant | undefined {
  return earliest(state.infusions.map(begunAt));
}

/** Whether any product has begun to flow into the patient. */
export function isInfused(state: JourneyState): boolean {
  return firstInfusionAt(state) !== undefined;
}

/** Whether what was scanned names this journey: its identifier or one registered for it. */
export function isOfJourney(state: JourneyState, scanned: string): boolean {
  const assigned = state.assignedIdentifiers.map(({ value }) => value);
  return [state.journeyId, ...assigned].some((known) => sameIdentifier(known, scanned));
}

/** The batch of the latest attempt, if manufacture has begun. */
export function currentBatch(state: JourneyState): Batch | undefined {
  return state.batches.reduce<Batch | undefined>(
    (latest, batch) => (latest === undefined || batch.attempt >= latest.attempt ? batch : latest),
    undefined,
  );
}

/**
 * The batch that is the patient's product now: of the latest attempt, released at some time, and not given up for another
 * attempt. What is scanned as product has to belong to it.
 */
export function productInHand(state: JourneyState): Batch | undefined {
  const batch = currentBatch(state);
  return batch === undefined || batch.release === null || isGivenUp(state, batch)
    ? undefined
    : batch;
}

/** Whether another attempt at the product was ordered instead of a batch. */
export function isGivenUp(state: JourneyState, batch: Batch): boolean {
  return state.decisions.some(
    ({ type, data, at }) =>
      (type === 'order-remanufacture' && sameIdentifier(data['batchId'], batch.batchId)) ||
      (type === 'request-second-apheresis' && isBefore(batch.startedAt, at)),
  );
}

/** The decision of a type that is in force, newest first when there are several. */
export function decisionInForce(state: JourneyState, type: string): DecisionMade | undefined {
  return state.decisions.findLast((decision) => decision.type === type);
}

/** Whether a gate was passed since the present stage began. */
export function isPassedInStage(state: JourneyState, gate: GateName): boolean {
  return state.openedGates.some(
    (opened) => opened.gate === gate && !isBefore(opened.at, state.stageSince),
  );
}
