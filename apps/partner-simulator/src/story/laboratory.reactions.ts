import { isReleasedWithPendingTest } from './manufacture.js';
import type { Circumstances, PartnerRequest } from './partner-request.js';
import { textOf, textsOf } from './partner-request.js';
import { answering, days, ms, type PlannedEvent } from './planned-event.js';

/** What a quality laboratory publishes on a request: a final result for each test shortly before the release. */
export function laboratoryReaction(
  request: PartnerRequest,
  { cast, earlier, fate, random }: Circumstances,
): readonly PlannedEvent[] {
  if (request.type !== 'quality-test.requested') return [];
  const attempt = earlier.filter(({ type }) => type === request.type).length + 1;
  // A batch that fails is never sampled.
  if (attempt <= fate.failingAttempts) return [];
  const write = answering(request, cast.partner(request.partnerId), 'lab.events.v1');
  const chance = random(`quality-${request.id}`);
  const batchId = textOf(request, 'batchId');
  const finished = ms(request.time) + days(fate.manufacturingDays);
  const isPending = isReleasedWithPendingTest(random);
  return textsOf(request, 'tests').map((test) => {
    const at =
      test === 'rcl' && isPending
        ? finished + days(chance.between(5, 12))
        : finished - days(chance.between(0.5, 5));
    return write(`tested-${test}`, at, 'quality.tested', {
      batchId,
      coi: request.subject,
      sampleId: `${batchId}-S1`,
      test,
      resultStatus: 'final',
      passed: true,
    });
  });
}
