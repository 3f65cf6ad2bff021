import type { JourneyState } from '../journey/state.js';
import type { ScreeningCriterion } from '../rules/eligibility-rules.js';
import { type Instant, isBefore, plusDays } from '../time/instant.js';
import { cellsPerMicrolitre, isCellUnit } from '../toxicity/cell-count.js';
import { recordFact, type Requirement, requirement } from './requirement.js';

function asMeasured(value: number, unit: string | undefined, wanted: string | undefined): number {
  if (wanted === undefined || !isCellUnit(wanted)) return value;
  const measured = cellsPerMicrolitre(value, unit) ?? Number.NaN;
  return measured / (cellsPerMicrolitre(1, wanted) ?? 1);
}

type Result = JourneyState['screening'][string];

function passes(criterion: ScreeningCriterion, result: Result): boolean {
  switch (criterion.kind) {
    case 'minimum':
    case 'maximum': {
      if (result.value === undefined || criterion.value === undefined) return false;
      const value = asMeasured(result.value, result.unit, criterion.unit);
      // Below something may be anything lower, above something anything higher.
      return criterion.kind === 'minimum'
        ? result.comparator !== '<' && value >= criterion.value
        : result.comparator !== '>' && value <= criterion.value;
    }
    case 'negative':
    case 'positive':
      return result.qualitative === criterion.kind;
    case 'done':
      return (
        result.value !== undefined ||
        (result.qualitative !== undefined && result.qualitative !== 'not-done')
      );
  }
}

function ruleText(criterion: ScreeningCriterion): string {
  const unit = criterion.unit === undefined ? '' : ` ${criterion.unit}`;
  switch (criterion.kind) {
    case 'minimum':
      return `${criterion.test} at least ${criterion.value}${unit}`;
    case 'maximum':
      return `${criterion.test} at most ${criterion.value}${unit}`;
    case 'negative':
    case 'positive':
      return `${criterion.test} must be ${criterion.kind}`;
    case 'done':
      return `${criterion.test} must have been tested`;
  }
}

/** One screening criterion: its latest result passes and is not older than `validityDays`. */
export function screeningPassed(
  state: JourneyState,
  criterion: ScreeningCriterion,
  validity: { readonly days: number; readonly notBefore?: Instant | undefined },
  now: Instant,
): Requirement {
  const result = state.screening[criterion.test];
  const validUntil = result === undefined ? undefined : plusDays(result.collectedAt, validity.days);
  const isFresh =
    result !== undefined &&
    validUntil !== undefined &&
    isBefore(now, validUntil) &&
    (validity.notBefore === undefined || !isBefore(result.collectedAt, validity.notBefore));
  const met = isFresh && passes(criterion, result);
  return requirement(state, {
    id: `screening-${criterion.test}`,
    text: `Screening: ${ruleText(criterion)}`,
    met,
    owner: 'clinic',
    overridable: criterion.overridable,
    rule: `${ruleText(criterion)}; valid for ${validity.days} days after collection`,
    evidence: [result?.evidence],
    actions: [recordFact('screening.resulted', `Record the result of ${criterion.test}`)],
    changesAt: met ? validUntil : undefined,
    consequence: 'The step waits until a valid result is in',
  });
}
