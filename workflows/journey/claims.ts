import {
  condition,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
} from '@temporalio/workflow';
import type { JourneyActivities } from './activities.js';
import type { Journey } from './journey.js';
import { identifierKey, type NamedIdentifier, namedIdentifiers } from './named-identifiers.js';

type Claiming = Pick<JourneyActivities, 'claimIdentifiers'>;

// One attempt, and no retry that would keep the workflow task open and decisions waiting.
const soon = proxyLocalActivities<Claiming>({
  startToCloseTimeout: '2 seconds',
  scheduleToCloseTimeout: '2 seconds',
  retry: { maximumAttempts: 1 },
});

const later = proxyActivities<Claiming>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '60 seconds', backoffCoefficient: 2 },
});

/**
 * Claims for the journey what it names as its own and says what it scanned that is not, each identifier once a run; what other
 * journeys have to do with the same is told to the domain. The journey goes on meanwhile. Never returns.
 */
export async function claimIdentifiers(journey: Journey): Promise<never> {
  const told = { claims: new Set<string>(), scans: new Set<string>() };
  for (;;) {
    await condition(onceAState(journey, () => isAnyNew(newIn(journey, told))));
    const { claims, scans } = newIn(journey, told);
    const { foreignNames } = journey;
    const { foreign, namedElsewhere } = await claim(
      { journeyId: journey.state.journeyId, claims, scans },
      `${claims.length} identifiers claimed, ${scans.length} looked up`,
    );
    for (const one of claims) told.claims.add(identifierKey(one));
    for (const one of scans) told.scans.add(identifierKey(one));
    journey.foreignNames = journey.foreignNames.filter((one) => !foreignNames.includes(one));
    journey.apply({ kind: 'claims-answered', foreign });
    for (const one of namedElsewhere) journey.apply({ ...one, kind: 'named-elsewhere' });
  }
}

/** Within the workflow task where the register answers at once, else outside for as long as it takes. */
async function claim(
  argument: Parameters<Claiming['claimIdentifiers']>[0],
  summary: string,
): ReturnType<Claiming['claimIdentifiers']> {
  try {
    return await soon.claimIdentifiers.executeWithOptions({ summary }, [argument]);
  } catch (error) {
    if (isCancellation(error)) throw error;
    return later.claimIdentifiers.executeWithOptions({ summary }, [argument]);
  }
}

type Named = {
  readonly claims: readonly NamedIdentifier[];
  readonly scans: readonly NamedIdentifier[];
};

function newIn(
  journey: Journey,
  told: { readonly claims: ReadonlySet<string>; readonly scans: ReadonlySet<string> },
): Named {
  const { own, scanned } = namedIdentifiers(journey.state);
  return {
    claims: own.filter((one) => !told.claims.has(identifierKey(one))),
    scans: [...scanned, ...journey.foreignNames].filter(
      (one) => !told.scans.has(identifierKey(one)),
    ),
  };
}

function isAnyNew({ claims, scans }: Named): boolean {
  return claims.length + scans.length > 0;
}

/** Asks again only when the journey has changed; a closed one is not asked. */
function onceAState(journey: Journey, ask: () => boolean): () => boolean {
  let asked: Journey['state'] | undefined;
  return () => {
    if (journey.state === asked) return false;
    asked = journey.state;
    return asked.stage !== 'closed' && ask();
  };
}
