import type { Evidence } from '../journey/evidence.js';
import { isAtOrAfter, type Instant } from '../time/instant.js';
import { type Observation, ofType } from './observation.js';
import { neverAssessed, proposalOf, type ToxicityProposal } from './proposal.js';
import type { ToxicityKind } from './toxicity-kind.js';

/** A harm that a clinic reported with its grade: an adverse event or a reaction to the infusion. */
export type ReportedHarm = {
  readonly term: string;
  readonly grade: number;
  readonly serious?: boolean;
  readonly relatedness?: string;
  readonly evidence: Evidence;
};

const highestReported = 4;

/** What is graded by whoever reported it; grade 5 is a death, which has a report of its own. */
function asReported(kind: ToxicityKind, harms: readonly ReportedHarm[]): ToxicityProposal {
  const latest = harms.toSorted((a, b) => order(a.evidence, b.evidence)).at(-1);
  if (latest === undefined) return neverAssessed(kind, []);
  const grade = Math.min(highestReported, latest.grade);
  return proposalOf(kind, [{ grade, missing: [], inputs: [latest.evidence.eventId] }]);
}

function order(a: Evidence, b: Evidence): number {
  return Date.parse(a.happenedAt) - Date.parse(b.happenedAt) || (a.eventId < b.eventId ? -1 : 1);
}

/** A reaction to the product while it flows or soon after, as graded by whoever saw it. */
export function gradeInfusionReaction(reactions: readonly ReportedHarm[]): ToxicityProposal {
  return asReported('infusion-reaction', reactions);
}

/** The late harms to nerves and movement of which the labels warn. */
const delayedNeurotoxicities: readonly string[] = [
  'parkinsonism',
  'guillain-barre-syndrome',
  'guillain-barre syndrome',
];

/** Parkinsonism and the like, reported after the infusion. */
export function gradeDelayedNeurotoxicity(events: readonly ReportedHarm[]): ToxicityProposal {
  return asReported(
    'delayed-neurotoxicity',
    events.filter(({ term }) => delayedNeurotoxicities.includes(term.trim().toLowerCase())),
  );
}

/** An assessment of graft-versus-host disease as it was made, with its own scale. */
export function gradeGvhd(
  assessed: { readonly grade: number; readonly scale: string; readonly evidence: Evidence } | null,
): ToxicityProposal {
  if (assessed === null) return neverAssessed('gvhd', []);
  const { grade, scale, evidence } = assessed;
  const finding = { grade, missing: [], inputs: [evidence.eventId] };
  return { ...proposalOf('gvhd', [finding]), scale };
}

const infectionTests: readonly string[] = ['culture', 'viral-pcr'];

/**
 * Infection since the infusion: a culture or virus found is at least grade 1, how grave it is a clinician says. Null until
 * anything was looked for.
 */
export function gradeInfection(
  observations: readonly Observation[],
  infusedAt: Instant,
): ToxicityProposal {
  const looked = ofType(observations, 'laboratory.resulted').filter(
    ({ data, happenedAt }) =>
      infectionTests.includes(data.test) &&
      data.qualitative !== undefined &&
      data.qualitative !== 'not-done' &&
      isAtOrAfter(happenedAt, infusedAt),
  );
  if (looked.length === 0) return neverAssessed('infection', infectionTests);
  const latestOf = (test: string) => looked.findLast(({ data }) => data.test === test);
  const latest = infectionTests.flatMap((test) => latestOf(test) ?? []);
  const found = latest.filter(({ data }) => data.qualitative === 'positive');
  const unclear = latest.filter(({ data }) => data.qualitative === 'indeterminate');
  return proposalOf('infection', [
    {
      grade: found.length > 0 ? 1 : 0,
      missing: [
        ...(found.length > 0 ? ['clinical-assessment'] : []),
        ...unclear.map(({ data }) => data.test),
      ],
      inputs: (found.length > 0 ? found : latest).map(({ eventId }) => eventId),
    },
  ]);
}
