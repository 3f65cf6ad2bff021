import type { Fault } from '#contracts/inbound/inbound-event.js';
import type { AffectedJourneys } from '#register/affected-journeys.js';
import type { ClosedJourneyReviews } from '#register/closed-journey-reviews.js';
import type { Settlements, Untold } from '#register/received-settlements.js';
import type { WaitingEvents } from '#register/received-waiting.js';
import type { Notices } from '../noticing/notices.js';
import type { NewCourses } from '../referring/new-courses.js';
import type { Rejections } from '../rejecting/rejections.js';
import type { WaitingRoom } from '../waiting-room/waiting-room.js';
import { type FollowedRecord, followedRecord } from './followed-record.js';

/** What following depends on. */
export type FollowingPorts = {
  readonly settlements: Settlements;
  readonly waiting: WaitingEvents;
  readonly room: WaitingRoom;
  readonly rejections: Rejections;
  readonly notices: Notices;
  readonly affected: Pick<AffectedJourneys, 'undisposed'>;
  readonly courses: Pick<NewCourses, 'begin'>;
  readonly reviews: Pick<ClosedJourneyReviews, 'raise' | 'reopened'>;
};

/** Does what records of journals ask for: the register knows how events ended, and so do their senders. */
export class FollowedRecords {
  constructor(private readonly ports: FollowingPorts) {}

  /** Takes messages of the journal; taking them again changes nothing more. */
  async take(values: readonly (Uint8Array | null)[]): Promise<void> {
    const records = values.map(followedRecord);
    await this.settle(records);
    await this.wake(records);
    for (const { course } of records) if (course !== null) await this.ports.courses.begin(course);
    for (const record of records) await this.notice(record);
  }

  /** What records say of recalls, and of journeys that have closed and cannot be told. */
  private async notice({ disposition, closed, reopened }: FollowedRecord): Promise<void> {
    const { notices, affected, reviews } = this.ports;
    if (disposition !== null) await notices.disposed(disposition);
    if (closed !== null) {
      for (const { recallId } of await affected.undisposed(closed)) {
        await reviews.raise({ journeyId: closed, kind: 'recall', about: recallId });
      }
    }
    if (reopened !== null) {
      await reviews.reopened(reopened);
      await notices.reopened(reopened);
    }
  }

  private async settle(records: readonly FollowedRecord[]): Promise<void> {
    const settled = records.flatMap(({ settlement }) => settlement ?? []);
    await this.ports.settlements.settle(settled);
    const toTell = settled.filter(({ state }) => state === 'parked' || state === 'refused');
    for (const event of await this.ports.settlements.untold(toTell)) {
      await this.tell(event);
      await this.ports.settlements.told(event);
    }
  }

  private async tell(event: Untold): Promise<void> {
    const { message, state, reason, attempts } = event;
    if (state === 'parked') await this.ports.rejections.tellParked(message, event, reason);
    else await this.ports.rejections.publish(message, refusal(reason), attempts + 1, event);
    if (state !== 'refused' || reason !== 'journey-closed') return;
    const { journeyId, source, eventId } = event;
    await this.ports.reviews.raise({ journeyId, kind: 'event', about: `${source}|${eventId}` });
  }

  private async wake(records: readonly FollowedRecord[]): Promise<void> {
    const begun = records.flatMap(({ begun: journeyId }) => journeyId ?? []);
    const named = records.flatMap((record) => record.named ?? []);
    const reopened = records.flatMap((record) => record.reopened ?? []);
    if (begun.length + named.length + reopened.length === 0) return;
    const woken = await this.ports.waiting.wake(begun, named);
    const takenBack = await this.ports.waiting.takeBack(reopened);
    if (woken + takenBack > 0) this.ports.room.hurry();
  }
}

/** A journey names its reason by a code of its own; closed is one the contract knows. */
function refusal(code: string): Fault {
  return code === 'journey-closed'
    ? { reason: 'journey-closed', detail: '/subject: expected the identifier of an open journey' }
    : {
        reason: 'refused-by-journey',
        detail: `/: expected an event its journey takes, not ${code}`,
      };
}
