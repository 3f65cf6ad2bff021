import type { Unit } from '../journey/allocation.js';
import type { JourneyState } from '../journey/state.js';
import { donorFaults } from '../rules/donor.js';
import { recordFact, type Requirement, requirement } from './requirement.js';

type Determination = JourneyState['allocation']['donors'][string];

/**
 * What was determined of the donor of a unit: under the code the unit names, or under its lot; where neither is named, all that
 * was told of donors counts, and the worst of it.
 */
function determinationsFor(
  { allocation: { donors } }: JourneyState,
  unit: Unit | undefined,
): readonly Determination[] {
  const linked = [unit?.donorCode, unit?.donorLotId].flatMap((code) =>
    code === undefined ? [] : (donors[code] ?? []),
  );
  return linked.length > 0 ? linked : Object.values(donors);
}

/** What stands against giving the cells of a unit's donor to this patient. */
function faultsOf(state: JourneyState, unit: Unit | undefined) {
  const { donor } = state.rules;
  if (donor === undefined) return [];
  const { histocompatibility } = state.allocation;
  const determined = determinationsFor(state, unit);
  const antibodies = histocompatibility?.donorSpecificAntibodies;
  return donorFaults(donor, {
    eligible: determined.length > 0 && determined.every(({ eligible }) => eligible),
    antibodies: antibodies === undefined ? undefined : antibodies ? 'positive' : 'negative',
    hla: unit?.hlaMatch ?? histocompatibility?.hla?.join(' '),
  });
}

/** What is asked of the donor and of the patient against the donor; nothing of a product of the patient's own cells. */
export function donorRequirements(
  state: JourneyState,
  unit: Unit | undefined,
): readonly Requirement[] {
  const { donor } = state.rules;
  if (donor === undefined) return [];
  const faults = faultsOf(state, unit);
  const { histocompatibility } = state.allocation;
  return [
    requirement(state, {
      id: 'donor-eligible',
      text: 'The donor of the unit is determined eligible',
      met: !faults.includes('donor-eligibility'),
      owner: 'quality',
      overridable: true,
      rule: 'The latest determination of the donor; without it only on documented urgent need',
      evidence: determinationsFor(state, unit).map(({ evidence }) => evidence),
      actions: [recordFact('donor.eligibility-determined', 'Record the determination')],
    }),
    requirement(state, {
      id: 'antibodies-acceptable',
      text:
        donor.antibodies === 'negative'
          ? 'The patient has no antibodies against the donor'
          : 'Antibodies against the donor were looked for',
      met: !faults.includes('antibodies'),
      owner: 'laboratory',
      overridable: true,
      rule: `Donor-specific antibodies: ${donor.antibodies}, by the latest result`,
      evidence: [histocompatibility?.evidence],
      actions: [recordFact('histocompatibility.resulted', 'Record the result')],
    }),
    ...(donor.histocompatibility === 'not-asked'
      ? []
      : [
          requirement(state, {
            id: 'histocompatibility-recorded',
            text: 'The match between donor and patient is known',
            met: !faults.includes('histocompatibility'),
            owner: 'laboratory',
            overridable: true,
            rule: 'HLA match as stated of the unit, else as the laboratory typed it',
            evidence: [unit?.evidence, histocompatibility?.evidence],
            actions: [recordFact('histocompatibility.resulted', 'Record the result')],
          }),
        ]),
  ];
}

/** Whether the donor of a unit, or the patient against the donor, speaks against it as far as is known today. */
export function donorSpeaksAgainst(state: JourneyState, unit: Unit | undefined): boolean {
  return (
    determinationsFor(state, unit).some(({ eligible }) => !eligible) ||
    (state.rules.donor?.antibodies === 'negative' &&
      state.allocation.histocompatibility?.donorSpecificAntibodies === true)
  );
}
