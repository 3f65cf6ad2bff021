import type { NoticeProgress } from './notices/activities.js';
import { tellEverybody } from './notices/tell-everybody.js';

/**
 * The suspension of a site, until it may treat again: every open journey of it is held, those that are enrolled meanwhile
 * too, and each is told when the site is reinstated, which lifts the hold.
 */
export async function siteSuspension(notice: string): Promise<NoticeProgress> {
  return tellEverybody(notice);
}
