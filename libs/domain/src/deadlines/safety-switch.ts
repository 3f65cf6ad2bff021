import type { JourneyState } from '../journey/state.js';
import { isBefore, plusHours } from '../time/instant.js';
import type { Deadline } from './deadline.js';
import { deadlineKinds } from './deadline-kinds.js';

/** Hours from the order to the activation, and from there to the level of the cells; operating defaults. */
const hoursToActivate = 1;
const hoursToLevel = 24;

/** The result by which the effect of the switch is seen. */
const levelTest = 'car-t-level';

/** What has to follow an ordered safety switch: that it is activated, and then that the cells are counted. */
export function safetySwitchDeadlines(state: JourneyState): readonly Deadline[] {
  return state.decisions
    .filter(({ type }) => type === 'order-safety-switch')
    .flatMap(({ at, sequence }): readonly Deadline[] => {
      const { activations } = state.clinical;
      const activation = activations.find(({ evidence }) => !isBefore(evidence.happenedAt, at));
      if (activation === undefined) {
        const { due: _, ...activated } = deadlineKinds['safety-switch-activation'];
        return [
          {
            name: `safety-switch-activation/${sequence}`,
            at: plusHours(at, hoursToActivate),
            ...activated,
            reminders: [{ step: 3, afterHours: 0, pages: true, ...activated }],
          },
        ];
      }
      const { happenedAt } = activation.evidence;
      const isSeen = state.observations.some(
        (one) =>
          one.type === 'laboratory.resulted' &&
          one.data.test === levelTest &&
          isBefore(happenedAt, one.happenedAt),
      );
      const { due: _, ...seen } = deadlineKinds['safety-switch-effect'];
      return isSeen
        ? []
        : [
            {
              name: `safety-switch-effect/${sequence}`,
              at: plusHours(happenedAt, hoursToLevel),
              ...seen,
            },
          ];
    });
}
