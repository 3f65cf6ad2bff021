import { getClient } from '@temporalio/activity';
import type { Identifier } from '#register/identifier-claims.js';
import type { Recalls } from '#register/recalls.js';
import type { SiteStandings } from '#register/site-standings.js';
import { noticeStart } from '#workflows/notices/messages.js';

/** Lets every recall and suspension know that a journey which names these identifiers now is concerned by it. */
export type WakeNotices = (journeyId: string, named: readonly Identifier[]) => Promise<void>;

/** Compares what a journey names with all recalls, however old, and a journey that begins with its sites. */
export function wakeNoticesWith(
  recalls: Pick<Recalls, 'concerning'>,
  sites: Pick<SiteStandings, 'concerning'>,
  wake: (notice: string) => Promise<void>,
): WakeNotices {
  return async (journeyId, named) => {
    const isOfRun = named.some(({ system }) => system === 'journey');
    const isOfProduct = named.some(({ system }) => system !== 'journey');
    const notices = [
      ...(isOfProduct ? await recalls.concerning(journeyId, named) : []),
      ...(isOfRun ? await sites.concerning(journeyId) : []),
    ];
    for (const notice of notices) await wake(notice);
  };
}

/** Wakes the workflow of a notice, or begins it again, through the worker's own connection. */
export async function wakeNotice(notice: string): Promise<void> {
  const { type, options } = noticeStart(notice);
  await getClient().workflow.signalWithStart(type, options);
}
