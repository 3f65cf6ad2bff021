import type { GateName, Stage } from '#domain/journey/vocabulary.js';
import type { RequestType } from '#domain/requests/requests.js';
import type { Journey } from '#workflows/journey/journey.js';
import { allocation } from '#workflows/stages/allocation.stage.js';
import { eligibility } from '#workflows/stages/eligibility.stage.js';
import { followUp } from '#workflows/stages/follow-up.stage.js';
import { infusion } from '#workflows/stages/infusion.stage.js';
import { leukapheresis } from '#workflows/stages/leukapheresis.stage.js';
import { lymphodepletion } from '#workflows/stages/lymphodepletion.stage.js';
import { manufacturing } from '#workflows/stages/manufacturing.stage.js';
import { monitoring } from '#workflows/stages/monitoring.stage.js';
import { referral } from '#workflows/stages/referral.stage.js';
import { scheduling } from '#workflows/stages/scheduling.stage.js';
import { inboundShipment, outboundShipment } from '#workflows/stages/shipping.stage.js';
import type { StageRoutine } from '#workflows/stages/stage-routine.js';

/** A gate that a stage waits at and what it asks while it waits. */
export type Waiting = { readonly gate: GateName; readonly asking: readonly RequestType[] };

const routines: { readonly [stage in Exclude<Stage, 'closed'>]: StageRoutine } = {
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

/** What the workflow's own routine of a stage waits for, in its order. */
async function planOf(routine: StageRoutine): Promise<readonly Waiting[]> {
  const plan: Waiting[] = [];
  const recorder: Pick<Journey, 'gate'> = {
    gate: (gate, ...asking) => {
      plan.push({ gate, asking });
      return Promise.resolve();
    },
  };
  await routine(recorder as Journey);
  return plan;
}

/** What each stage of the workflow waits for and asks. */
export async function stagePlans(): Promise<ReadonlyMap<Stage, readonly Waiting[]>> {
  const plans = Object.entries(routines).map(
    async ([stage, routine]) => [stage as Stage, await planOf(routine)] as const,
  );
  return new Map(await Promise.all(plans));
}
