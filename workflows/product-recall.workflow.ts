import type { NoticeProgress } from './notices/activities.js';
import { tellEverybody } from './notices/tell-everybody.js';

/**
 * A recall of lots, from the manufacturer's word until every journey that touched them, open or closed, has its disposition:
 * each is found, held and told; quality looks and lifts the hold, or answers the review of a closed one.
 */
export async function productRecall(notice: string): Promise<NoticeProgress> {
  return tellEverybody(notice);
}
