import type { JourneyState } from '../journey/state.js';
import { doubtOn, isVerified } from '../rules/certainty.js';
import { hasToBeRepeated } from '../rules/lymphodepletion.js';
import { type Instant, isBefore, plusDays, toInstant } from '../time/instant.js';
import { leucocytes } from './lymphodepletion-waived.js';
import { decide, recordFact, type Requirement, requirement } from './requirement.js';

const textOf = {
  no: 'Lymphodepletion has not to be repeated',
  yes: 'Lymphodepletion is too long ago and leucocytes are back: it has to be repeated',
  unknown: 'Lymphodepletion is long ago: count the leucocytes, it may have to be repeated',
} as const;

/** Where the product says so: lymphodepletion that is too long ago is given again, unless leucocytes are still low. */
export function notToBeRepeated(state: JourneyState, now: Instant): readonly Requirement[] {
  const { repeat } = state.rules.lymphodepletion;
  const completedAt = state.lymphodepletion?.completedAt;
  if (repeat === undefined || completedAt == null) return [];
  const count = leucocytes(state);
  const verdict = hasToBeRepeated(repeat, completedAt, count, now);
  const asksFrom = toInstant(Date.parse(plusDays(completedAt, repeat.afterDays)) + 1);
  const { leucocytesAbove } = repeat;
  const path = 'lymphodepletion.repeat';
  const about = `lymphodepletion/${state.lymphodepletion?.attempt ?? 1}`;
  return [
    requirement(state, {
      id: 'lymphodepletion-not-to-repeat',
      text: textOf[verdict],
      met: verdict === 'no',
      owner: verdict === 'unknown' ? 'clinic' : 'physician',
      overridable: !isVerified(state.rules, path),
      rule: `Repeated when more than ${repeat.afterDays} days passed since its end${leucocytesAbove === undefined ? '' : ` and leucocytes are above ${leucocytesAbove} /uL`}${doubtOn(state.rules, path)}`,
      evidence: [state.statements[`${about}/completed`], state.screening['wbc']?.evidence],
      changesAt: isBefore(now, asksFrom) ? asksFrom : undefined,
      actions: [
        decide('repeat-lymphodepletion', 'Repeat lymphodepletion'),
        ...(verdict === 'unknown' ? [recordFact('screening.resulted', 'Record the count')] : []),
      ],
    }),
  ];
}
