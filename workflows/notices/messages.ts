import { defineQuery, defineSignal } from '@temporalio/workflow';
import { journeyTaskQueue } from '../journey/messages.js';
import type { NoticeProgress } from './activities.js';

/** The type under which a recall of lots is followed. */
export const productRecallType = 'productRecall';

/** The type under which the suspension of a site is followed. */
export const siteSuspensionType = 'siteSuspension';

/** Says that something has changed: another event, another journey that is concerned, a disposition. */
export const lookSignal = defineSignal('notice.look');

/** How far it has come, as it was last looked at; null before. */
export const progressQuery = defineQuery<NoticeProgress | null>('progress');

/** How a notice, whose name is its address, is woken, or begun where it does not run. */
export function noticeStart(notice: string) {
  const isRecall = notice.startsWith('product-recall/');
  return {
    type: isRecall ? productRecallType : siteSuspensionType,
    options: {
      workflowId: notice,
      taskQueue: journeyTaskQueue,
      workflowIdReusePolicy: 'ALLOW_DUPLICATE' as const,
      args: [notice] as [string],
      signal: lookSignal,
      signalArgs: [] as [],
    },
  };
}
