import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JourneyEvent } from '#domain/journey/event.js';
import { rollSignal, stateQuery } from '#workflows/journey/messages.js';
import { PlayedJourney } from './played-journey.js';
import { Theatre } from './theatre.js';

async function document(played: PlayedJourney, number: number): Promise<JourneyEvent> {
  const id = `document-${number}`;
  const data = { kind: 'report', sha256: '', documentId: id };
  const time = await played.now();
  return { id, source: 'urn:v2v:site:northgate', type: 'document.attached', time, data };
}

function documentsIn({ journal }: PlayedJourney): readonly string[] {
  return journal
    .flatMap(({ data }) => data.fact?.id ?? [])
    .filter((id) => id.startsWith('document-'));
}

describe('a run of a journey', () => {
  let theatre: Theatre;
  beforeAll(async () => {
    theatre = await Theatre.open();
  });
  afterAll(() => theatre.close());

  it('ends after five hundred signals, and the next one has applied each of them once', async () => {
    const played = await PlayedJourney.begin(theatre);
    await played.playUntil('eligibility');
    const { runId } = await played.handle.describe();
    const numbers = Array.from({ length: 500 }, (_, number) => number);
    for (const number of numbers) await played.send(await document(played, number));
    await played.untilNextRun();
    await played.state();
    expect((await played.handle.describe()).runId).not.toBe(runId);
    expect(documentsIn(played)).toEqual(numbers.map((number) => `document-${number}`));
  });

  it('ends soon after five hundred events of its history, though it always has something to publish', async () => {
    const played = await PlayedJourney.begin(theatre);
    await played.playUntil('eligibility');
    const { runId } = await played.handle.describe();
    const isOver = async () => (await played.handle.describe()).runId !== runId;
    let sent = 0;
    let begun = 0;
    let isCalm = false;
    theatre.journal.answerOnce(async () => {
      const before = sent;
      begun += 1;
      await played.until('another event is sent', () => isCalm || sent > before);
    });
    for (let isEnded = false; !isEnded && sent < 200; isEnded = await isOver()) {
      const before = begun;
      await played.send(await document(played, sent));
      sent += 1;
      await played.until(
        'the next publication has begun, or the next run',
        async () => begun > before || (await isOver()),
      );
    }
    isCalm = true;
    theatre.journal.answerOnce(() => Promise.resolve());
    const first = theatre.environment.client.workflow.getHandle(played.handle.workflowId, runId);
    const { events = [] } = await first.fetchHistory();
    expect(events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes).toBeTruthy();
    expect(events?.length).toBeLessThan(550);
    await played.state();
    expect(theatre.journal.forks).toEqual([]);
    expect([...documentsIn(played)].toSorted()).toEqual(
      Array.from({ length: sent }, (_, number) => `document-${number}`).toSorted(),
    );
  });

  it('publishes nothing twice that differs when events come while it ends', async () => {
    const played = await PlayedJourney.begin(theatre);
    await played.playUntil('eligibility');
    const numbers = Array.from({ length: 40 }, (_, number) => number);
    for (const number of numbers) {
      if (number % 8 === 4) await played.handle.signal(rollSignal).catch(() => undefined);
      await played.send(await document(played, number));
    }
    await played.state();
    expect(theatre.journal.forks).toEqual([]);
    expect([...documentsIn(played)].toSorted()).toEqual(
      numbers.map((number) => `document-${number}`).toSorted(),
    );
  });

  it('applies an event that is sent again after its end no second time', async () => {
    const played = await PlayedJourney.begin(theatre);
    await played.playUntil('eligibility');
    const event = await document(played, 1);
    await played.send(event);
    await played.state();
    await played.roll();
    await played.send(event);
    await played.state();
    expect(documentsIn(played)).toEqual(['document-1']);
  });

  it('hands on what waits for something else', async () => {
    const played = await PlayedJourney.begin(theatre);
    await played.playUntil('eligibility');
    const time = await played.now();
    await played.send({
      id: 'too-early',
      source: 'urn:v2v:site:northgate',
      type: 'product.thawed',
      time,
      data: { coi: played.journeyId, batchId: 'B1', bagId: 'bag-1', thawedAt: time },
    });
    expect((await played.state()).parked).toHaveLength(1);
    await played.roll();
    await played.state();
    const { parked } = await played.handle.query(stateQuery);
    expect(parked.map(({ event }) => event.id)).toEqual(['too-early']);
  });

  it('answers a decision that is repeated after its end as it was answered before', async () => {
    const played = await PlayedJourney.begin(theatre);
    await played.playUntil('eligibility');
    const first = await played.decide('place-hold', { kind: 'manual', reason: 'ward closed' });
    const { command } = played.decisions.at(-1)!;
    await played.roll();
    expect(await played.repeat(command)).toEqual(first);
    await played.state();
    const decided = played.journal.filter(({ type }) => type === 'decision.recorded');
    expect(decided.map(({ data }) => data.decision?.type)).toEqual(['place-hold']);
  });

  it('brings a closed journey back with the decision that opens it again', async () => {
    const played = await PlayedJourney.begin(theatre, { fate: { isIneligible: true } });
    const { sequence } = await played.playUntil('closed');
    await played.reopen();
    await played.untilRecorded('journey.reopened');
    const types = played.journal.slice(sequence).map(({ type }) => type);
    // What partners had under way when it closed is refused until then; deadlines that passed meanwhile are told afterwards.
    const told = types.filter((type) => type !== 'event.refused');
    expect(told.slice(0, 2)).toEqual(['decision.recorded', 'journey.reopened']);
    expect(told.slice(2).filter((type) => !type.startsWith('deadline.'))).toEqual([]);
    const { stage } = await played.state();
    expect(stage).not.toBe('closed');
  });

  it('ends again at once when what should open the journey is refused', async () => {
    const played = await PlayedJourney.begin(theatre, { fate: { isIneligible: true } });
    await played.playUntil('closed');
    await played.reopen('place-hold');
    await played.untilRecorded('decision.refused');
    expect(await played.handle.result()).toBe('ineligible');
  });
});
