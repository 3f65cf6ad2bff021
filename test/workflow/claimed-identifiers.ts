import type { ClosedJourneyReviews } from '#register/closed-journey-reviews.js';
import type {
  IdentifierClaims,
  NamedIdentifier,
  OwnedIdentifier,
} from '#register/identifier-claims.js';

/** Keeps identifiers and scans in memory, in place of the register's tables, and can fail as a database can. */
export class ClaimedIdentifiers implements Pick<
  IdentifierClaims,
  'claim' | 'scan' | 'scannedByOthers' | 'release'
> {
  private readonly owners = new Map<string, OwnedIdentifier>();
  private readonly scans: (NamedIdentifier & { readonly journeyId: string })[] = [];
  private refusals = 0;

  /** The next questions fail, as when no database answers. */
  refuseNext(count: number): void {
    this.refusals = count;
  }

  /** What people were asked to look into, of journeys that could not be told. */
  readonly reviews: Parameters<ClosedJourneyReviews['raise']>[0][] = [];

  raise: ClosedJourneyReviews['raise'] = async (review) => {
    this.reviews.push(review);
    return Promise.resolve();
  };

  /** Whether a journey owns an identifier of a system. */
  isClaimedBy(journeyId: string, system: string): boolean {
    return [...this.owners.values()].some(
      (one) => one.journeyId === journeyId && one.system === system,
    );
  }

  claim: IdentifierClaims['claim'] = async (journeyId, identifiers) => {
    this.assertAnswers();
    for (const { system, value } of identifiers) {
      const key = `${system}|${value}`;
      this.owners.set(key, this.owners.get(key) ?? { system, value, journeyId });
    }
    return Promise.resolve(this.ownersOf(identifiers));
  };

  scan: IdentifierClaims['scan'] = async (journeyId, identifiers) => {
    this.scans.push(...identifiers.map((one) => ({ ...one, journeyId })));
    return Promise.resolve(this.ownersOf(identifiers));
  };

  release: IdentifierClaims['release'] = async (journeyId, keeps) => {
    const kept = new Set(keeps.map(({ system, value }) => `${system}|${value}`));
    for (const [key, owner] of this.owners) {
      const isGone = owner.journeyId === journeyId && owner.system !== 'journey' && !kept.has(key);
      if (isGone) this.owners.delete(key);
    }
    return Promise.resolve();
  };

  scannedByOthers: IdentifierClaims['scannedByOthers'] = async (journeyId) =>
    Promise.resolve(
      this.scans
        .filter((scan) => scan.journeyId !== journeyId)
        .filter((scan) => this.ownersOf([scan])[0]?.journeyId === journeyId)
        .map(({ system, value, eventId }) => ({ system, value, eventId })),
    );

  private ownersOf(
    identifiers: readonly Pick<OwnedIdentifier, 'system' | 'value'>[],
  ): readonly OwnedIdentifier[] {
    return identifiers.flatMap(({ system, value }) => this.owners.get(`${system}|${value}`) ?? []);
  }

  private assertAnswers(): void {
    if (this.refusals === 0) return;
    this.refusals -= 1;
    throw new Error('no database answers');
  }
}
