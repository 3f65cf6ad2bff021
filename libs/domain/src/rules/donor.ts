import type { DonorRules } from './product-rules.js';

/** What is known of the donor of a unit and of the patient against it. */
export type DonorFacts = {
  readonly eligible?: boolean | undefined;
  readonly antibodies?: 'positive' | 'negative' | undefined;
  readonly hla?: string | undefined;
};

/** What stands against giving cells of a donor. */
export function donorFaults(
  rules: DonorRules,
  { eligible, antibodies, hla }: DonorFacts,
): readonly ('donor-eligibility' | 'antibodies' | 'histocompatibility')[] {
  const isAccepted = rules.antibodies === 'negative' ? antibodies === 'negative' : antibodies;
  return [
    ...(rules.eligibilityDetermined && eligible !== true ? (['donor-eligibility'] as const) : []),
    ...(isAccepted === undefined || isAccepted === false ? (['antibodies'] as const) : []),
    ...(rules.histocompatibility === 'recorded' && hla === undefined
      ? (['histocompatibility'] as const)
      : []),
  ];
}
