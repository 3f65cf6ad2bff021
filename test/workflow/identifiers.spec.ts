import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PlayedJourney } from './played-journey.js';
import { Theatre } from './theatre.js';

function holdsOf({ folded }: PlayedJourney): readonly string[] {
  return (folded?.holds ?? []).map(({ kind }) => kind);
}

describe('identifiers over several journeys', () => {
  let theatre: Theatre;
  beforeAll(async () => {
    theatre = await Theatre.open();
  });
  afterAll(() => theatre.close());

  it('hold both journeys that name one donation as their own', async () => {
    const owner = await PlayedJourney.begin(theatre, { seed: 1 });
    const { donations } = await owner.playUntil('outbound-shipment');
    const other = await PlayedJourney.begin(theatre, { seed: 2 });
    await other.playUntilRecorded('apheresis.started');
    const { donationId = '' } = donations[0] ?? {};
    const at = await other.now();
    await other.send({
      id: 'another-ones-donation',
      source: 'urn:v2v:site:northgate',
      type: 'apheresis.completed',
      time: at,
      data: {
        coi: other.journeyId,
        attempt: 1,
        donationId,
        bags: [{ bagId: 'a-bag-of-nobody', volumeMl: 100 }],
        completedAt: at,
      },
    });
    await other.untilRecorded('identity.mismatch-detected');
    await owner.untilRecorded('identity.mismatch-detected');
    expect(holdsOf(other)).toContain('identity-mismatch');
    expect(holdsOf(owner)).toContain('identity-mismatch-collateral');
  });

  it('are claimed later when no database answers, and the journey goes on meanwhile', async () => {
    theatre.identifiers.refuseNext(3);
    const played = await PlayedJourney.begin(theatre, { seed: 3 });
    expect(await played.playUntil('outbound-shipment')).toMatchObject({ holds: [] });
    await played.until('the donation is claimed', () =>
      theatre.identifiers.isClaimedBy(played.journeyId, 'donation'),
    );
  });

  it('are released when the event that named them is taken back', async () => {
    const played = await PlayedJourney.begin(theatre, { seed: 4 });
    await played.playUntilRecorded('apheresis.completed');
    const { journeyId } = played;
    const claimed = (): boolean => theatre.identifiers.isClaimedBy(journeyId, 'donation');
    await played.until('the donation is claimed', claimed);
    const completed = played.journal.find(({ type }) => type === 'apheresis.completed');
    await played.report('record.retracted', {
      retractedId: completed?.data.fact?.id ?? '',
      reason: 'wrong-patient',
    });
    await played.until('the donation is released', () => !claimed());
    expect(theatre.identifiers.isClaimedBy(journeyId, 'journey')).toBe(true);
  });
});
