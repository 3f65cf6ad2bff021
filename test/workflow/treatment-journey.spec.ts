import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { currentBatch, type JourneyState } from '#domain/journey/state.js';
import { stateQuery } from '#workflows/journey/messages.js';
import { PlayedJourney } from './played-journey.js';
import { Theatre } from './theatre.js';

function stagesOf(played: PlayedJourney): readonly string[] {
  return played.journal.map(({ data }) => data.stageAfter).filter((s, i, all) => s !== all[i - 1]);
}

function unitOf(state: JourneyState): string | undefined {
  return currentBatch(state)?.release?.bags[0]?.bagId;
}

const product = { siteId: 'northgate', product: 'tisagenlecleucel', indication: 'lbcl' };

describe('the journey of a patient', () => {
  let theatre: Theatre;
  beforeAll(async () => {
    theatre = await Theatre.open();
  });
  afterAll(() => theatre.close());

  it('goes through every stage to its end after fifteen years, as its journal says', async () => {
    const played = await PlayedJourney.begin(theatre);
    const end = await played.playUntil('closed');
    expect(end.outcome).toMatchObject({ outcome: 'completed', infused: true });
    expect(stagesOf(played)).toEqual([
      'referral',
      'eligibility',
      'scheduling',
      'leukapheresis',
      'outbound-shipment',
      'manufacturing',
      'inbound-shipment',
      'lymphodepletion',
      'infusion',
      'monitoring',
      'follow-up',
      'closed',
    ]);
    expect(end.visits.every((visit) => visit.completed !== null)).toBe(true);
    const years =
      (Date.parse(end.lastTime) - Date.parse(end.enrolment.enrolledAt)) / 31_557_600_000;
    expect(years).toBeGreaterThan(15);
    expect(await played.handle.result()).toBe('completed');
  });

  it.each([
    { ...product, indication: 'b-all' },
    { siteId: 'lakeview', product: 'axicabtagene-ciloleucel', indication: 'lbcl' },
  ])('reaches follow-up with $product for $indication at $siteId', async (placement) => {
    const played = await PlayedJourney.begin(theatre, { placement });
    expect(await played.playUntil('follow-up')).toMatchObject({ stage: 'follow-up' });
  });

  it('is allocated a unit off the shelf instead of being collected from, and reaches follow-up', async () => {
    const placement = {
      siteId: 'northgate',
      product: 'illustrative-off-the-shelf',
      indication: 'lbcl',
    };
    const played = await PlayedJourney.begin(theatre, { placement });
    const state = await played.playUntil('follow-up');
    expect(state).toMatchObject({ stage: 'follow-up', donations: [], holds: [] });
    expect(stagesOf(played)).toEqual([
      'referral',
      'eligibility',
      'scheduling',
      'allocation',
      'inbound-shipment',
      'lymphodepletion',
      'infusion',
      'monitoring',
      'follow-up',
    ]);
    expect(played.decisions.map(({ type }) => type)).toContain('allocate-unit');
    const asked = state.requests.filter(({ type }) => type === 'allocation.requested');
    expect(asked.map(({ purpose }) => purpose)).toEqual(['offer', `unit/${unitOf(state)}`]);
  });

  it('ends as ineligible when the physician rejects, and nothing is asked of a manufacturer', async () => {
    const played = await PlayedJourney.begin(theatre, { fate: { isIneligible: true } });
    const end = await played.playUntil('closed');
    expect(end.outcome).toMatchObject({ outcome: 'ineligible', infused: false });
    expect(end.requests.map(({ type }) => type)).toEqual(['eligibility.requested']);
  });

  it('goes on with a second manufacture from retained material after the first failed', async () => {
    const played = await PlayedJourney.begin(theatre, { fate: { failingAttempts: 1 } });
    const state = await played.playUntil('inbound-shipment');
    expect(state.batches.map(({ attempt, status }) => [attempt, status])).toEqual([
      [1, 'failed'],
      [2, 'released'],
    ]);
    expect(state.requests.map(({ type }) => type)).toContain('remanufacture.requested');
  });

  it.each(['collection-to-manufacturer', 'manufacturer-to-clinic'] as const)(
    'is held by a temperature excursion on the leg %s until quality disposes of it',
    async (leg) => {
      const played = await PlayedJourney.begin(theatre, { fate: { excursionOn: [leg] } });
      await played.playUntil('lymphodepletion');
      const types = played.journal.map(({ type }) => type);
      const order = ['shipment.temperature-breached', 'hold.placed', 'excursion.assessed'];
      const held = [...order, 'decision.recorded', 'hold.lifted'];
      const from = types.indexOf('shipment.temperature-breached');
      const story = types.slice(from).filter((type) => held.includes(type));
      expect(story.slice(0, 5)).toEqual(held);
      expect(played.decisions.filter(({ type }) => type === 'dispose-excursion')).toHaveLength(1);
    },
  );

  it.each([{ diesWaitingOnDay: 6 }, { diesAfterInfusionOnDay: 9 }])(
    'ends with the death of the patient (%p) and withdraws what was authorised',
    async (fate) => {
      const played = await PlayedJourney.begin(theatre, { fate });
      const end = await played.playUntil('closed');
      expect(end.outcome).toMatchObject({ outcome: 'deceased' });
      expect(end.authorizations).toEqual([]);
      expect(await played.handle.result()).toBe('deceased');
    },
  );

  it('comes to the same when events are doubled and late', async () => {
    const rates = { duplicates: 0.5, reorder: 0.3 };
    const played = await PlayedJourney.begin(theatre, { rates, fate: { bridging: null } });
    const state = await played.playUntil('follow-up');
    expect(state).toMatchObject({ stage: 'follow-up', parked: [] });
    const facts = played.journal.flatMap(({ data }) =>
      data.fact === undefined ? [] : [`${data.fact.source} ${data.fact.id}`],
    );
    expect(new Set(facts).size).toBe(facts.length);
  });

  it('loses nothing while no broker answers, and goes on answering decisions', async () => {
    const played = await PlayedJourney.begin(theatre);
    await played.playUntil('scheduling');
    theatre.journal.refuseNext(3);
    const outcome = await played.decide('place-hold', { kind: 'manual', reason: 'ward closed' });
    expect(outcome).toMatchObject({ outcome: 'accepted' });
    expect(await played.decide('lift-hold', { kind: 'manual', reason: 'ward open' })).toMatchObject(
      {
        outcome: 'accepted',
      },
    );
    await played.playUntil('leukapheresis');
    const sequences = played.journal.map(({ data }) => data.sequence);
    expect(sequences).toEqual(sequences.map((_, index) => index + 1));
  });

  it('folds from its journal to the very state the workflow has', async () => {
    const played = await PlayedJourney.begin(theatre, { fate: { hasLowYield: true } });
    await played.playUntil('manufacturing');
    expect(played.folded).toEqual(await played.handle.query(stateQuery));
  });

  it('continues as new when asked to roll and keeps its state and address', async () => {
    const played = await PlayedJourney.begin(theatre);
    const before = await played.playUntil('scheduling');
    const { runId } = await played.handle.describe();
    await played.roll();
    const after = await played.playUntil('leukapheresis');
    expect((await played.handle.describe()).runId).not.toBe(runId);
    expect(after.sequence).toBeGreaterThan(before.sequence);
    expect(await played.handle.query(stateQuery)).toEqual(after);
  });

  it('does not stand before a gate again that it passed within the stage, when it continues as new', async () => {
    const played = await PlayedJourney.begin(theatre);
    await played.playUntil('leukapheresis');
    await played.playUntilRecorded('apheresis.completed');
    await played.send({
      id: 'late-count',
      source: 'urn:v2v:lab:northgate-lab',
      type: 'screening.resulted',
      time: await played.now(),
      data: { test: 'alc', value: 10, unit: '/uL', collectedAt: await played.now() },
    });
    await played.roll();
    expect((await played.playUntil('outbound-shipment')).stage).toBe('outbound-shipment');
  });

  it('refuses what is no decision without leaving a trace', async () => {
    const played = await PlayedJourney.begin(theatre);
    const { sequence } = await played.playUntil('eligibility');
    await expect(played.decide('release-the-kraken')).rejects.toThrow('Workflow Update failed');
    expect((await played.handle.query(stateQuery)).sequence).toBe(sequence);
  });

  it('ignores a signal that carries no event', async () => {
    const played = await PlayedJourney.begin(theatre);
    const { sequence } = await played.playUntil('eligibility');
    await played.handle.signal('vitals.recorded', 'hello');
    expect((await played.handle.query(stateQuery)).sequence).toBe(sequence);
  });
});

describe('a journey whose worker forgets everything between two tasks', () => {
  let theatre: Theatre;
  beforeAll(async () => {
    theatre = await Theatre.open({ maxCachedWorkflows: 0 });
  });
  afterAll(() => theatre.close());

  it('replays to the same journal', async () => {
    const played = await PlayedJourney.begin(theatre);
    const state = await played.playUntil('leukapheresis');
    expect(await played.handle.query(stateQuery)).toEqual(state);
    expect(theatre.journal.repeats).toBe(0);
  });
});
