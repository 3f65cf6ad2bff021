import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { proveCustody } from '../../apps/operations-console/src/proving/custody-proof.js';
import { proveSignatures } from '../../apps/operations-console/src/proving/signatures-proof.js';
import { custody, custodyFile, signatureKeys } from '#contracts/http/custody.schema.js';
import { schedule, schedulePreview, toxicity } from '#contracts/http/readings.schema.js';
import { handover, metrics } from '#contracts/http/sites.schema.js';
import type { JourneyEvent } from '#domain/journey/event.js';
import { journeyWorkflowId } from '#workflows/journey/messages.js';
import { ApiStage, eventually, journeys, problemOf } from './api-stage.js';
import { person } from './people.js';

const coordinator = person('coordinator');
const physician = person('physician');
const quality = person('quality');
const privacy = person('privacy-officer', '*');

const contact = { organisation: 'Another', phone: '+1 555 0142', hours: 'always' };

type Listed = {
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly version: string;
};

describe('beside the status, the API tells', () => {
  let stage: ApiStage;
  let journeyId: string;

  beforeAll(async () => {
    stage = await ApiStage.open();
    await stage.startWorker();
    journeyId = await stage.enrol(coordinator);
    await signal({ type: 'identifier.assigned', data: { system: 'donation', value: 'W0000' } });
    await rejected();
  });
  afterAll(async () => {
    await stage.close();
  });

  async function signal(event: Pick<JourneyEvent, 'type' | 'data'>): Promise<void> {
    const time = new Date().toISOString();
    const origin = { id: randomUUID(), source: 'urn:v2v:site:northgate', time };
    const handle = stage.client.workflow.getHandle(journeyWorkflowId(journeyId));
    await handle.signal(event.type, { ...origin, ...event });
  }

  /** Ends the journey with a signature, which is checked below. */
  async function rejected(): Promise<void> {
    const data = { reason: 'infection' };
    const content = { journeyId, type: 'reject-eligibility', data, meaning: 'rejected' } as const;
    const signature = await stage.people.signature(physician, content);
    const { type } = content;
    const { body } = await stage.decide(physician, journeyId, { type, data, signature });
    await stage.untilProjected(journeyId, Number(body['version']));
  }

  const of = (path: string): string => `${journeys}/${journeyId}${path}`;

  it('custody, and a sealed file that is checked without a server', async () => {
    const read = await stage.ask(coordinator, 'GET', of('/custody'));
    expect(custody.parse(read.body).steps.map(({ type }) => type)).toContain('identifier.assigned');
    expect(problemOf(await stage.ask(coordinator, 'GET', of('/custody/export')))).toBe('forbidden');
    const exported = await stage.ask(quality, 'GET', of('/custody/export'));
    expect(exported.headers.get('content-disposition')).toContain('attachment');
    const file = custodyFile.parse(exported.body);
    const whole = await proveCustody(JSON.stringify(file));
    expect(whole).toMatchObject({ journeyId, isSealed: true, fault: null });
    expect(whole.records).toBe(file.version);
  });

  it('in such a file which record is the first that somebody touched', async () => {
    const { body } = await stage.ask(quality, 'GET', of('/custody/export'));
    const file = custodyFile.parse(body);
    const touched = (change: (records: typeof file.records) => void): string => {
      const copy = structuredClone(file);
      change(copy.records);
      return JSON.stringify(copy);
    };
    const gone = await proveCustody(touched((records) => records.splice(1, 1)));
    expect(gone).toMatchObject({ isSealed: false, fault: { sequence: 2 } });
    const changed = touched((records) => {
      const [record] = records.splice(2, 1);
      const data = { ...(record?.['data'] as object), actor: { kind: 'system', id: 'another' } };
      records.splice(2, 0, { ...record, data });
    });
    expect(await proveCustody(changed)).toMatchObject({ isSealed: false, fault: { sequence: 3 } });
    const renamed = JSON.stringify({ ...file, exportedBy: 'somebody else' });
    expect(await proveCustody(renamed)).toMatchObject({ isSealed: false, fault: null });
    const otherKey = await proveCustody(JSON.stringify(file), 'another-thumbprint');
    expect(otherKey.isSealed).toBe(false);
  });

  it('the public key by which every signature of the journal is proved', async () => {
    const { body } = await stage.ask(null, 'GET', '/api/v1/signature-keys');
    const [key] = signatureKeys.parse(body).keys;
    if (key === undefined) throw new Error('no key is published');
    const proof = await proveSignatures(stage.database, key);
    expect(proof).toMatchObject({ signatures: 1, faults: [] });
    const forged = await proveSignatures(stage.database, { ...key, x: 'A'.repeat(43) }, journeyId);
    expect(forged.faults).toMatchObject([{ journeyId }]);
  });

  it('dates and toxicities, in the form of the contract', async () => {
    const dates = await stage.ask(coordinator, 'GET', of('/schedule'));
    expect(schedule.parse(dates.body).milestones[0]).toMatchObject({ name: 'enrolment' });
    const asked = { pickupAt: new Date().toISOString() };
    const would = await stage.ask(coordinator, 'POST', of('/schedule/preview'), asked);
    expect(schedulePreview.parse(would.body).links.map(({ link }) => link)).toContain('bed');
    const course = await stage.ask(physician, 'GET', of('/toxicity'));
    expect(toxicity.parse(course.body)).toMatchObject({ grades: [], observations: [] });
  });

  it('who looked at the patient, to the privacy officer alone', async () => {
    await stage.ask(coordinator, 'GET', of('/patient'));
    const { body } = await stage.ask(privacy, 'GET', of('/accesses'));
    expect(body['items']).toContainEqual(
      expect.objectContaining({ subject: coordinator.subject, outcome: 'read' }),
    );
  });

  it('another site’s journey for four hours to whoever says why, on record, and lets nothing be changed', async () => {
    const stranger = person('physician', 'lakeview');
    const status = async () => stage.ask(stranger, 'GET', `${journeys}/${journeyId}`);
    expect(problemOf(await status())).toBe('unknown-journey');
    const given = await stage.ask(stranger, 'POST', '/api/v1/emergency-access', {
      reason: 'unconscious in our emergency department',
      journeyId,
    });
    expect(given.status).toBe(201);
    expect((await status()).status).toBe(200);
    expect((await stage.ask(stranger, 'GET', of('/patient'))).status).toBe(200);
    const decision = { type: 'place-hold', data: { kind: 'manual', reason: 'x' } };
    const decided = await stage.decide(stranger, journeyId, decision);
    expect(problemOf(decided)).toBe('unknown-journey');
    const other = await stage.enrol(coordinator);
    const elsewhere = await stage.ask(stranger, 'GET', `${journeys}/${other}`);
    expect(problemOf(elsewhere)).toBe('unknown-journey');
    const listed = await stage.ask(privacy, 'GET', '/api/v1/emergency-access');
    expect(listed.body['items']).toMatchObject([{ subject: stranger.subject, reviewedBy: null }]);
    const path = `/api/v1/emergency-access/${String(given.body['id'])}/review`;
    const reviewed = await stage.ask(privacy, 'POST', path, { finding: 'justified' });
    expect(reviewed.body).toMatchObject({ reviewedBy: privacy.subject, finding: 'justified' });
    const again = await stage.ask(privacy, 'POST', path, { finding: 'twice' });
    expect(problemOf(again)).toBe('conflict');
    await stage.database
      .updateTable('audit.emergency_access')
      .set({ until: new Date(Date.now() - 1_000).toISOString() })
      .execute();
    expect(problemOf(await status())).toBe('unknown-journey');
  });

  it('whom to call, in which order, as a coordinator of the site gave it', async () => {
    const path = '/api/v1/sites/northgate/on-call';
    const first = { name: 'Dr Vogt', role: 'physician', phone: '+1 555 0199' };
    expect((await stage.ask(physician, 'GET', path)).body).toMatchObject({
      version: 0,
      people: [],
    });
    const changed = await stage.ask(coordinator, 'PUT', path, { people: [first] });
    expect(changed.body).toMatchObject({ version: 1, people: [first] });
    const elsewhere = person('coordinator', 'lakeview');
    expect(problemOf(await stage.ask(elsewhere, 'PUT', path, { people: [first] }))).toBe(
      'not-found',
    );
  });

  it('that a site writes on paper, until it no longer does, and what a shift hands over', async () => {
    const path = '/api/v1/sites/northgate/decisions';
    const data = { siteId: 'northgate', reason: 'network down' };
    const decide = async (type: string) =>
      stage.ask(coordinator, 'POST', path, { type, data }, { 'idempotency-key': randomUUID() });
    expect((await decide('declare-downtime')).body['effects']).toEqual(['downtime.declared']);
    expect(problemOf(await decide('declare-downtime'))).toBe('conflict');
    const again = { 'idempotency-key': 'declared-once' };
    const ended = async () =>
      stage.ask(coordinator, 'POST', path, { type: 'end-downtime', data }, again);
    const first = await ended();
    expect((await ended()).body).toEqual(first.body);
    const other = { type: 'declare-downtime', data };
    expect(problemOf(await stage.ask(coordinator, 'POST', path, other, again))).toBe(
      'idempotency-key-reused',
    );
    expect((await decide('declare-downtime')).status).toBe(200);
    const since = new Date(Date.now() - 3_600_000).toISOString();
    const open = await stage.enrol(coordinator);
    await stage.decide(coordinator, open, {
      type: 'place-hold',
      data: { kind: 'manual', reason: 'insurance' },
    });
    const told = await eventually(async () => {
      const query = `?site=northgate&since=${since}`;
      const { body } = await stage.ask(coordinator, 'GET', `/api/v1/handover${query}`);
      const read = handover.parse(body);
      return read.worse.length > 0 ? read : undefined;
    });
    expect(told).toMatchObject({ downtime: { reason: 'network down' }, zone: 'America/New_York' });
    expect(told.worse).toMatchObject([{ journeyId: open, kind: 'hold' }]);
    expect(told.enrolled.map((one) => one.journeyId)).toContain(journeyId);
    expect((await decide('end-downtime')).body['effects']).toEqual(['downtime.ended']);
  });

  it('a journey to a site it is shared with, which reads and changes nothing', async () => {
    const shared = await stage.enrol(coordinator);
    await stage.untilProjected(shared);
    const there = person('nurse', 'lakeview');
    const read = async () => stage.ask(there, 'GET', `${journeys}/${shared}`);
    expect(problemOf(await read())).toBe('unknown-journey');
    const data = { siteId: 'lakeview' };
    const content = {
      journeyId: shared,
      type: 'share-with-site',
      data,
      meaning: 'approved',
    } as const;
    const signature = await stage.people.signature(physician, content);
    const decided = await stage.decide(physician, shared, { type: content.type, data, signature });
    await stage.untilProjected(shared, Number(decided.body['version']));
    expect((await read()).status).toBe(200);
    const path = `${journeys}/${shared}/facts`;
    const fact = { type: 'vitals.recorded', data: {}, happenedAt: '2026-01-01T00:00:00Z' };
    const key = { 'idempotency-key': randomUUID() };
    const told = await stage.ask(there, 'POST', path, { ...fact, entryMode: 'manual' }, key);
    expect(problemOf(told)).toBe('unknown-journey');
  });

  it('which sites and partners there are, as an administrator gives them anew', async () => {
    const administrator = person('administrator', '*');
    const read = async (what: string) =>
      (await stage.ask(administrator, 'GET', `/api/v1/${what}`)).body as Listed;
    const change = async (what: string, body: object) =>
      stage.ask(administrator, 'PUT', `/api/v1/${what}`, body);
    const { items, version } = await read('sites');
    const named = items.map((site) =>
      site['id'] === 'lakeview' ? { ...site, name: 'Lakeview, new house' } : site,
    );
    const reason = 'they moved';
    const changed = await change('sites', { items: named, reason, version });
    expect(changed.body['items']).toEqual(named);
    expect((await read('sites')).items).toEqual(named);
    const late = await change('sites', { items, reason, version });
    expect(problemOf(late)).toBe('conflict');
    const without = named.filter((site) => site['id'] !== 'northgate');
    expect(problemOf(await change('sites', { items: without, reason }))).toBe('conflict');
    const unclear = named.map((site) => ({ ...site, zone: 'Mars/Olympus' }));
    expect(problemOf(await change('sites', { items: unclear, reason }))).toBe('invalid-body');
    const partners = await read('partners');
    const called = partners.items.map((partner) => ({ ...partner, contact: { ...contact } }));
    const given = await change('partners', { items: called, reason, version: partners.version });
    expect((given.body['items'] as object[])[0]).toMatchObject({ contact });
    expect((await read('partners')).items).toEqual(called);
    expect(problemOf(await stage.ask(coordinator, 'PUT', '/api/v1/sites', {}))).toBe('forbidden');
  });

  it('how journeys went, over all of a person’s sites', async () => {
    const { body } = await stage.ask(quality, 'GET', '/api/v1/metrics/journeys?by=month');
    const figures = metrics.parse(body);
    expect(figures.total.journeys).toBeGreaterThanOrEqual(2);
    expect(figures.attrition).toContainEqual({
      outcome: 'ineligible',
      stageAtEnd: 'eligibility',
      journeys: 1,
    });
    const elsewhere = await stage.ask(
      person('quality', 'lakeview'),
      'GET',
      '/api/v1/metrics/journeys',
    );
    expect(metrics.parse(elsewhere.body).total.journeys).toBe(0);
  });
});
