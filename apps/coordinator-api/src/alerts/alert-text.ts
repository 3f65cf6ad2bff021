import type { AlertPage } from '#register/alert-pages.js';
import type { AlertMessage } from './alert-channel.js';

/** What a message is made of beside its page; `publicUrl` is where people open the page. */
export type AlertSurroundings = {
  readonly what: string;
  readonly siteName: string;
  readonly environment: string;
  readonly publicUrl: string | undefined;
};

const next: Readonly<Record<number, string>> = {
  1: 'Answer it within 5 minutes, or the next on the on-call list is called.',
  2: 'The first on the on-call list has not answered. Answer it within 5 minutes, or everybody on it is called.',
};
const all = 'Nobody has answered yet: everybody on the on-call list is called.';

/** What somebody on call reads: what it is, where, what to do and what happens otherwise. */
export function alertMessage(page: AlertPage, around: AlertSurroundings): AlertMessage {
  const { pageId, recipient, address, severity, level, siteId, journeyId, alertId } = page;
  const { what, siteName, environment, publicUrl } = around;
  const mark = environment === 'production' ? '' : `[${environment.toUpperCase()}] `;
  const isImmediate = severity === 'immediate';
  const urgency = isImmediate ? (next[level] ?? all) : 'It is to be answered today.';
  const lines = [
    `${what}.`,
    `Journey ${journeyId} at ${siteName}, raised at ${page.raisedAt}.`,
    urgency,
    ...(publicUrl === undefined ? [] : [new URL(`/journeys/${journeyId}`, publicUrl).href]),
  ];
  return {
    id: pageId,
    recipient: { name: recipient, address },
    subject: `${mark}${isImmediate ? 'At once: ' : 'Today: '}${what}`,
    text: `${mark}${lines.join('\n')}\n`,
    severity,
    level,
    siteId,
    journeyId,
    alertId,
    raisedAt: page.raisedAt,
  };
}
