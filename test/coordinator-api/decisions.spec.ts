import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { journeyStatus } from '#contracts/http/journey-status.schema.js';
import type { Enrolment } from '#domain/journey/enrolment.js';
import type { JourneyEvent } from '#domain/journey/event.js';
import { identityClock } from '#domain/time/clock.js';
import { releasedProtocols } from '#workflows/journey/known-protocols.js';
import {
  journeyStart,
  journeyWorkflowId,
  journeyWorkflowType,
} from '#workflows/journey/messages.js';
import { recordedRules } from '../replay/recorded-rules.js';
import {
  type Answer,
  ApiStage,
  enrolmentBody,
  eventually,
  journeys,
  problemOf,
} from './api-stage.js';
import { person } from './people.js';

const coordinator = person('coordinator');
const physician = person('physician');
const quality = person('quality');
const secondQuality = person('quality', 'northgate', 2);

describe('the API takes decisions', () => {
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

  const hold = { type: 'place-hold', data: { kind: 'manual', reason: 'the family asked' } };
  const rejection = { type: 'reject-eligibility', data: { reason: 'infection' } };

  it('of those who may, says so to those who may not, and writes every attempt down', async () => {
    const id = await stage.enrol(coordinator);
    const nurse = person('nurse');
    const forbidden = await stage.decide(nurse, id, hold);
    expect(problemOf(forbidden)).toBe('forbidden');
    expect(forbidden.body['detail']).toContain('coordinator');
    expect((await stage.decide(coordinator, id, hold)).body['effects']).toEqual([
      'decision.recorded',
      'hold.placed',
    ]);
    expect(await stage.recorded('decision_attempt', id)).toEqual([
      { subject: nurse.subject, role: 'nurse', outcome: 'forbidden' },
      { subject: coordinator.subject, role: 'coordinator', outcome: 'accepted' },
    ]);
  });

  it('once per key, and refuses the key for another decision', async () => {
    const id = await stage.enrol(coordinator);
    const key = randomUUID();
    const first = await stage.decide(coordinator, id, hold, key);
    const again = await stage.decide(coordinator, id, hold, key);
    expect(again.body).toEqual(first.body);
    const other = { ...hold, data: { kind: 'deviation', reason: 'x' } };
    expect(problemOf(await stage.decide(coordinator, id, other, key))).toBe(
      'idempotency-key-reused',
    );
  });

  it.each([
    ['of no protocol', { type: 'make-coffee', data: {} }, 'unknown-decision'],
    ['with the wrong data', { type: 'reject-eligibility', data: { why: 'x' } }, 'invalid-body'],
    ['without its signature', rejection, 'signature-missing'],
  ])('none %s', async (_, body, code) => {
    expect(problemOf(await stage.decide(physician, journeyId, body))).toBe(code);
  });

  it('with the unmet requirements when the protocol refuses', async () => {
    const content = {
      journeyId,
      type: 'confirm-eligibility',
      data: {},
      meaning: 'approved',
    } as const;
    const signature = await stage.people.signature(physician, content);
    const body = { type: content.type, data: {}, signature };
    const answer = await stage.decide(physician, journeyId, body);
    expect(problemOf(answer)).toBe('decision-refused');
    const unmet = answer.body['unmet'] as { id: string }[];
    expect(unmet.map(({ id }) => id)).toContain('treatment-consent');
  });

  it('only on the basis that stands', async () => {
    const { body: status } = await stage.ask(coordinator, 'GET', `${journeys}/${journeyId}`);
    const version = Number(status['version']);
    const stale = { ...hold, basis: 'what stood yesterday' };
    const answer = await stage.decide(coordinator, journeyId, stale);
    expect(problemOf(answer)).toBe('basis-changed');
    const basis = answer.body['basis'];
    const fresh = await stage.decide(coordinator, journeyId, { ...hold, basis });
    expect(Number(fresh.body['version'])).toBeGreaterThan(version);
  });

  it('with what it rests on now when its basis has changed', async () => {
    const content = {
      journeyId,
      type: 'confirm-eligibility',
      data: {},
      basis: 'what stood yesterday',
      meaning: 'approved',
    } as const;
    const { type, data, basis } = content;
    const signature = await stage.people.signature(physician, content);
    const answer = await stage.decide(physician, journeyId, { type, data, basis, signature });
    expect(problemOf(answer)).toBe('basis-changed');
    const path = `${journeys}/${journeyId}?consistency=strong`;
    const status = journeyStatus.parse((await stage.ask(physician, 'GET', path)).body);
    const confirmed = 'eligibility-confirmed-by-physician';
    const own = status.waitingFor.find(({ requirement }) => requirement === confirmed);
    expect(answer.body).toMatchObject({
      version: status.version,
      basis: own?.basis,
      requirements: status.waitingFor
        .filter(({ gate, requirement }) => gate === own?.gate && requirement !== confirmed)
        .map(({ requirement: id, text, met, evidence }) => ({ id, text, met, evidence })),
    });
    expect(answer.body['requirements']).not.toHaveLength(0);
  });

  it('signed for exactly this record, by the caller, just now, with each token once', async () => {
    const id = await stage.enrol(coordinator);
    const content = { journeyId: id, ...rejection, meaning: 'rejected' } as const;
    const sign = stage.people.signature.bind(stage.people);
    const tried = async (signature: object): Promise<string> =>
      problemOf(await stage.decide(physician, id, { ...rejection, signature }));
    expect(await tried(await sign(physician, { ...content, journeyId }))).toBe(
      'token-for-other-record',
    );
    expect(await tried(await sign(person('physician', 'northgate', 2), content))).toBe(
      'other-person',
    );
    expect(await tried(await sign(physician, { ...content, age: 130 }))).toBe(
      'authentication-too-old',
    );
    expect(await tried(await sign(physician, { ...content, meaning: 'approved' }))).toBe(
      'wrong-meaning',
    );
    const used = await sign(physician, { ...content, basis: 'old' });
    const stale = { ...rejection, basis: 'old', signature: used };
    expect(problemOf(await stage.decide(physician, id, stale))).toBe('basis-changed');
    expect(problemOf(await stage.decide(physician, id, stale))).toBe('token-used');
  });

  it('by two people at one screen', async () => {
    const id = await mismatched();
    const content = {
      journeyId: id,
      type: 'resolve-identity-mismatch',
      data: { finding: 'scan-error' },
      meaning: 'verified',
    } as const;
    const { type, data } = content;
    const own = await stage.people.signature(quality, content);
    const twice = [own, await stage.people.signature(quality, content)];
    expect(problemOf(await stage.decide(quality, id, { type, data, signature: twice }))).toBe(
      'same-person-twice',
    );
    const stranger = await stage.people.signature(person('quality', 'riverside'), content);
    const withStranger = { type, data, signature: [own, stranger] };
    expect(problemOf(await stage.decide(quality, id, withStranger))).toBe('forbidden');
    const others = [
      await stage.people.signature(secondQuality, content),
      await stage.people.signature(person('quality', 'northgate', 3), content),
    ];
    expect(problemOf(await stage.decide(quality, id, { type, data, signature: others }))).toBe(
      'other-person',
    );
    const signature = [others[0], own];
    const answer = await stage.decide(quality, id, { type, data, signature });
    expect(answer.body['effects']).toEqual(['decision.recorded', 'hold.lifted']);
    await stage.untilProjected(id, Number(answer.body['version']));
    const path = `${journeys}/${id}/timeline?type=decision.recorded`;
    const { body } = await stage.ask(quality, 'GET', path);
    expect(body['items']).toEqual([
      expect.objectContaining({
        data: expect.objectContaining({
          detail: expect.objectContaining({
            by: [secondQuality, quality].map(({ subject }) => ({ id: subject, role: 'quality' })),
          }),
        }),
      }),
    ]);
  });

  it('by two people one after the other', async () => {
    const id = await mismatched();
    const content = {
      journeyId: id,
      type: 'resolve-identity-mismatch',
      data: { finding: 'scan-error' },
      meaning: 'verified',
    } as const;
    const { type, data } = content;
    const by = async (who: typeof quality): Promise<Answer> =>
      stage.decide(who, id, {
        type,
        data,
        signature: await stage.people.signature(who, content),
      });
    expect((await by(quality)).body['awaitingSecond']).toBe(true);
    expect((await by(quality)).body).toMatchObject({ status: 409, reason: 'same-person' });
    expect((await by(secondQuality)).body['effects']).toContain('hold.lifted');
  });

  it('of a closed journey only those taken before, with the answer of then', async () => {
    const id = await stage.enrol(coordinator);
    const content = { journeyId: id, ...rejection, meaning: 'rejected' } as const;
    const signature = await stage.people.signature(physician, content);
    const key = randomUUID();
    const first = await stage.decide(physician, id, { ...rejection, signature }, key);
    expect(first.body['effects']).toContain('journey.closed');
    await stage.untilProjected(id, Number(first.body['version']));
    const again = await stage.decide(physician, id, { ...rejection, signature }, key);
    expect(again).toMatchObject({ status: 200, body: first.body });
    const fresh = await stage.people.signature(physician, content);
    const anew = await stage.decide(physician, id, { ...rejection, signature: fresh }, key);
    expect(anew).toMatchObject({ status: 200, body: first.body });
    expect(problemOf(await stage.decide(coordinator, id, hold))).toBe('journey-closed');
  });

  describe('that open a closed journey again', () => {
    const reopening = { type: 'reopen-journey', data: { reason: 'found again' } } as const;
    const signatureOf = async (who: typeof quality, id: string) =>
      stage.people.signature(who, { journeyId: id, ...reopening, meaning: 'approved' });

    async function closed(): Promise<string> {
      const id = await stage.enrol(coordinator);
      const content = { journeyId: id, ...rejection, meaning: 'rejected' } as const;
      const signature = await stage.people.signature(physician, content);
      const { body } = await stage.decide(physician, id, { ...rejection, signature });
      await stage.untilProjected(id, Number(body['version']));
      return id;
    }

    async function expectOpen(id: string): Promise<void> {
      const { body } = await stage.decide(coordinator, id, hold);
      expect(body['effects']).toContain('hold.placed');
      await stage.untilProjected(id, Number(body['version']));
      const status = await stage.ask(quality, 'GET', `${journeys}/${id}`);
      expect(status.body).toMatchObject({ stage: 'eligibility', outcome: null });
    }

    it('signed by two of quality one after the other', async () => {
      const id = await closed();
      const by = async (who: typeof quality): Promise<Answer> =>
        stage.decide(who, id, { ...reopening, signature: await signatureOf(who, id) });
      expect((await by(quality)).body['awaitingSecond']).toBe(true);
      expect(problemOf(await stage.decide(coordinator, id, hold))).toBe('journey-closed');
      expect((await by(secondQuality)).body['effects']).toContain('journey.reopened');
      await expectOpen(id);
    });

    it('signed by two of quality at one screen, answered the same when asked again', async () => {
      const id = await closed();
      const signature = [await signatureOf(quality, id), await signatureOf(secondQuality, id)];
      const key = randomUUID();
      const first = await stage.decide(quality, id, { ...reopening, signature }, key);
      expect(first.body['effects']).toContain('journey.reopened');
      const again = await stage.decide(quality, id, { ...reopening, signature }, key);
      expect(again.body).toEqual(first.body);
      await expectOpen(id);
    });

    it('by nobody else', async () => {
      const id = await closed();
      expect(problemOf(await stage.decide(coordinator, id, reopening))).toBe('forbidden');
    });
  });

  it('as they were shown, also by a journey whose run began under an earlier protocol', async () => {
    await stage.stopWorker();
    const ids = await Promise.all(releasedProtocols.map(begunUnder));
    await stage.startWorker();
    for (const id of ids) {
      await stage.untilProjected(id);
      const { body } = await stage.ask(physician, 'GET', `${journeys}/${id}`);
      const shown = journeyStatus
        .parse(body)
        .waitingFor.find(({ requirement }) => requirement === 'eligibility-confirmed-by-physician');
      const content = {
        journeyId: id,
        type: 'confirm-eligibility',
        data: {},
        basis: String(shown?.basis),
        meaning: 'approved',
      } as const;
      const signature = await stage.people.signature(physician, content);
      const { type, data, basis } = content;
      const answer = await stage.decide(physician, id, { type, data, basis, signature });
      expect(problemOf(answer)).toBe('decision-refused');
      expect(answer.body['unmet']).toContainEqual(
        expect.objectContaining({ id: 'treatment-consent' }),
      );
    }
  });

  /** A journey enrolled as any other, whose run is one of an earlier build. */
  async function begunUnder(version: number): Promise<string> {
    const id = await stage.enrol(coordinator);
    const registered = await stage.database
      .selectFrom('register.enrolment')
      .select('enrolment')
      .where('journey_id', '=', id)
      .executeTakeFirstOrThrow();
    const rules = recordedRules(`protocol-${version}-doubled-and-late-events-run-1.json`);
    const enrolment = { ...(registered.enrolment as Enrolment), rules };
    const started = journeyStart(enrolment, identityClock);
    await stage.client.workflow.getHandle(started.workflowId).terminate();
    await stage.client.workflow.start(journeyWorkflowType, {
      ...started,
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      args: [{ enrolment, protocolVersion: version, clock: identityClock }],
    });
    return id;
  }

  async function mismatched(): Promise<string> {
    const id = await stage.enrol(coordinator);
    await signal(id, {
      id: randomUUID(),
      source: 'urn:v2v:site:northgate',
      type: 'apheresis.started',
      time: new Date().toISOString(),
      data: { coi: journeyId, attempt: 1, startedAt: new Date().toISOString() },
    });
    return eventually(async () => {
      const { body } = await stage.ask(quality, 'GET', `${journeys}/${id}?consistency=strong`);
      return (body['holds'] as unknown[]).length > 0 ? id : undefined;
    });
  }

  async function signal(id: string, event: JourneyEvent): Promise<void> {
    await stage.client.workflow.getHandle(journeyWorkflowId(id)).signal(event.type, event);
  }

  it('once the journey answers again, and takes the same decision once it does', async () => {
    const id = await stage.enrol(coordinator);
    const content = {
      journeyId: id,
      type: 'reject-eligibility',
      data: { reason: 'infection' },
      meaning: 'rejected',
    } as const;
    const { type, data } = content;
    const key = randomUUID();
    const signature = await stage.people.signature(physician, content);
    await stage.stopWorker();
    const unanswered = await stage.decide(physician, id, { type, data, signature }, key);
    expect(problemOf(unanswered)).toBe('no-worker');
    expect(unanswered.headers.get('retry-after')).toBe('2');
    const enrolled = await stage.ask(coordinator, 'POST', journeys, enrolmentBody(), {
      'idempotency-key': randomUUID(),
    });
    expect(enrolled.status).toBe(201);
    await stage.startWorker();
    const answered = await stage.decide(physician, id, { type, data, signature }, key);
    expect(answered.body['effects']).toContain('journey.closed');
  });
});
