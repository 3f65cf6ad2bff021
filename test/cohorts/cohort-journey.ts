import { demonstrationNetwork } from '#partners/demonstration-network.js';
import { PartnerRegistry } from '#partners/registry.js';
import type { Cohort } from '../../apps/partner-simulator/src/cohorts/published-cohorts.js';
import { placementsAt } from '../../apps/partner-simulator/src/network/placements.js';
import { patientOf } from '../../apps/partner-simulator/src/story/patient.js';
import { type Performance, rehearse, type Script } from '../partner-simulator/rehearsal.js';

/** The course of one toxicity as the journey recorded it; days from the infusion. */
export type PlayedToxicity = {
  readonly peak: number;
  readonly onsetDay: number | null;
  readonly durationDays: number | null;
};

/** What became of one journey, as far as trials publish it. */
export type PlayedJourney = {
  readonly end: 'infused' | 'manufacturing-failed' | 'left-otherwise' | 'stuck';
  /** Why it ended, in the protocol's words; the stage for who was infused. */
  readonly outcome: string;
  readonly enrolmentToInfusionDays: number | null;
  readonly veinToVeinDays: number | null;
  readonly crs: PlayedToxicity | null;
  readonly icans: PlayedToxicity | null;
};

const registry = new PartnerRegistry(demonstrationNetwork);
const dayMs = 86_400_000;
/** Under the labels of the trials' time, which watched for four weeks: those of June 2025 and later watch for two. */
const beginsAt = '2025-03-03T09:00:00.000Z';

/** Plays patient number `index` of a cohort from enrolment until monitoring ends, through the domain alone. */
export async function playCohortJourney(
  cohort: Cohort,
  { seed, index, plans }: Pick<Script, 'seed' | 'plans'> & { readonly index: number },
): Promise<PlayedJourney> {
  const patient = patientOf(seed, index, placementsAt(registry.sites, cohort), '2026-01-01');
  const script = { seed, patient, registry, plans, from: beginsAt, until: 'follow-up' } as const;
  return asPublished(await rehearse(script));
}

function asPublished(performance: Performance): PlayedJourney {
  const { state, stuck, records } = performance;
  const infusedAt = firstTime(performance, 'infusion.started');
  const collectedAt = firstTime(performance, 'apheresis.completed');
  const outcome = stuck ?? state.outcome?.outcome ?? state.stage;
  const since = (from: number | null): number | null =>
    infusedAt === null || from === null ? null : (infusedAt - from) / dayMs;
  return {
    end: endOf(outcome, stuck !== null, infusedAt !== null),
    outcome,
    enrolmentToInfusionDays: since(Date.parse(records[0]?.time ?? '')),
    veinToVeinDays: since(collectedAt),
    crs: infusedAt === null ? null : courseOf(performance, 'crs', infusedAt),
    icans: infusedAt === null ? null : courseOf(performance, 'icans', infusedAt),
  };
}

function endOf(outcome: string, isStuck: boolean, isInfused: boolean): PlayedJourney['end'] {
  if (isStuck) return 'stuck';
  if (isInfused) return 'infused';
  return outcome === 'manufacturing-failed' ? 'manufacturing-failed' : 'left-otherwise';
}

function firstTime({ events }: Performance, type: string): number | null {
  const times = events.filter((event) => event.type === type).map((one) => Date.parse(one.time));
  return times.length === 0 ? null : Math.min(...times);
}

/** From the proposals and confirmations in the journal: highest grade, first sign, last sign. */
function courseOf(
  { records }: Performance,
  kind: 'crs' | 'icans',
  infusedAt: number,
): PlayedToxicity {
  const graded = records.flatMap(({ type, time, data }) => {
    const { detail } = data;
    const isAbout = type.startsWith('toxicity.') && detail?.['kind'] === kind;
    const grade = Number(detail?.['grade'] ?? 0);
    return isAbout ? [{ at: Date.parse(time), grade, type }] : [];
  });
  const peak = Math.max(0, ...graded.map((one) => one.grade));
  const first = graded.find((one) => one.grade > 0)?.at ?? null;
  const over = first === null ? null : (graded.find(isOver(first))?.at ?? null);
  return {
    peak,
    onsetDay: first === null ? null : (first - infusedAt) / dayMs,
    durationDays: first === null || over === null ? null : (over - first) / dayMs,
  };
}

/** Only a clinician says that it is over. */
function isOver(
  first: number,
): (one: { readonly at: number; readonly grade: number; readonly type: string }) => boolean {
  return ({ at, grade, type }) => at > first && grade === 0 && type === 'toxicity.confirmed';
}
