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
  heartbeatTimeout: '5 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '60 seconds', backoffCoefficient: 2 },
});

/**
 * Claims for the journey what it names as its own and says what it scanned that is not, each identifier once a run; what other
 * journeys have to do with the same is told to the domain. The journey goes on meanwhile. Never returns.
 */
export async function claimIdentifiers(journey: Journey): Promise<never> {
  const told: Told = { claims: new Set(), scans: new Set() };
  for (;;) {
    await condition(onceAState(journey, () => isToTell(newIn(journey, told))));
    const { claims, scans, keeps, isFewer } = newIn(journey, told);
    const { foreignNames } = journey;
    const { foreign, namedElsewhere } = await claim(
      {
        journeyId: journey.state.journeyId,
        claims,
        scans,
        // Once a run all of it, for what a run before did not live to release.
        ...(isFewer || told.claims.size === 0 ? { keeps } : {}),
      },
      `${claims.length} identifiers claimed, ${scans.length} looked up`,
    );
    if (isFewer) forgetAllBut(told, keeps);
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
  /** Everything that the journey names now. */
  readonly keeps: readonly Omit<NamedIdentifier, 'eventId'>[];
  /** Whether it named something before that it names no more. */
  readonly isFewer: boolean;
};

type Told = { readonly claims: Set<string>; readonly scans: Set<string> };

function newIn(journey: Journey, told: Told): Named {
  const { own, scanned } = namedIdentifiers(journey.state);
  const keeps = [...own, ...scanned].map(({ system, value }) => ({ system, value }));
  const kept = new Set(keeps.map(identifierKey));
  const isGone = (key: string): boolean => !kept.has(key) && !key.startsWith('journey|');
  return {
    keeps,
    isFewer: [...told.claims, ...told.scans].some(isGone),
    claims: own.filter((one) => !told.claims.has(identifierKey(one))),
    scans: [...scanned, ...journey.foreignNames].filter(
      (one) => !told.scans.has(identifierKey(one)),
    ),
  };
}

function isToTell({ claims, scans, isFewer }: Named): boolean {
  return isFewer || claims.length + scans.length > 0;
}

/** What was released is told again when it is named again. */
function forgetAllBut({ claims, scans }: Told, keeps: Named['keeps']): void {
  const kept = new Set(keeps.map(identifierKey));
  for (const set of [claims, scans]) {
    for (const key of set) if (!kept.has(key) && !key.startsWith('journey|')) set.delete(key);
  }
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
