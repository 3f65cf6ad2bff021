import { CancellationScope, condition } from '@temporalio/workflow';
import type { JourneyState } from '#domain/journey/state.js';
import type { Outcome } from '#domain/journey/vocabulary.js';
import { allocation } from './stages/allocation.stage.js';
import { eligibility } from './stages/eligibility.stage.js';
import { followUp } from './stages/follow-up.stage.js';
import { infusion } from './stages/infusion.stage.js';
import { leukapheresis } from './stages/leukapheresis.stage.js';
import { lymphodepletion } from './stages/lymphodepletion.stage.js';
import { manufacturing } from './stages/manufacturing.stage.js';
import { monitoring } from './stages/monitoring.stage.js';
import { referral } from './stages/referral.stage.js';
import { scheduling } from './stages/scheduling.stage.js';
import { inboundShipment, outboundShipment } from './stages/shipping.stage.js';
import type { StageRoutine } from './stages/stage-routine.js';
import { resolveCalendar } from './journey/calendar.js';
import { claimIdentifiers } from './journey/claims.js';
import { continueAsNewWhenDue } from './journey/continue-as-new.js';
import { receiveMessages } from './journey/handlers.js';
import { Journey } from './journey/journey.js';
import type { JourneyInput } from './journey/messages.js';
import { publishRecords } from './journey/publication.js';
import { keepTime } from './journey/timekeeping.js';

const stages: { readonly [stage in Exclude<JourneyState['stage'], 'closed'>]: StageRoutine } = {
  referral,
  eligibility,
  scheduling,
  leukapheresis,
  'outbound-shipment': outboundShipment,
  manufacturing,
  allocation,
  'inbound-shipment': inboundShipment,
  lymphodepletion,
  infusion,
  monitoring,
  'follow-up': followUp,
};

/**
 * The journey of one patient through CAR-T therapy, from referral to year 15: one inbox, one state, one journal.
 * Returns how it ended.
 */
export async function treatmentJourney(input: JourneyInput): Promise<Outcome> {
  const journey = new Journey(input);
  receiveMessages(journey);
  return Promise.race([
    protocol(journey),
    keepTime(journey),
    resolveCalendar(journey),
    claimIdentifiers(journey),
    publishRecords(journey),
    continueAsNewWhenDue(journey),
  ]);
}

async function protocol(journey: Journey): Promise<Outcome> {
  for (;;) {
    const { stage, outcome } = journey.state;
    if (stage !== 'closed') {
      await untilLeft(journey, stages[stage]);
    } else if (outcome !== null) {
      await condition(() => journey.isPublished || journey.state.stage !== 'closed');
      if (journey.state.stage === 'closed') return outcome.outcome;
    }
  }
}

/** Runs a stage until it is left: through its gate, or because a decision or an event led elsewhere. */
async function untilLeft(journey: Journey, routine: StageRoutine): Promise<void> {
  const { stagesEntered } = journey;
  const scope = new CancellationScope();
  const left = scope.run(() => condition(() => journey.stagesEntered !== stagesEntered));
  const stage = scope.run(() => routine(journey));
  stage.catch(() => undefined);
  try {
    await Promise.race([left, stage]);
    await left;
  } finally {
    scope.cancel();
  }
}
