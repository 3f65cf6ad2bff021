import { isOffTheShelf } from '../journey/allocation.js';
import type { Batch, JourneyState } from '../journey/state.js';
import { doubtOn, isVerified } from '../rules/certainty.js';
import { keepsLimit } from '../rules/release-limits.js';
import type { RuleSlice } from '../rules/rule-slice.js';
import { isAcceptedOutOfSpecification } from './out-of-specification.js';
import { recordFact, type Requirement, requirement } from './requirement.js';

/** The tests that a batch of the product has to pass for this patient; a unit off the shelf was tested with its lot before. */
export function releaseTests(state: JourneyState): readonly string[] {
  return isOffTheShelf(state) ? [] : state.rules.manufacturing.requiredTests;
}

/** A result has passed when its laboratory says so and it keeps the product's published limit, where that was read. */
export function hasPassed(
  { rules }: JourneyState,
  result: Pick<Batch['tests'][number], 'test' | 'passed' | 'value' | 'unit'>,
): boolean {
  return result.passed && keepsLimit(verifiedLimits(rules), result) !== 'no';
}

/** A limit that nobody read is no reason to stop a product that its manufacturer released. */
function verifiedLimits(rules: RuleSlice): RuleSlice['manufacturing']['limits'] {
  return rules.manufacturing.limits.filter((_, index) =>
    isVerified(rules, `manufacturing.limits.${index}`),
  );
}

function limitText({ rules }: JourneyState, test: string): string {
  const index = rules.manufacturing.limits.findIndex((one) => one.test === test);
  const limit = rules.manufacturing.limits[index];
  if (limit === undefined) return '';
  const { kind, value, unit } = limit;
  const bound = kind === 'minimum' ? 'at least' : 'at most';
  return `, with ${bound} ${value} ${unit}${doubtOn(rules, `manufacturing.limits.${index}`)}`;
}

/** A release test of a batch has passed, or is pending where the product allows it. */
export function testPassed(
  state: JourneyState,
  batch: Batch | undefined,
  test: string,
): Requirement {
  const results = batch?.tests.filter((result) => result.test === test) ?? [];
  const isPending =
    batch?.release?.pendingTests.includes(test) === true &&
    state.rules.manufacturing.mayBePending.includes(test);
  const isAccepted = batch !== undefined && isAcceptedOutOfSpecification(state, batch, test);
  return requirement(state, {
    id: `test-${test}`,
    text: isAccepted
      ? `${test} missed its specification and was accepted`
      : isPending
        ? `${test} is lawfully pending at release`
        : `The release test ${test} has passed`,
    met:
      isAccepted ||
      (results.length > 0 ? results.every((result) => hasPassed(state, result)) : isPending),
    owner: 'quality-laboratory',
    rule: `Every final result of the batch has passed${limitText(state, test)}; a pending test only where the product allows`,
    evidence: results.map((result) => result.evidence),
    actions: [recordFact('quality.tested', `Record the result of ${test}`)],
  });
}
