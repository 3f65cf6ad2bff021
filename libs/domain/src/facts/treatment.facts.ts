import { awaitedBeforeScan } from '../journey/cargo.js';
import { begunAt, type Evidence, type Infusion, type JourneyState } from '../journey/state.js';
import { earliest, type Instant, isBefore } from '../time/instant.js';
import { type FactRules, inOrder, latestUnder, outranks, stating } from './fact.js';
import { withTrouble } from './trouble.facts.js';

type ScannedBag = {
  readonly batchId: string;
  readonly bagId: string;
  readonly doseNumber?: number;
};

function earlier(a: Instant | null, b: Instant | undefined): Instant | null {
  return earliest([a ?? undefined, b]) ?? null;
}

/** The earlier of two times that not every clinic tells; nothing where nobody did. */
function earliestTold(
  field: 'outOfFreezerAt' | 'thawBegunAt',
  ...all: readonly (Pick<Infusion, 'outOfFreezerAt' | 'thawBegunAt'> | undefined)[]
): Pick<Infusion, 'outOfFreezerAt' | 'thawBegunAt'> {
  const at = earliest(all.map((one) => one?.[field]));
  return at === undefined ? {} : { [field]: at };
}

/** One entry per bag and the batch it was said to be of; of two times the earlier counts, which is the stricter. */
function changeInfusion(
  state: JourneyState,
  { batchId, bagId, doseNumber }: ScannedBag,
  evidence: Evidence,
  change: Partial<Pick<Infusion, 'stopped'>> & {
    readonly [
      at in 'outOfFreezerAt' | 'thawBegunAt' | 'thawedAt' | 'startedAt' | 'completedAt'
    ]?: Instant;
  },
): JourneyState {
  const known = state.infusions.find((one) => one.bagId === bagId && one.batchId === batchId);
  const stopped = [known?.stopped ?? [], change.stopped ?? []]
    .flat()
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.reason < b.reason ? -1 : 1));
  const infusion: Infusion = {
    batchId,
    bagId,
    doseNumber: Math.max(doseNumber ?? 1, known?.doseNumber ?? 1),
    ...earliestTold('outOfFreezerAt', known, change),
    ...earliestTold('thawBegunAt', known, change),
    thawedAt: earlier(known?.thawedAt ?? null, change.thawedAt),
    startedAt: earlier(known?.startedAt ?? null, change.startedAt),
    completedAt: earlier(known?.completedAt ?? null, change.completedAt),
    stopped: stopped[0] ?? null,
    evidence: known !== undefined && outranks(evidence, known.evidence) ? known.evidence : evidence,
  };
  return {
    ...state,
    ...(begunAt(infusion) === undefined ? {} : { authorizations: afterConditioning(state) }),
    infusions: [...state.infusions.filter((one) => one !== known), infusion].toSorted((a, b) =>
      `${a.bagId}/${a.batchId}` < `${b.bagId}/${b.batchId}` ? -1 : 1,
    ),
  };
}

/** Once product flows a course that was begun is over, whether or not its end was told: nothing is left to withdraw. */
function afterConditioning(state: JourneyState): JourneyState['authorizations'] {
  return needsCourse(state) === null
    ? state.authorizations.filter((one) => one.kind !== 'lymphodepletion.authorized')
    : state.authorizations;
}

/** A course of lymphodepletion that is authorised and not yet begun: what is told of it waits for its start. */
function needsCourse(state: JourneyState): string | null {
  const { lymphodepletion, attempts } = state;
  return lymphodepletion === null || lymphodepletion.attempt < attempts.lymphodepletion
    ? 'lymphodepletion.started'
    : null;
}

function withDecisionsVoided(state: JourneyState, types: readonly string[]): JourneyState {
  return {
    ...state,
    decisions: state.decisions.filter((decision) => !types.includes(decision.type)),
  };
}

const noBridging: NonNullable<JourneyState['bridging']> = {
  modality: 'unknown',
  planned: false,
  startedAt: null,
  lastDoseAt: null,
  completedAt: null,
  evidence: [],
};

/** The events that had the last word about something, in the order given. */
function saidBy(state: JourneyState, ...about: readonly string[]): readonly string[] {
  return about.flatMap((what) => state.statements[what]?.eventId ?? []);
}

function withBridging(
  state: JourneyState,
  change: Partial<NonNullable<JourneyState['bridging']>>,
): JourneyState {
  const evidence = saidBy(state, 'bridging/started', 'bridging/completed');
  return { ...state, bridging: { ...(state.bridging ?? noBridging), ...change, evidence } };
}

/** Product on site, bridging, lymphodepletion, infusion. */
export const treatmentFacts: FactRules<
  | 'product.received'
  | 'bag.damaged'
  | 'medicine-stock.confirmed'
  | 'medicine-stock.withdrawn'
  | 'bridging.started'
  | 'bridging.completed'
  | 'lymphodepletion.started'
  | 'lymphodepletion.dose-given'
  | 'lymphodepletion.completed'
  | 'lymphodepletion.held'
  | 'intensive-care.informed'
  | 'product.stored'
  | 'product.thawed'
  | 'infusion.started'
  | 'infusion.completed'
  | 'infusion.stopped'
