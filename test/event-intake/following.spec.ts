import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { enrolmentUnder } from '../../libs/domain/test-journeys/northgate.js';
import { until } from '../kafka/kafka-broker.js';
import { IntakeStage, someJourneyId } from './intake-stage.js';
import { someEvent } from './some-event.js';

let stage: IntakeStage;

beforeAll(async () => {
  stage = await IntakeStage.open();
});

afterEach(async () => {
  await stage.stopIntake();
});

afterAll(async () => {
  await stage.close();
});

type Event = ReturnType<typeof someEvent>;

const factOf = ({ id, source, time, data }: Event) => ({ id, source, time, data });
const eventOf = (event: Event) => ({ ...factOf(event), type: event['type'] });

/** An event that was delivered to a journey of its own, which may now write about it. */
async function delivered(): Promise<{ readonly journeyId: string; readonly event: Event }> {
  const journeyId = await stage.startJourney();
  const event = someEvent(journeyId);
  await stage.publish(journeyId, JSON.stringify(event));
  await stage.untilState(event.id, 'delivered');
  return { journeyId, event };
}

const patient = { name: 'Canary Course', birthDate: '1970-01-01', recordNumber: 'CANARY-COURSE' };

const courseAfter = (previousJourneyId: string) => ({
  ...enrolmentUnder(
    sliceFor({
      product: 'axicabtagene-ciloleucel',
      indication: 'lbcl',
      jurisdiction: 'US',
      date: '2026-03-02',
    }),
  ),
  journeyId: someJourneyId(),
  course: 2,
  previousJourneyId,
});

const value = (event: Event): string => JSON.stringify(event);

describe('the register follows the journal', () => {
  it('to what was applied, with the number of the record', async () => {
    await stage.startIntake();
    const { journeyId, event } = await delivered();
    await stage.journal('patient.measured', journeyId, { sequence: 7, fact: factOf(event) });
    await stage.untilState(event.id, 'applied');
    expect((await stage.registered(event.id))?.settled_sequence).toBe(7);
  });

  it('to the latest that a journal says, in whatever order records are read again', async () => {
    await stage.startIntake();
    const { journeyId, event } = await delivered();
    const parked = { sequence: 3, detail: { event: eventOf(event), needs: 'apheresis.started' } };
    await stage.journal('event.parked', journeyId, parked);
    await stage.untilState(event.id, 'parked');
    expect(await stage.published.noticeOf('northgate-clinic', event.id)).toMatchObject({
      type: 'event.parked',
      key: journeyId,
      data: { eventId: event.id, needs: 'apheresis.started' },
    });
    await stage.journal('patient.measured', journeyId, { sequence: 9, fact: factOf(event) });
    await stage.untilState(event.id, 'applied');
    const other = await delivered();
    await stage.journal('event.parked', journeyId, parked);
    await stage.journal('event.confirmed', other.journeyId, {
      sequence: 1,
      detail: { event: eventOf(other.event) },
    });
    await stage.untilState(other.event.id, 'confirmed');
    expect((await stage.registered(event.id))?.state).toBe('applied');
  });

  it('to a refusal, and tells it once, over restarts and repeated records', async () => {
    await stage.startIntake();
    const { journeyId, event } = await delivered();
    const refused = { sequence: 4, detail: { event: eventOf(event), reason: 'not-its-partner' } };
    await stage.journal('event.refused', journeyId, refused);
    const letter = await stage.published.of(value(event));
    expect(Object.entries(letter.headers).map(([name, bytes]) => [name, String(bytes)])).toEqual(
      expect.arrayContaining([
        ['content-type', 'application/cloudevents+json'],
        ['reason', 'refused-by-journey'],
        ['attempts', '1'],
        ['origin-topic', 'clinic.events.v1'],
      ]),
    );
    expect(await stage.published.noticeOf('northgate-clinic', event.id)).toMatchObject({
      type: 'event.rejected',
      subject: journeyId,
      data: { eventId: event.id, reason: 'refused-by-journey', pointer: '/' },
    });
    await until(async () => (await stage.registered(event.id))?.told_at !== null);
    await stage.stopIntake();
    await stage.journal('event.refused', journeyId, refused);
    await stage.startIntake();
    const later = await delivered();
    await stage.journal('patient.measured', later.journeyId, {
      sequence: 1,
      fact: factOf(later.event),
    });
    await stage.untilState(later.event.id, 'applied');
    expect(stage.published.lettersOf(value(event))).toHaveLength(1);
    expect(stage.published.noticesOf('northgate-clinic', event.id)).toHaveLength(1);
  });

  it('to a refusal that nobody was told of before the intake died', async () => {
    await stage.startIntake();
    const { journeyId, event } = await delivered();
    await stage.stopIntake();
    await stage.database
      .updateTable('register.received_event')
      .set({ state: 'refused', reason: 'journey-closed', settled_sequence: 5 })
      .where('event_id', '=', event.id)
      .execute();
    const detail = { event: eventOf(event), reason: 'journey-closed' };
    await stage.journal('event.refused', journeyId, { sequence: 5, detail });
    await stage.startIntake();
    const letter = await stage.published.of(value(event));
    expect(String(letter.headers['reason'])).toBe('journey-closed');
  });

  it('to a journey that is opened again: what came while it was closed is delivered', async () => {
    await stage.startIntake();
    const { journeyId, event } = await delivered();
    await stage.database
      .updateTable('register.received_event')
      .set({ state: 'rejected', reason: 'journey-closed' })
      .where('event_id', '=', event.id)
      .execute();
    await stage.journal('journey.reopened', journeyId, { sequence: 5, detail: { reason: 'r' } });
    await stage.untilState(event.id, 'delivered');
    expect(await stage.eventsOf(journeyId)).toEqual([event.id, event.id]);
  });
});

describe('another course that a journey decided on', () => {
  it('is begun once with the identity of the patient, however often the record is read', async () => {
    await stage.startIntake();
    const previousJourneyId = await stage.startJourney();
    await stage.recordIdentity(previousJourneyId, patient);
    const newCourse = courseAfter(previousJourneyId);
    const decided = {
      sequence: 9,
      detail: { by: [], awaitingSecond: false, basis: '', newCourse },
    };
    await stage.journal('decision.recorded', previousJourneyId, decided);
    await stage.journal('decision.recorded', previousJourneyId, decided);
    const begun = () =>
      stage.database
        .selectFrom('register.enrolment')
        .select(['enrolment', 'started_at'])
        .where('journey_id', '=', newCourse.journeyId)
        .execute();
    await until(async () => (await begun())[0]?.started_at != null);
    expect(await begun()).toMatchObject([{ enrolment: { course: 2, previousJourneyId } }]);
    expect((await stage.handleOf(newCourse.journeyId).describe()).type).toBe('treatmentJourney');
    expect(await stage.identityOf(newCourse.journeyId)).toEqual(patient);
  });
});
