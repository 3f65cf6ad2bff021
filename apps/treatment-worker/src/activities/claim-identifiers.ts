import { getClient } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/client';
import type {
  IdentifierClaims,
  NamedIdentifier,
  OwnedIdentifier,
} from '#register/identifier-claims.js';
import type { JourneyActivities } from '#workflows/journey/activities.js';
import { journeyWorkflowId, namedElsewhereSignal } from '#workflows/journey/messages.js';

/** Tells a journey that another one named identifiers of it; a journey that has ended is not told. */
export type TellOwner = (
  journeyId: string,
  identifiers: readonly NamedIdentifier[],
) => Promise<void>;

/** Claims and looks up identifiers in the register; owners are told before the journey that named theirs is answered. */
export function claimIdentifiersWith(
  register: Pick<IdentifierClaims, 'claim' | 'scan' | 'scannedByOthers'>,
  tellOwner: TellOwner,
): JourneyActivities['claimIdentifiers'] {
  return async ({ journeyId, claims, scans }) => {
    const claimed = await register.claim(journeyId, claims);
    const foreign = claimed.filter((one) => one.journeyId !== journeyId);
    const scanned = await register.scan(journeyId, scans);
    const ofOthers = [...foreign, ...scanned].filter((one) => one.journeyId !== journeyId);
    const named = [...claims, ...scans];
    for (const [owner, identifiers] of Map.groupBy(ofOthers, (one) => one.journeyId)) {
      await tellOwner(
        owner,
        identifiers.flatMap((one) => namings(named, one)),
      );
    }
    return {
      foreign: foreign.map(({ system, value }) => ({ system, value })),
      namedElsewhere: await register.scannedByOthers(journeyId),
    };
  };
}

function namings(
  named: readonly NamedIdentifier[],
  { system, value }: OwnedIdentifier,
): readonly NamedIdentifier[] {
  return named.filter((one) => one.system === system && one.value === value).slice(0, 1);
}

/** Tells an owner by a signal, through the worker's own connection. */
export const tellOwner: TellOwner = async (journeyId, identifiers) => {
  const handle = getClient().workflow.getHandle(journeyWorkflowId(journeyId));
  try {
    await handle.signal(namedElsewhereSignal, identifiers);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
};
