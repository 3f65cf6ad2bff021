import type { JournalRecord } from '#domain/journey/record.js';
import type { JourneyState } from '#domain/journey/state.js';

/** What is known when somebody looks: the state, the records so far and the time. */
export type Looked = {
  readonly state: JourneyState;
  readonly records: readonly JournalRecord[];
  readonly now: string;
};

/** What a standing permission to infuse lacks, in words; nothing while none stands or once product flows. */
export function missingGround({ state, records, now }: Looked): readonly string[] {
  const isPermitted = state.authorizations.some((one) => one.kind === 'infusion.authorized');
  if (!isPermitted || state.infusions.length > 0) return [];
  const batch = state.batches.at(-1);
  const release = batch?.release;
  const faults = {
    'a hold stands': state.holds.length > 0,
    'the product is not released': batch?.status !== 'released' || release == null,
    'a release test failed': batch?.tests.some((one) => !one.passed) === true,
    "the product is somebody else's": release?.coi !== state.journeyId,
    'the product is expired': Date.parse(release?.expiresAt ?? '') <= Date.parse(now),
    'consent is not given': state.consents['treatment']?.given !== true,
    'the patient is dead': state.death !== null,
    'two people have not checked every bag': !isCheckedByTwo(state),
    'no physician has signed': !isSigned(state, records),
  };
  return Object.entries(faults).flatMap(([fault, is]) => (is ? [fault] : []));
}

function isCheckedByTwo({ batches, decisions }: JourneyState): boolean {
  const checks = decisions.filter((one) => one.type === 'verify-product-identity');
  return (batches.at(-1)?.release?.bags ?? []).every(({ bagId }) =>
    checks.some(
      ({ data, by }) => data['bagId'] === bagId && new Set(by.map(({ id }) => id)).size === 2,
    ),
  );
}

function isSigned({ decisions }: JourneyState, records: readonly JournalRecord[]): boolean {
  const decided = decisions.findLast((one) => one.type === 'authorize-infusion');
  const record = records.find(({ data }) => data.sequence === decided?.sequence);
  return (record?.data.decision?.signatures.length ?? 0) > 0;
}