> = {
  'product.received': {
    needs: awaitedBeforeScan,
    apply: (state, { data, evidence }) => ({
      ...state,
      productReceipts: inOrder(state.productReceipts, { ...data, evidence }),
    }),
  },
  'bag.damaged': {
    apply: (state, { data, evidence }) => ({
      ...withTrouble(state, 'bag-broken', data.bagId, evidence),
      damagedBags: [...new Set([...state.damagedBags, data.bagId])].toSorted(),
    }),
  },
  'medicine-stock.confirmed': {
    apply: (state, { data, evidence }) => ({
      ...state,
      medicineStock: latestUnder(state.medicineStock, data.drug, {
        doses: data.doses,
        ...(data.expiresOn === undefined ? {} : { expiresOn: data.expiresOn }),
        evidence,
      }),
    }),
  },
  'medicine-stock.withdrawn': {
    apply: (state, { data, evidence }) => ({
      ...state,
      medicineStock: latestUnder(state.medicineStock, data.drug, { doses: 0, evidence }),
    }),
  },
  'bridging.started': {
    apply: (state, { data: { modality }, at, evidence }) => {
      const told = stating(state, 'bridging/started', evidence, (known) =>
        withBridging(known, { startedAt: at }),
      );
      return stating(told, 'bridging/modality', evidence, (known) =>
        withBridging(known, { modality }),
      );
    },
  },
  'bridging.completed': {
    apply: (state, { data: { modality, lastDoseAt }, at, evidence }) => {
      const told = stating(state, 'bridging/completed', evidence, (known) =>
        withBridging(known, { lastDoseAt: lastDoseAt ?? at, completedAt: at }),
      );
      return stating(told, 'bridging/modality', evidence, (known) =>
        withBridging(known, { modality }),
      );
    },
  },
  'lymphodepletion.started': {
    apply: (state, { data: { regimen }, at, evidence }) => {
      const attempt = Math.max(1, state.attempts.lymphodepletion);
      const course =
        state.lymphodepletion?.attempt === attempt
          ? state.lymphodepletion
          : { attempt, regimen, startedAt: at, dosesGiven: 0, completedAt: null, evidence: [] };
      const begun = { ...state, lymphodepletion: course };
      return stating(begun, `lymphodepletion/${attempt}/started`, evidence, (told) =>
        withCourse(told, { ...course, regimen, startedAt: at }),
      );
    },
  },
  'lymphodepletion.dose-given': {
    needs: needsCourse,
    restsOnFacts: true,
    apply: (state) =>
      state.lymphodepletion === null
        ? state
        : {
            ...state,
            lymphodepletion: {
              ...state.lymphodepletion,
              dosesGiven: state.lymphodepletion.dosesGiven + 1,
            },
          },
  },
  'lymphodepletion.completed': {
    needs: needsCourse,
    restsOnFacts: true,
    apply: (state, { data: { completedAt }, evidence }) => {
      const course = state.lymphodepletion;
      if (course === null || isOfEarlierCourse(course, completedAt)) return state;
      return stating(state, `lymphodepletion/${course.attempt}/completed`, evidence, (told) => ({
        ...withCourse(told, { ...course, completedAt }),
        // What was permitted has been done: nothing is left to withdraw.
        authorizations: told.authorizations.filter(
          (one) => one.kind !== 'lymphodepletion.authorized',
        ),
      }));
    },
  },
  'lymphodepletion.held': {
    apply: (state, { at, evidence }) =>
      needsCourse(state) === null
        ? withTrouble(state, 'lymphodepletion-held', at, evidence)
        : withDecisionsVoided(state, ['authorize-lymphodepletion']),
  },
  'intensive-care.informed': {
    apply: (state, { evidence }) =>
      stating(state, 'intensive-care-informed', evidence, (told) => told),
  },
  'product.stored': {
    apply: (state, { data: { bagId, storageCelsius }, evidence }) => ({
      ...state,
      storage: latestUnder(state.storage, bagId, {
        ...(storageCelsius === undefined ? {} : { celsius: storageCelsius }),
        evidence,
      }),
    }),
  },
  'product.thawed': {
    needs: awaitedBeforeScan,
    apply: (state, { data, evidence }) =>
      changeInfusion(state, data, evidence, {
        thawedAt: data.thawedAt,
        ...(data.outOfFreezerAt === undefined ? {} : { outOfFreezerAt: data.outOfFreezerAt }),
        ...(data.thawBegunAt === undefined ? {} : { thawBegunAt: data.thawBegunAt }),
      }),
  },
  // Product that flows is never parked: whatever it is, the patient has it.
  'infusion.started': {
    apply: (state, { data, at, evidence }) =>
      changeInfusion(state, data, evidence, { startedAt: at }),
  },
  'infusion.completed': {
    apply: (state, { data, at, evidence }) =>
      changeInfusion(state, data, evidence, { completedAt: at }),
  },
  'infusion.stopped': {
    apply: (state, { data, at, evidence }) =>
      changeInfusion(state, data, evidence, { stopped: { at, reason: data.reason } }),
  },
};

type Course = NonNullable<JourneyState['lymphodepletion']>;

function withCourse(state: JourneyState, course: Course): JourneyState {
  const about = `lymphodepletion/${course.attempt}`;
  const evidence = saidBy(state, `${about}/started`, `${about}/completed`);
  return { ...state, lymphodepletion: { ...course, evidence } };
}

/** A late word about the course before this one. */
function isOfEarlierCourse({ attempt, startedAt }: Course, completedAt: Instant): boolean {
  return attempt > 1 && startedAt !== null && isBefore(completedAt, startedAt);
}
