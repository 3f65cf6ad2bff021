import type { Database } from '#database/database.js';

/** What can be amiss. */
export type FindingKind =
  | 'alarm-path-silent'
  | 'journey-not-running'
  | 'workflow-task-failing'
  | 'publication-stuck'
  | 'deadline-not-raised'
  | 'events-not-applied'
  | 'reader-behind'
  | 'not-watched';

/** Something amiss: `about` is a journey's id where `isJourney`, else what is watched; `since` is wall time. */
export type Finding = {
  readonly kind: FindingKind;
  readonly about: string;
  readonly isJourney: boolean;
  readonly text: string;
  readonly since: string;
};

/** A finding that nobody was told of yet, or whose end nobody was told of. */
export type UntoldFinding = Finding & {
  readonly id: number;
  readonly clearedAt: string | null;
};

/** When the watchdog last finished a pass (wall time) and how often it does. */
export type Heartbeat = { readonly beatAt: string; readonly everyMs: number };

const heartbeatName = 'watchdog';

/** What the watchdog found amiss, for those who read and those who are paged. */
export class WatchdogFindings {
  constructor(private readonly database: Database) {}

  /** What is amiss now. */
  async open(): Promise<readonly Finding[]> {
    const rows = await this.database
      .selectFrom('register.watchdog_finding')
      .selectAll()
      .where('cleared_at', 'is', null)
      .orderBy('id')
      .execute();
    return rows.map(findingOf);
  }

  /**
   * Keeps what was found and clears what is no longer there, of those findings that were looked for: what is open
   * already stays as it was first found. Answers what is new and what is over.
   */
  async settle(
    found: readonly Finding[],
    isLookedFor: (finding: Finding) => boolean,
    at: string,
  ): Promise<{ readonly raised: readonly Finding[]; readonly cleared: readonly Finding[] }> {
    const open = await this.open();
    const isOpen = new Set(open.map(placeOf));
    const isFound = new Set(found.map(placeOf));
    const raised = found.filter((finding) => !isOpen.has(placeOf(finding)));
    const cleared = open.filter(
      (finding) => isLookedFor(finding) && !isFound.has(placeOf(finding)),
    );
    for (const finding of cleared) await this.clear(finding, at);
    for (const finding of raised) await this.raise(finding, at);
    return { raised, cleared };
  }

  private async clear({ kind, about }: Finding, at: string): Promise<void> {
    await this.database
      .updateTable('register.watchdog_finding')
      .set({ cleared_at: at })
      .where('kind', '=', kind)
      .where('about', '=', about)
      .where('cleared_at', 'is', null)
      .execute();
  }

  private async raise({ kind, about, isJourney, text, since }: Finding, at: string): Promise<void> {
    await this.database
      .insertInto('register.watchdog_finding')
      .values({ kind, about, journey_id: isJourney ? about : null, text, since, noticed_at: at })
      .onConflict((conflict) =>
        conflict.columns(['kind', 'about']).where('cleared_at', 'is', null).doNothing(),
      )
      .execute();
  }

  /** What nobody was told of yet, oldest first. */
  async untold(): Promise<readonly UntoldFinding[]> {
    const rows = await this.database
      .selectFrom('register.watchdog_finding')
      .selectAll()
      .where((eb) =>
        eb.or([
          eb('paged_at', 'is', null),
          eb.and([eb('cleared_at', 'is not', null), eb('clearance_paged_at', 'is', null)]),
        ]),
      )
      .orderBy('id')
      .limit(1_000)
      .execute();
    return rows.map((row) => ({ ...findingOf(row), id: row.id, clearedAt: row.cleared_at }));
  }

  /** Notes that somebody was told of these, and of their end where they have ended. */
  async told(findings: readonly UntoldFinding[], at: string): Promise<void> {
    const of = (some: readonly UntoldFinding[]): readonly number[] => some.map(({ id }) => id);
    const ended = findings.filter(({ clearedAt }) => clearedAt !== null);
    const update = (column: 'paged_at' | 'clearance_paged_at', ids: readonly number[]) =>
      this.database
        .updateTable('register.watchdog_finding')
        .set({ [column]: at })
        .where('id', 'in', [...ids])
        .where(column, 'is', null)
        .execute();
    if (findings.length > 0) await update('paged_at', of(findings));
    if (ended.length > 0) await update('clearance_paged_at', of(ended));
  }

  /** The watchdog says that it has looked at everything. */
  async beat({ beatAt, everyMs }: Heartbeat): Promise<void> {
    const beat = { beat_at: beatAt, every_ms: everyMs };
    await this.database
      .insertInto('register.watchdog_heartbeat')
      .values({ name: heartbeatName, ...beat })
      .onConflict((conflict) => conflict.column('name').doUpdateSet(beat))
      .execute();
  }

  /** Undefined where no watchdog has ever looked. */
  async heartbeat(): Promise<Heartbeat | undefined> {
    const row = await this.database
      .selectFrom('register.watchdog_heartbeat')
      .selectAll()
      .where('name', '=', heartbeatName)
      .executeTakeFirst();
    return row === undefined ? undefined : { beatAt: row.beat_at, everyMs: row.every_ms };
  }
}

type Row = {
  readonly kind: string;
  readonly about: string;
  readonly journey_id: string | null;
  readonly text: string;
  readonly since: string;
};

function findingOf({ kind, about, journey_id: journeyId, text, since }: Row): Finding {
  return { kind: kind as FindingKind, about, isJourney: journeyId !== null, text, since };
}

function placeOf({ kind, about }: Finding): string {
  return `${kind}\n${about}`;
}
