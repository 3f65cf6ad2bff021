import { firstInfusionAt, type JourneyState } from '../journey/state.js';
import { type Instant, isAtOrAfter } from '../time/instant.js';
import { gradeCrs } from './crs.js';
import { gradeNeutrophils, gradePlatelets } from './haematotoxicity.js';
import { gradeIcans } from './icans.js';
import { gradeIecHs } from './iec-hs.js';
import { sinceInfusion } from './observation.js';
import type { ToxicityProposal } from './proposal.js';
import {
  gradeDelayedNeurotoxicity,
  gradeGvhd,
  gradeInfection,
  gradeInfusionReaction,
  type ReportedHarm,
} from './reported.js';

/** What every kind of toxicity would be graded now, from what was observed and reported since the first infusion. */
export function proposalsOf(state: JourneyState, now: Instant): readonly ToxicityProposal[] {
  const infusedAt = firstInfusionAt(state);
  if (infusedAt === undefined) return [];
  const { enrolment, observations, clinical, rules } = state;
  const { haematotoxicity, hyperinflammation } = rules.toxicity;
  // A closer cadence asks more often; it makes nothing that was measured less known.
  const { cadenceHours } = rules.monitoring;
  const since = sinceInfusion(observations, infusedAt);
  const isSince = ({ evidence }: ReportedHarm): boolean =>
    isAtOrAfter(evidence.happenedAt, infusedAt);
  const assessed =
    since.length === 0
      ? []
      : [
          gradeCrs(since, now, { cadenceHours }),
          gradeIcans(since, now, {
            cadenceHours,
            enrolledAt: enrolment.enrolledAt,
            ageYearsAtEnrolment: enrolment.ageYears,
            capdBelowAgeYears: rules.toxicity.capdBelowAgeYears,
          }),
        ];
  return [
    ...assessed,
    gradeIecHs(observations, infusedAt, hyperinflammation),
    gradeNeutrophils(haematotoxicity, observations, infusedAt),
    gradePlatelets(haematotoxicity, observations, infusedAt),
    gradeInfection(observations, infusedAt),
    gradeDelayedNeurotoxicity(clinical.adverseEvents.filter(isSince)),
    gradeInfusionReaction(clinical.reactions.filter(isSince)),
    gradeGvhd(clinical.gvhd),
  ];
}
