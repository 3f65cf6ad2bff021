import type { Fault } from '#contracts/inbound/inbound-event.js';
import type { Settlements, Untold } from '#register/received-settlements.js';
import type { WaitingEvents } from '#register/received-waiting.js';
import type { Rejections } from '../rejecting/rejections.js';
import type { WaitingRoom } from '../waiting-room/waiting-room.js';
import { type FollowedRecord, followedRecord } from './followed-record.js';

/** Does what records of journals ask for: the register knows how events ended, and so do their senders. */
export class FollowedRecords {
  constructor(
    private readonly settlements: Settlements,
    private readonly waiting: WaitingEvents,
    private readonly room: WaitingRoom,
    private readonly rejections: Rejections,
  ) {}

  /** Takes messages of the journal; taking them again changes nothing more. */
  async take(values: readonly (Uint8Array | null)[]): Promise<void> {
    const records = values.map(followedRecord);
    await this.settle(records);
    await this.wake(records);
  }

  private async settle(records: readonly FollowedRecord[]): Promise<void> {
    const settled = records.flatMap(({ settlement }) => settlement ?? []);
    await this.settlements.settle(settled);
    const toTell = settled.filter(({ state }) => state === 'parked' || state === 'refused');
    for (const event of await this.settlements.untold(toTell)) {
      await this.tell(event);
      await this.settlements.told(event);
    }
  }

  private async tell(event: Untold): Promise<void> {
    const { message, state, reason, attempts } = event;
    if (state === 'parked') await this.rejections.tellParked(message, event, reason);
    else await this.rejections.publish(message, refusal(reason), attempts + 1, event);
  }

  private async wake(records: readonly FollowedRecord[]): Promise<void> {
    const begun = records.flatMap(({ begun: journeyId }) => journeyId ?? []);
    const named = records.flatMap((record) => record.named ?? []);
    const reopened = records.flatMap((record) => record.reopened ?? []);
    if (begun.length + named.length + reopened.length === 0) return;
    const woken = await this.waiting.wake(begun, named);
    const takenBack = await this.waiting.takeBack(reopened);
    if (woken + takenBack > 0) this.room.hurry();
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
