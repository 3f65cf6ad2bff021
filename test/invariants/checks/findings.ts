/** The verdict on one invariant; `detail` holds counts, or the first violations with ids, never identity. */
export type Invariant = {
  readonly name: string;
  readonly held: boolean;
  readonly detail: string;
};

const shown = 5;

/** Collects what a check looked at and what it found wrong. */
export class Findings {
  private readonly seen = new Map<string, number>();
  private readonly violations: string[] = [];

  /** `subject` says, in the plural, what must have been seen for the check to mean anything. */
  constructor(
    private readonly name: string,
    private readonly subject: string,
  ) {}

  /** Counts things that were looked at. */
  saw(what: string, count = 1): void {
    this.seen.set(what, (this.seen.get(what) ?? 0) + count);
  }

  /** Records that the invariant does not hold. */
  violated(description: string): void {
    this.violations.push(description);
  }

  /** Records a violation unless `condition` holds. */
  expect(condition: boolean, description: () => string): void {
    if (!condition) this.violated(description());
  }

  /** The verdict. */
  conclude(): Invariant {
    const { name } = this;
    const counts = [...this.seen].map(([what, count]) => `${count} ${what}`).join(', ');
    if (this.violations.length > 0) {
      const first = this.violations.slice(0, shown).join('; ');
      const more = this.violations.length - shown;
      const rest = more > 0 ? `; and ${more} more` : '';
      return { name, held: false, detail: `${first}${rest} (${counts || 'nothing seen'})` };
    }
    return (this.seen.get(this.subject) ?? 0) === 0
      ? { name, held: true, detail: `nothing to check: no ${this.subject} seen` }
      : { name, held: true, detail: counts };
  }
}
