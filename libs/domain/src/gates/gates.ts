import { answeredOnce } from '../journey/answered-once.js';
import type { JourneyState } from '../journey/state.js';
import type { GateName } from '../journey/vocabulary.js';
import type { Instant } from '../time/instant.js';
import { followUpMayClose, monitoringMayEnd } from './after-infusion.gate.js';
import { allocationConfirmed } from './allocation.gate.js';
import { eligibilityConfirmed } from './eligibility.gate.js';
import { infusionComplete, infusionMayStart, nextDoseMayStart } from './infusion.gate.js';
import { apheresisMayStart, materialMayShip } from './leukapheresis.gate.js';
import { lymphodepletionMayStart } from './lymphodepletion.gate.js';
import { manufacturingMayStart, productMayShip } from './manufacturing.gate.js';
import { withOverrides } from './overrides.js';
import { referralComplete } from './referral.gate.js';
import type { Evaluation } from './requirement.js';
import { scheduleConfirmed } from './scheduling.gate.js';

const gates: { readonly [gate in GateName]: (state: JourneyState, now: Instant) => Evaluation } = {
  'referral.complete': answeredOnce(referralComplete),
  'eligibility.confirmed': answeredOnce(eligibilityConfirmed),
  'schedule.confirmed': answeredOnce(scheduleConfirmed),
  'apheresis.may-start': answeredOnce(apheresisMayStart),
  'material.may-ship': answeredOnce(materialMayShip),
  'manufacturing.may-start': answeredOnce(manufacturingMayStart),
  'product.may-ship': answeredOnce(productMayShip),
  'allocation.confirmed': answeredOnce(allocationConfirmed),
  'lymphodepletion.may-start': answeredOnce(lymphodepletionMayStart),
  'infusion.may-start': answeredOnce(infusionMayStart),
  'next-dose.may-start': answeredOnce(nextDoseMayStart),
  'infusion.complete': answeredOnce(infusionComplete),
  'monitoring.may-end': answeredOnce(monitoringMayEnd),
  'follow-up.may-close': answeredOnce(followUpMayClose),
};

/**
 * A gate's verdict on a journey at an instant of journey time. It is the same on [now, changesAt) as long as
 * the journey does not change; workflow, API, page and simulator all ask this one function.
 */
export function evaluate(gate: GateName, state: JourneyState, now: Instant): Evaluation {
  return withOverrides(gates[gate](state, now), state, now);
}
