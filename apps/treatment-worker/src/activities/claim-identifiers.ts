import { getClient } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { ClosedJourneyReviews } from '#register/closed-journey-reviews.js';
import type {
  IdentifierClaims,
  NamedIdentifier,
  OwnedIdentifier,
} from '#register/identifier-claims.js';
import type { JourneyActivities } from '#workflows/journey/activities.js';
import { journeyWorkflowId, namedElsewhereSignal } from '#workflows/journey/messages.js';
import type { WakeNotices } from './wake-notices.js';

/** Tells a journey that another one named identifiers of it; false when it does not run and could not be told. */
export type TellOwner = (
  journeyId: string,
  identifiers: readonly NamedIdentifier[],
) => Promise<boolean>;

/** What claiming depends on. */
export type ClaimPorts = {
  readonly register: Pick<IdentifierClaims, 'claim' | 'scan' | 'scannedByOthers' | 'release'>;
  readonly tellOwner: TellOwner;
  /** Who looks into it where the owner cannot be told. */
  readonly reviews: Pick<ClosedJourneyReviews, 'raise'>;
  readonly wakeNotices: WakeNotices;
};

/**
 * Claims and looks up identifiers in the register; owners and recalls are told before the journey that named them is
 * answered.
 */
export function claimIdentifiersWith({
  register,
  tellOwner,
  reviews,
  wakeNotices,
}: ClaimPorts): JourneyActivities['claimIdentifiers'] {
  return async ({ journeyId, claims, scans, keeps }) => {
    if (keeps !== undefined) await register.release(journeyId, keeps);
    const claimed = await register.claim(journeyId, claims);
    const foreign = claimed.filter((one) => one.journeyId !== journeyId);
    const scanned = await register.scan(journeyId, scans);
    const ofOthers = [...foreign, ...scanned].filter((one) => one.journeyId !== journeyId);
    const named = [...claims, ...scans];
    for (const [owner, identifiers] of Map.groupBy(ofOthers, (one) => one.journeyId)) {
      const namedOfOwner = identifiers.flatMap((one) => namings(named, one));
      if (await tellOwner(owner, namedOfOwner)) continue;
      for (const { system, value } of namedOfOwner) {
        const about = `${system}/${value}`;
        await reviews.raise({ journeyId: owner, kind: 'identity-mismatch', about });
      }
    }
    await wakeNotices(journeyId, named);
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
    return true;
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    return false;
  }
};
