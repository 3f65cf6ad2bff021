import { isOffTheShelf } from '../journey/allocation.js';
import type { Batch, JourneyState } from '../journey/state.js';
import { isAcceptedOutOfSpecification } from './out-of-specification.js';
import { recordFact, type Requirement, requirement } from './requirement.js';

/** The tests that a batch of the product has to pass for this patient; a unit off the shelf was tested with its lot before. */
export function releaseTests(state: JourneyState): readonly string[] {
  return isOffTheShelf(state) ? [] : state.rules.manufacturing.requiredTests;
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
    met: isAccepted || (results.length > 0 ? results.every((result) => result.passed) : isPending),
    owner: 'quality-laboratory',
    rule: 'Every final result of the batch has passed; a pending test only where the product allows',
    evidence: results.map((result) => result.evidence),
    actions: [recordFact('quality.tested', `Record the result of ${test}`)],
  });
}
