import { getClient } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { AffectedJourneys, ToBeTold } from '#register/affected-journeys.js';
import type { ClosedJourneyReviews } from '#register/closed-journey-reviews.js';
import type { NoticeEvent } from '#register/notice.js';
import type { Recalls } from '#register/recalls.js';
import type { SiteStandings } from '#register/site-standings.js';
import { journeyWorkflowId } from '#workflows/journey/messages.js';
import type { NoticeActivities } from '#workflows/notices/activities.js';

const mostAtOnce = 100;
const mostTakenBack = 500;

type Answer = 'told' | 'closed' | 'not-running';

/** Tells a journey an event; a journey that has closed, or that does not run now and has to be told later, is not told. */
export type TellJourney = (journeyId: string, event: NoticeEvent) => Promise<Answer>;

/** What telling everybody depends on. */
export type NoticePorts = {
  readonly recalls: Recalls;
  readonly sites: SiteStandings;
  readonly affected: AffectedJourneys;
  readonly reviews: Pick<ClosedJourneyReviews, 'raise'>;
  readonly tellJourney: TellJourney;
};

/** Finds and tells the journeys that recalls and suspensions concern; people look into those that have closed. */
export function noticeActivitiesWith(ports: NoticePorts): NoticeActivities {
  const { recalls, sites, affected } = ports;
  const registerOf = (notice: string): Pick<Recalls, 'findAffected' | 'standingOf'> =>
    notice.startsWith('product-recall/') ? recalls : sites;
  return {
    findAffected: (notice) => registerOf(notice).findAffected(notice),
    tellAffected: async (notice, after) => {
      const journeys = await affected.untold(notice, { after, limit: mostAtOnce });
      for (const journey of journeys) {
        const answer = await answerOf(ports, journey);
        if (answer !== 'not-running') await affected.told(notice, journey, answer === 'closed');
      }
      const last = journeys.length === mostAtOnce ? journeys.at(-1) : undefined;
      if (last === undefined) await takeBack(ports, notice);
      return { toldUntil: last?.journeyId ?? null };
    },
    progressOf: (notice) => registerOf(notice).standingOf(notice),
  };
}

/** What counts no more is taken back from those who were told it, after they were told what stands. */
async function takeBack({ affected, tellJourney }: NoticePorts, notice: string): Promise<void> {
  for (const told of await affected.toldInVain(notice, mostTakenBack)) {
    const answer = await tellJourney(told.journeyId, told.event);
    if (answer !== 'not-running') await affected.takenBack(notice, told);
  }
}

async function answerOf(
  { tellJourney, reviews }: NoticePorts,
  { journeyId, event, isClosed }: ToBeTold,
): Promise<Answer> {
  const told = await tellJourney(journeyId, event);
  const answer = told === 'not-running' && isClosed ? 'closed' : told;
  // A patient whose journey has closed may still carry the product; a site that is suspended treats them no longer.
  if (answer === 'closed' && event.type === 'lot.recalled') {
    await reviews.raise({ journeyId, kind: 'recall', about: String(event.data['recallId']) });
  }
  return answer;
}

/** Tells a journey by a signal, through the worker's own connection. */
export const tellJourney: TellJourney = async (journeyId, event) => {
  const handle = getClient().workflow.getHandle(journeyWorkflowId(journeyId));
  try {
    await handle.signal(event.type, event);
    return 'told';
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
  try {
    const { status } = await handle.describe();
    return status.name === 'COMPLETED' ? 'closed' : 'not-running';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'not-running';
    throw error;
  }
};
