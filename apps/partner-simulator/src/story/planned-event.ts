import type { BusinessTopic } from '#contracts/topics.js';
import type { PartnerRequest, StoryPartner } from './partner-request.js';

/** An event that a partner will publish at a journey time, complete and always the same for the same request. */
export type PlannedEvent = {
  readonly topic: BusinessTopic;
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  /** RFC 3339, UTC. */
  readonly time: string;
  readonly requestid: string;
  /** The id of the event that this one replaces, where it does. */
  readonly corrects?: string;
  /** It happens only to who was not infused before. */
  readonly onlyWhileWaiting?: true;
  readonly data: Readonly<Record<string, unknown>>;
};

const minuteMs = 60_000;

/** Minutes, hours and days in milliseconds. */
export const minutes = (count: number): number => count * minuteMs;
export const hours = (count: number): number => count * 60 * minuteMs;
export const days = (count: number): number => count * 24 * 60 * minuteMs;

/** Epoch milliseconds as RFC 3339. */
export function instant(at: number): string {
  return new Date(at).toISOString();
}

/** Epoch milliseconds of RFC 3339. */
export function ms(time: string): number {
  return Date.parse(time);
}

/** Writes the events with which `partner` answers `request`, each told apart by its `step`. */
export function answering(
  request: PartnerRequest,
  partner: StoryPartner,
  topic: BusinessTopic,
): (
  step: string,
  at: number,
  type: string,
  data: Readonly<Record<string, unknown>>,
) => PlannedEvent {
  return (step, at, type, data) => ({
    topic,
    id: `${request.id}/${step}`,
    source: partner.source,
    type,
    subject: request.subject,
    time: instant(at),
    requestid: request.id,
    data,
  });
}
