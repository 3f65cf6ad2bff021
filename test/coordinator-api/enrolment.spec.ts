import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { journeyIdentifier } from '#domain/identifiers/journey-identifier.js';
import type { Enrolment } from '#domain/journey/enrolment.js';
import { EnrolledReferrals } from '#register/enrolled-referrals.js';
import { journeyWorkflowId } from '#workflows/journey/messages.js';
import { EnrolmentSweep } from '../../apps/coordinator-api/src/journeys/enrolment-sweep.js';
import { type Answer, ApiStage, enrolmentBody, journeys, problemOf } from './api-stage.js';
import { person } from './people.js';

const coordinator = person('coordinator');

describe('the API enrols', () => {
  let stage: ApiStage;
  let journeyId: string;

  beforeAll(async () => {
    stage = await ApiStage.open();
    await stage.startWorker();
    journeyId = await stage.enrol(coordinator);
    await stage.untilProjected(journeyId);
  });
  afterAll(async () => {
    await stage.close();
  });

  const enrol = (body: unknown, key: string = randomUUID()): Promise<Answer> =>
    stage.ask(coordinator, 'POST', journeys, body, { 'idempotency-key': key });

  it('once per key, also when the same request comes several times at once', async () => {
    const body = enrolmentBody();
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 5 }, () => enrol(body, key)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    expect(new Set(answers.map((one) => one.body['journeyId'])).size).toBe(1);
    expect(answers[0]?.body['version']).toBe(1);
    expect(problemOf(await enrol({ ...body, ageYears: 12 }, key))).toBe('idempotency-key-reused');
  });

  it('a referral once, whoever sends it again', async () => {
    const referralId = randomUUID();
    const first = await enrol(enrolmentBody({ referralId }));
    const again = await enrol(enrolmentBody({ referralId }));
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body['journeyId']).toBe(first.body['journeyId']);
  });

  it('a known referral without changing who the patient is', async () => {
    const referralId = randomUUID();
    const first = enrolmentBody({ referralId });
    const other = { ...first.patient, name: 'Bea Quintessa', recordNumber: randomUUID() };
    const id = String((await enrol(first)).body['journeyId']);
    const again = await enrol({ ...first, patient: other });
    expect(again).toMatchObject({ status: 200, body: { journeyId: id } });
    const { body } = await stage.ask(coordinator, 'GET', `${journeys}/${id}/patient`);
    expect(body).toMatchObject({ version: 1, patient: first.patient });
  });

  it('the patient of a known referral once, however many tell it at the same time', async () => {
    const referralId = randomUUID();
    const id = String((await enrol(enrolmentBody({ referralId }))).body['journeyId']);
    await stage.database.deleteFrom('vault.patient').where('journey_id', '=', id).execute();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => enrol(enrolmentBody({ referralId }))),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const { body } = await stage.ask(coordinator, 'GET', `${journeys}/${id}/patient`);
    expect(body['version']).toBe(1);
  });

  it('no other product or indication under a known referral', async () => {
    const referralId = randomUUID();
    await enrol(enrolmentBody({ referralId }));
    const other = { product: 'axicabtagene-ciloleucel', indication: 'lbcl' };
    const answer = await enrol(enrolmentBody({ referralId, ...other }));
    expect(problemOf(answer)).toBe('conflict');
    expect(answer.body['detail']).toContain('tisagenlecleucel');
  });

  it('a patient again with a hold and the link to the other journey', async () => {
    const first = enrolmentBody();
    const one = String((await enrol(first)).body['journeyId']);
    const number = ` ${first.patient.recordNumber.toLowerCase()}`;
    const body = enrolmentBody({ patient: { ...first.patient, recordNumber: number } });
    const other = String((await enrol(body)).body['journeyId']);
    const { body: status } = await stage.ask(coordinator, 'GET', `${journeys}/${other}`);
    expect(status['holds']).toMatchObject([{ kind: 'duplicate-enrolment', about: one }]);
    const { body: earlier } = await stage.ask(coordinator, 'GET', `${journeys}/${one}`);
    expect(earlier['holds']).toEqual([]);
  });

  it('a patient told twice at the same time once with a hold', async () => {
    const { patient } = enrolmentBody();
    const answers = await Promise.all([1, 2, 3].map(() => enrol(enrolmentBody({ patient }))));
    const held = await Promise.all(
      answers.map(async ({ body }) => {
        const path = `${journeys}/${String(body['journeyId'])}`;
        return ((await stage.ask(coordinator, 'GET', path)).body['holds'] as object[]).length;
      }),
    );
    expect(held.filter((count) => count === 0)).toHaveLength(1);
  });

  it('the patient of a journey that a referral began, which then goes on', async () => {
    const referralId = randomUUID();
    const id = await referred(referralId);
    const before = await stage.ask(coordinator, 'GET', `${journeys}/${id}`);
    expect(before.body['stage']).toBe('referral');
    const body = enrolmentBody({ referralId });
    expect(await enrol(body)).toMatchObject({ status: 200, body: { journeyId: id } });
    const { body: identity } = await stage.ask(coordinator, 'GET', `${journeys}/${id}/patient`);
    expect(identity).toMatchObject({ version: 1, patient: body.patient });
    const after = await stage.ask(coordinator, 'GET', `${journeys}/${id}?consistency=strong`);
    expect(after.body['stage']).toBe('eligibility');
  });

  it('the patient of such a journey also where identity is recorded by itself, and once', async () => {
    const id = await referred(randomUUID());
    const path = `${journeys}/${id}/patient`;
    const { patient } = enrolmentBody();
    const data = { reason: 'known now', patient };
    const record = { journeyId: id, type: 'patient.identity', data, meaning: 'approved' } as const;
    const signature = await stage.people.signature(coordinator, record);
    expect(problemOf(await stage.ask(coordinator, 'GET', path))).toBe('no-identity');
    for (let time = 0; time < 2; time += 1) {
      const put = await stage.ask(coordinator, 'PUT', path, { ...data, signature });
      expect(put.body).toEqual({ journeyId: id, version: 1 });
    }
    const after = await stage.ask(coordinator, 'GET', `${journeys}/${id}?consistency=strong`);
    expect(after.body['stage']).toBe('eligibility');
    const { body } = await stage.ask(coordinator, 'GET', path);
    expect(body).toMatchObject({ version: 1, patient });
  });

  /** A journey that began by a clinic's referral, without identity. */
  async function referred(referralId: string): Promise<string> {
    const known = await stage.database
      .selectFrom('register.enrolment')
      .select('enrolment')
      .where('journey_id', '=', journeyId)
      .executeTakeFirstOrThrow();
    const id = journeyIdentifier(crypto.getRandomValues(new Uint8Array(26)));
    const enrolment = {
      ...(known.enrolment as Enrolment),
      journeyId: id,
      referralId,
      identityRecorded: false,
    };
    const source = 'urn:v2v:site:northgate';
    await new EnrolledReferrals(stage.database).accept({ source, bodyHash: '0', enrolment });
    await stage.api.get(EnrolmentSweep).sweep(Date.now());
    return id;
  }

  it.each([
    ['a missing key', enrolmentBody(), '', 'idempotency-key-missing'],
    ['half a body', '{"siteId":', undefined, 'malformed-json'],
    ['a body too large', JSON.stringify({ a: 'x'.repeat(70_000) }), undefined, 'too-large'],
    [
      'a field in the wrong form',
      { ...enrolmentBody(), weightKg: 'heavy' },
      undefined,
      'invalid-body',
    ],
    ['an unknown field', { ...enrolmentBody(), ward: 'east' }, undefined, 'invalid-body'],
    ['a null character', enrolmentBody({ studyId: 'a\0b' }), undefined, 'invalid-body'],
    ['an unknown site', enrolmentBody({ siteId: 'atlantis' }), undefined, 'unknown-site'],
    ['the site of others', enrolmentBody({ siteId: 'riverside' }), undefined, 'forbidden'],
    ['an unknown product', enrolmentBody({ product: 'aspirin' }), undefined, 'unknown-product'],
    [
      'an indication without rules',
      enrolmentBody({ indication: 'flu' }),
      undefined,
      'no-rules-in-force',
    ],
  ])('nobody with %s', async (_, body, key, code) => {
    expect(problemOf(await enrol(body, key))).toBe(code);
  });

  it('nobody whose body is not JSON by its own word', async () => {
    const answer = await stage.ask(coordinator, 'POST', journeys, 'hello', {
      'content-type': 'text/plain',
      'idempotency-key': randomUUID(),
    });
    expect(problemOf(answer)).toBe('unsupported-media-type');
  });

  it('without repeating a value in any refusal', async () => {
    const patient = { name: 'Ada Quintessa', birthDate: 'Quintessa', recordNumber: '' };
    const answer = await enrol({ ...enrolmentBody(), patient, Quintessa: 1 });
    expect(problemOf(answer)).toBe('invalid-body');
    expect(JSON.stringify(answer.body)).not.toContain('Quintessa');
  });

  it('what a crash left behind, at the next sweep', async () => {
    const left = await stage.database
      .selectFrom('register.enrolment')
      .selectAll()
      .where('journey_id', '=', journeyId)
      .executeTakeFirstOrThrow();
    const orphan = `${journeyId.slice(0, -2)}00`;
    const enrolment = { ...(left.enrolment as Enrolment), journeyId: orphan };
    await stage.database
      .insertInto('register.enrolment')
      .values({
        ...left,
        journey_id: orphan,
        idempotency_key: randomUUID(),
        enrolment: JSON.stringify(enrolment),
        started_at: null,
      })
      .execute();
    await stage.api.get(EnrolmentSweep).sweep(Date.now());
    const { status } = await stage.client.workflow.getHandle(journeyWorkflowId(orphan)).describe();
    expect(status.name).toBe('RUNNING');
  });
});
