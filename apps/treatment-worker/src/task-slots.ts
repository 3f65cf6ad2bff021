import type {
  CustomSlotSupplier,
  SlotPermit,
  SlotReleaseContext,
  SlotReserveContext,
  WorkflowSlotInfo,
} from '@temporalio/worker';

/** How many workflow tasks may run at once: of journeys this worker remembers, and of those it has to replay first. */
export type TaskSlots = { readonly remembered: number; readonly replayed: number };

type Kind = keyof TaskSlots;

class Permit implements SlotPermit {
  constructor(readonly kind: Kind) {}
}

type Waiting = { readonly kind: Kind; readonly give: () => void };

/**
 * Hands out slots for workflow tasks, apart for the sticky queue, whose journeys are remembered, and for the other one, whose
 * journeys are replayed: many replays at once on one thread would each outlast the time that Temporal gives a task.
 */
export class JourneyTaskSlots implements CustomSlotSupplier<WorkflowSlotInfo> {
  readonly type = 'custom';
  private readonly free: Record<Kind, number>;
  private readonly waiting: Waiting[] = [];

  constructor(slots: TaskSlots) {
    this.free = { ...slots };
  }

  /** Resolves when there is a slot; rejects with the reason when it is no longer wanted. */
  async reserveSlot(context: SlotReserveContext, aborted: AbortSignal): Promise<SlotPermit> {
    const permit = this.tryReserveSlot(context);
    if (permit !== null) return permit;
    return new Promise((resolve, reject) => {
      const kind = kindOf(context);
      const give = (): void => {
        aborted.removeEventListener('abort', withdraw);
        resolve(new Permit(kind));
      };
      const waiting: Waiting = { kind, give };
      const withdraw = (): void => {
        this.waiting.splice(this.waiting.indexOf(waiting), 1);
        reject(aborted.reason as Error);
      };
      aborted.addEventListener('abort', withdraw, { once: true });
      this.waiting.push(waiting);
    });
  }

  /** A slot if there is one now. */
  tryReserveSlot(context: SlotReserveContext): SlotPermit | null {
    const kind = kindOf(context);
    if (this.free[kind] === 0) return null;
    this.free[kind] -= 1;
    return new Permit(kind);
  }

  /** A slot counts from when it is reserved: a poll that waits may come back with a task at any time. */
  markSlotUsed(): void {}

  /** Gives a slot to whoever has waited longest for one of its kind. */
  releaseSlot({ permit }: SlotReleaseContext<WorkflowSlotInfo>): void {
    if (!(permit instanceof Permit)) return;
    const next = this.waiting.findIndex(({ kind }) => kind === permit.kind);
    if (next === -1) this.free[permit.kind] += 1;
    else this.waiting.splice(next, 1)[0]?.give();
  }
}

function kindOf({ isSticky }: SlotReserveContext): Kind {
  return isSticky ? 'remembered' : 'replayed';
}
