import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ClosedJourneyReviews } from '#register/closed-journey-reviews.js';
import { IdentifierClaims } from '#register/identifier-claims.js';
import { claimIdentifiersWith } from '../../apps/treatment-worker/src/activities/claim-identifiers.js';
import { type TestDatabase, testDatabase } from '../coordinator-api/test-database.js';

const donation = { system: 'donation', value: 'W900126000001', eventId: 'collected' };
const bag = { system: 'bag', value: 'BAG-1', eventId: 'collected' };

describe('the register of identifiers', () => {
  let stage: TestDatabase;
  let register: IdentifierClaims;
  let told: [string, unknown][] = [];

  beforeAll(async () => {
    stage = await testDatabase();
    register = new IdentifierClaims(stage.database);
  });
  afterAll(() => stage.stop());

  const closed = 'closed';
  const ask: ReturnType<typeof claimIdentifiersWith> = (named) =>
    claimIdentifiersWith({
      register,
      tellOwner: (journeyId, identifiers) => {
        told.push([journeyId, identifiers]);
        return Promise.resolve(journeyId !== closed);
      },
      reviews: new ClosedJourneyReviews(stage.database),
      wakeNotices: async () => Promise.resolve(),
    })(named);

  it('gives an identifier to the journey that names it first, however often it does', async () => {
    const claims = [donation, bag];
    const nothing = { foreign: [], namedElsewhere: [] };
    expect(await ask({ journeyId: 'first', claims, scans: [] })).toEqual(nothing);
    expect(await ask({ journeyId: 'first', claims, scans: [] })).toEqual(nothing);
  });

  it('answers a second journey which claims were in vain, and tells the owner', async () => {
    told = [];
    const claims = [{ ...donation, eventId: 'collected too' }];
    const { foreign } = await ask({ journeyId: 'second', claims, scans: [] });
    expect(foreign).toEqual([{ system: donation.system, value: donation.value }]);
    expect(told).toEqual([['first', claims]]);
  });

  it('gives what many want at once to one of them', async () => {
    const claims = Array.from({ length: 20 }, (_, index) => ({
      system: 'bag',
      value: `WANTED-${index}`,
      eventId: 'wanted',
    }));
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        ask({
          journeyId: `wanting-${index}`,
          claims: index % 2 === 0 ? claims : claims.toReversed(),
          scans: [],
        }),
      ),
    );
    const won = answers.map(({ foreign }) => claims.length - foreign.length);
    expect(won.reduce((sum, one) => sum + one, 0)).toBe(claims.length);
  });

  it('tells the owner of what another journey scanned', async () => {
    told = [];
    const scans = [{ ...bag, eventId: 'received' }];
    await ask({ journeyId: 'third', claims: [], scans });
    expect(told).toEqual([['first', scans]]);
  });

  it('tells a journey of what was scanned elsewhere before it was claimed', async () => {
    told = [];
    const early = { system: 'bag', value: 'EARLY', eventId: 'received' };
    await ask({ journeyId: 'third', claims: [], scans: [early] });
    expect(told).toEqual([]);
    const claims = [{ ...early, eventId: 'released' }];
    expect(await ask({ journeyId: 'fourth', claims, scans: [] })).toEqual({
      foreign: [],
      namedElsewhere: [early],
    });
  });

  it('leaves a journey that scans its own alone', async () => {
    const own = { system: 'bag', value: 'OWN', eventId: 'received' };
    await ask({ journeyId: 'fifth', claims: [], scans: [own] });
    expect(await ask({ journeyId: 'fifth', claims: [own], scans: [] })).toEqual({
      foreign: [],
      namedElsewhere: [],
    });
  });

  it('asks people to look into it, once, where the owner has closed and can be told nothing', async () => {
    const given = { system: 'bag', value: 'GIVEN', eventId: 'released' };
    await ask({ journeyId: closed, claims: [given], scans: [] });
    const scans = [{ ...given, eventId: 'received elsewhere' }];
    await ask({ journeyId: 'sixth', claims: [], scans });
    await ask({ journeyId: 'sixth', claims: [], scans });
    const reviews = await new ClosedJourneyReviews(stage.database).open(closed);
    expect(reviews).toMatchObject([{ kind: 'identity-mismatch', about: 'bag/GIVEN' }]);
  });

  it('releases what its journey names no more, for whoever names it then', async () => {
    const wrong = { system: 'bag', value: 'TYPED-WRONG', eventId: 'collected' };
    const right = { system: 'bag', value: 'TYPED-RIGHT', eventId: 'collected' };
    const scanned = { system: 'bag', value: 'SCANNED-WRONG', eventId: 'received' };
    await ask({ journeyId: 'seventh', claims: [wrong, right], scans: [scanned] });
    await ask({ journeyId: 'seventh', claims: [], scans: [], keeps: [right] });
    const claims = [wrong, scanned].map((one) => ({ ...one, eventId: 'theirs' }));
    expect(await ask({ journeyId: 'eighth', claims, scans: [] })).toEqual({
      foreign: [],
      namedElsewhere: [],
    });
    expect((await ask({ journeyId: 'eighth', claims: [right], scans: [] })).foreign).toEqual([
      { system: 'bag', value: 'TYPED-RIGHT' },
    ]);
  });
});
