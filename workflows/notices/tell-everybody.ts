import {
  condition,
  continueAsNew,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { NoticeActivities, NoticeProgress } from './activities.js';
import { lookSignal, progressQuery } from './messages.js';

const { findAffected, tellAffected, progressOf } = proxyActivities<NoticeActivities>({
  startToCloseTimeout: '60 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '60 seconds', backoffCoefficient: 2 },
});

// Whoever knows of a change says so; this only bounds how long a word that was lost could matter.
const longestUnlooked = '1 hour';
const untoldAgain = '30 seconds';
const mostHistoryEvents = 1_000;

/**
 * Finds, tells and counts whom a notice concerns, whenever something has changed, until it is complete. Everything it knows
 * stands in the register, so that a run can end anywhere and the next one go on.
 */
export async function tellEverybody(notice: string): Promise<NoticeProgress> {
  let isToLook = true;
  let progress: NoticeProgress | null = null;
  setHandler(lookSignal, () => {
    isToLook = true;
  });
  setHandler(progressQuery, () => progress);
  for (;;) {
    isToLook = false;
    await findAffected(notice);
    await tellAll(notice);
    progress = await progressOf(notice);
    setCurrentDetails(detailsOf(progress));
    if (progress.isComplete && !isToLook) return progress;
    await continueWhenLong(notice);
    const { affected, told } = progress;
    await condition(() => isToLook, told < affected ? untoldAgain : longestUnlooked);
  }
}

async function tellAll(notice: string): Promise<void> {
  let toldUntil: string | null = null;
  do {
    ({ toldUntil } = await tellAffected(notice, toldUntil));
  } while (toldUntil !== null);
}

async function continueWhenLong(notice: string): Promise<void> {
  const { continueAsNewSuggested, historyLength } = workflowInfo();
  if (!continueAsNewSuggested && historyLength < mostHistoryEvents) return;
  await continueAsNew<typeof tellEverybody>(notice);
}

function detailsOf({ affected, told, disposed, isComplete }: NoticeProgress): string {
  return [
    `**${affected}** journeys are concerned`,
    `- ${told} were told`,
    `- ${disposed} have a disposition`,
    isComplete ? 'Complete' : 'Open',
  ].join('\n');
}
