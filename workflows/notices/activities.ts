/** How far a notice has come. */
export type NoticeProgress = {
  readonly affected: number;
  readonly told: number;
  readonly disposed: number;
  readonly isComplete: boolean;
};

/** What a notice asks of the world; implemented by the treatment worker. Repeating any of it is harmless. */
export type NoticeActivities = {
  /** Finds the journeys that a recall or a suspension concerns by now. */
  findAffected(notice: string): Promise<void>;
  /**
   * Tells some of those that were not told what the notice says now, beginning behind a journey's id; answers until whom, null
   * when all were tried. A journey that does not run now is left to be told later.
   */
  tellAffected(
    notice: string,
    after: string | null,
  ): Promise<{ readonly toldUntil: string | null }>;
  /** How far it has come; a recall of which every journey has its disposition is closed by it. */
  progressOf(notice: string): Promise<NoticeProgress>;
};
