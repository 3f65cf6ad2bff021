import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Enrolment } from '#domain/journey/enrolment.js';
import { until } from '../kafka/kafka-broker.js';
import { everythingIsCommitted } from './commits.js';
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

const patient = {
  siteId: 'northgate',
  indication: 'b-all',
  diseaseStatus: 'relapsed',
  requestedProduct: 'tisagenlecleucel',
  ageYears: 11,
  weightKg: 34.5,
  priorLines: 2,
};

/** A clinic refers a patient; `change` is of its data, and undefined removes a field. */
function referral(change: object = {}, subject = `REF-${crypto.randomUUID()}`.toUpperCase()) {
  const data = { referralId: subject, ...patient, ...change };
  return someEvent(subject, { type: 'patient.referred', data });
}

const send = (event: ReturnType<typeof referral>): Promise<void> =>
  stage.publish(event.subject, JSON.stringify(event));

async function enrolmentOf(referralId: string) {
  return stage.database
    .selectFrom('register.enrolment')
    .select(['journey_id', 'enrolment', 'started_at'])
    .where('referral_id', '=', `northgate/${referralId}`)
    .executeTakeFirst();
}

const enrolled = (referralId: string) =>
  stage.published
    .toldTo('northgate-clinic')
    .filter(({ type, data }) => type === 'journey.enrolled' && data['referralId'] === referralId);

describe('a referral', () => {
  it('begins a journey without identity, whose first fact it is, and is answered', async () => {
    await stage.startIntake();
    const event = referral();
    await send(event);
    await stage.untilState(event.id, 'delivered');
    const row = await enrolmentOf(event.subject);
    const journeyId = row?.journey_id ?? '';
    expect(row?.enrolment as Enrolment).toMatchObject({
      journeyId,
      referralId: event.subject,
      identityRecorded: false,
      product: 'tisagenlecleucel',
      sites: { treating: 'northgate', collection: 'northgate' },
      enrolledBy: { id: 'urn:v2v:site:northgate', role: 'partner' },
    });
    expect(row?.started_at).not.toBeNull();
    expect((await stage.handleOf(journeyId).describe()).type).toBe('treatmentJourney');
    expect(await stage.eventsOf(journeyId)).toEqual([event.id]);
    expect(await stage.registered(event.id)).toMatchObject({ journey_id: journeyId });
    await until(() => enrolled(event.subject).length === 1);
    expect(enrolled(event.subject)[0]).toMatchObject({ key: journeyId, data: { journeyId } });
  });

  it('begins one journey, however often and however written it is sent', async () => {
    const event = referral();
    const again = referral({ referralId: event.subject.toLowerCase() }, event.subject);
    await Promise.all([send(event), send(again), send(event)]);
    await stage.startIntake();
    await stage.untilState(event.id, 'delivered');
    await stage.untilState(again.id, 'delivered');
    await everythingIsCommitted(stage.broker);
    const journeyId = (await enrolmentOf(event.subject))?.journey_id ?? '';
    expect(new Set(await stage.eventsOf(journeyId))).toEqual(new Set([event.id, again.id]));
    await until(() => enrolled(event.subject).length > 0);
    expect(new Set(enrolled(event.subject).map(({ id }) => id)).size).toBe(1);
  });

  it('starts its journey when a crash came between the register and the start', async () => {
    await stage.startIntake();
    const first = referral();
    await send(first);
    await stage.untilState(first.id, 'delivered');
    const row = await enrolmentOf(first.subject);
    const [journeyId, event] = [someJourneyId(), referral()];
    const enrolment = { ...row?.enrolment, journeyId, referralId: event.subject };
    await stage.enrol(journeyId, {
      referral_id: `northgate/${event.subject}`,
      enrolment: JSON.stringify(enrolment),
    });
    await send(event);
    await stage.untilState(event.id, 'delivered');
    expect(await stage.eventsOf(journeyId)).toEqual([event.id]);
    expect((await enrolmentOf(event.subject))?.started_at).not.toBeNull();
  });

  it('without a product begins its journey too, which gets no further before one is selected', async () => {
    await stage.startIntake();
    const event = referral({ requestedProduct: undefined });
    await send(event);
    await stage.untilState(event.id, 'delivered');
    const { journey_id: journeyId = '', enrolment } = (await enrolmentOf(event.subject)) ?? {};
    expect(enrolment as Enrolment).toMatchObject({
      product: 'not-selected',
      siteQualified: false,
      rules: { productName: 'No product selected', indication: 'b-all' },
      partners: { clinic: { id: 'northgate-clinic' }, manufacturer: { id: 'nobody' } },
    });
    expect(await stage.eventsOf(journeyId)).toEqual([event.id]);
    await until(() => enrolled(event.subject).length === 1);
  });

  it.each([
    ['for a product nobody knows', { requestedProduct: 'aspirin' }, '/data/requestedProduct'],
    ['for another indication', { indication: 'lbcl-2' }, '/data/requestedProduct'],
    [
      'for an indication nobody treats',
      { requestedProduct: undefined, indication: 'unheard-of' },
      '/data/indication',
    ],
    ['under another name', { referralId: 'REF-OTHER' }, '/data/referralId'],
  ])('%s is a dead letter', async (_, change, pointer) => {
    await stage.startIntake();
    const event = referral(change);
    await send(event);
    const letter = await stage.published.of(JSON.stringify(event));
    expect(String(letter.headers['reason'])).toBe('invalid-data');
    expect(await stage.published.noticeOf('northgate-clinic', event.id)).toMatchObject({
      type: 'event.rejected',
      data: { reason: 'invalid-data', pointer },
    });
    await stage.untilState(event.id, 'rejected');
    expect(await enrolmentOf(event.subject)).toBeUndefined();
  });
});
