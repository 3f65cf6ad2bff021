import { type Fact, type Fields, textOf } from './journal-record.js';

/** The name under which a partner told something. */
export type Name = Pick<Fact, 'source' | 'id'>;

/** A fact as it stands: as it was told last, in the place of what it was told first. */
export type ToldFact = Name & {
  readonly type: string;
  readonly time: string;
  readonly data: Fields;
  readonly corrects?: string;
};

function keyOf({ source, id }: Name): string {
  return `${source} ${id}`;
}

/** Of two corrections of one fact the one recorded later stands, of one moment that of the later id. */
function isLater(a: ToldFact, b: ToldFact): boolean {
  const difference = Date.parse(a.time) - Date.parse(b.time);
  return difference === 0 ? a.id > b.id : difference > 0;
}

/** Everything that was told and what of it stands: corrections replace, what is taken back is gone. */
export class ToldFacts {
  private readonly told = new Map<string, ToldFact>();
  /** The facts that correct another one, by its name. */
  private readonly corrections = new Map<string, ToldFact[]>();
  private readonly takenBack = new Set<string>();

  /** Takes in a fact; one that takes back counts for nothing itself. */
  add(fact: ToldFact): void {
    if (fact.type === 'record.retracted') {
      this.takeBack({ source: fact.source, id: textOf(fact.data, 'retractedId') });
      return;
    }
    this.told.set(keyOf(fact), fact);
    if (fact.corrects === undefined) return;
    const target = keyOf({ source: fact.source, id: fact.corrects });
    const known = this.corrections.get(target);
    if (known === undefined) this.corrections.set(target, [fact]);
    else known.push(fact);
  }

  /** From now on nothing of this name counts, whoever took it back. */
  takeBack(name: Name): void {
    this.takenBack.add(keyOf(name));
  }

  /** The facts that stand, in the places of what they correct. */
  get standing(): readonly ToldFact[] {
    return [...this.told.values()]
      .filter((fact) => this.isFirst(fact))
      .flatMap((fact) => this.lastWordOn(fact) ?? []);
  }

  /** A correction of what was never told stands for itself; of several the first keeps the place. */
  private isFirst(fact: ToldFact): boolean {
    if (fact.corrects === undefined) return true;
    const target = keyOf({ source: fact.source, id: fact.corrects });
    return !this.told.has(target) && this.corrections.get(target)?.[0] === fact;
  }

  private lastWordOn(fact: ToldFact): ToldFact | undefined {
    if (fact.corrects !== undefined && this.isFirst(fact)) {
      return this.latestOf({ source: fact.source, id: fact.corrects });
    }
    return this.wordOf(fact);
  }

  /** The last word among the corrections of a name that were not taken back. */
  private latestOf(name: Name): ToldFact | undefined {
    const standing = (this.corrections.get(keyOf(name)) ?? []).filter(
      (one) => this.wordOf(one) !== undefined,
    );
    const [first, ...others] = standing;
    if (first === undefined) return undefined;
    return this.wordOf(others.reduce((a, b) => (isLater(b, a) ? b : a), first));
  }

  private wordOf(fact: ToldFact): ToldFact | undefined {
    return this.latestOf(fact) ?? (this.takenBack.has(keyOf(fact)) ? undefined : fact);
  }
}
