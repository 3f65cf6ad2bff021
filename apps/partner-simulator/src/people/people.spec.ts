import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { type IdentityChange, identityChange } from '#contracts/http/patient.schema.js';
import { demonstrationNetwork } from '#partners/demonstration-network.js';
import { PartnerRegistry } from '#partners/registry.js';
import { signedHash } from '#signatures/signed-hash.js';
import { exampleStatus } from '../../../../test/partner-simulator/example-status.js';
import { Agenda } from '../agenda/agenda.js';
import { undisturbed } from '../agenda/disturbances.js';
import { Journeys } from '../journeys/journeys.js';
import { referralNumber } from '../journeys/referral.js';
import { simulatedPatient } from '../journeys/simulated-patients.js';
import { placementsAt } from '../network/placements.js';
import type { JourneyStatus, Requirement } from '../story/journey-status.js';
import { Accounts } from './accounts.js';
import { CoordinatorApi } from './coordinator-api.js';
import { DecisionMaker } from './decision-maker.js';
import { People } from './people.js';

const registry = new PartnerRegistry(demonstrationNetwork);
const placements = placementsAt(registry.sites, undefined);
const referral = { seed: 1, index: 1 };
const { siteId, product, indication } = simulatedPatient(referral, placements);
type Decided = {
  readonly key: string;
  readonly by: string;
  readonly body: {
    readonly type: string;
    readonly data: Readonly<Record<string, unknown>>;
    readonly basis: string | null;
    readonly signature?: readonly { readonly idToken: string; readonly meaning: string }[];
  };
};

function waitingFor(requirement: string, decision: string): Requirement {
  return {
    gate: 'some.gate',
    requirement,
    met: false,
    owner: 'physician',
    basis: 'the-basis',
    evidence: [],
    actions: [{ kind: 'decide', name: decision }],
  };
}

function statusWith(changes: Partial<JourneyStatus>): JourneyStatus {
  return exampleStatus({
    sites: { treating: siteId },
    product,
    indication,
    identifiers: [{ system: 'referral', value: referralNumber(referral) }],
    waitingFor: [waitingFor('eligibility-confirmed-by-physician', 'confirm-eligibility')],
    ...changes,
  });
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(String(Buffer.concat(chunks)) || 'null');
}

/** The API and the identity provider behind one address; a token is `account` or `account/nonce`. */
class Site {
  status = statusWith({});
  readonly decided: Decided[] = [];
  readonly introduced: { readonly by: string; readonly body: IdentityChange }[] = [];
  looks = 0;
  answer: { readonly code: number; readonly body: object } = {
    code: 200,
    body: { version: 7, effects: [] },
  };
  private readonly server: Server = createServer((request, response) => {
    void this.serve(request, response);
  });

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { code, body } = await this.answerTo(request);
    response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  private async answerTo(request: IncomingMessage): Promise<{ code: number; body: object }> {
    const { url = '', headers } = request;
    if (url === '/demonstration/tokens') {
      const { account, nonce } = (await bodyOf(request)) as { account: string; nonce?: string };
      const token = nonce === undefined ? account : `${account}/${nonce}`;
      return { code: 200, body: { token, expiresAt: '2100-01-01T00:00:00.000Z' } };
    }
    if (url.endsWith('/decisions')) {
      const body = (await bodyOf(request)) as Decided['body'];
      const by = String(headers.authorization).replace('Bearer ', '');
      this.decided.push({ key: String(headers['idempotency-key']), by, body });
      return this.answer;
    }
    if (url.endsWith('/patient')) {
      const body = identityChange.parse(await bodyOf(request));
      this.introduced.push({ by: String(headers.authorization).replace('Bearer ', ''), body });
      return { code: 200, body: { journeyId: 'J1', version: 1 } };
    }
    if (url.includes('?')) {
      const { outcome, journeyId, version } = this.status;
      const items = outcome === null ? [{ ...listed, journeyId, version }] : [];
      return { code: 200, body: { items, nextCursor: null } };
    }
    this.looks += 1;
    return { code: 200, body: this.status };
  }
}

const listed = {
  stage: 'eligibility',
  stageSince: '2026-03-02T09:00:00.000Z',
  sites: { treating: siteId, collection: siteId },
  product,
  indication,
  criticality: 'stable',
  holds: [],
  nextDeadline: null,
  dataGaps: [],
  enrolledAt: '2026-03-02T09:00:00.000Z',
  outcome: null,
  stageAtEnd: null,
};

describe('people at a site', () => {
  let site: Site;
  let people: People;
  let agenda: Agenda;

  beforeEach(async () => {
    site = new Site();
    const url = await site.open();
    const accounts = new Accounts(url);
    const api = new CoordinatorApi(url, accounts);
    agenda = new Agenda(1, undisturbed);
    people = new People({
      api,
      decisions: new DecisionMaker(api, accounts),
      journeys: new Journeys(registry, placements, 1, (journeyId) => api.status(journeyId)),
      agenda,
      now: () => Date.parse('2026-03-02T09:00:00.000Z'),
      pace: { listMs: 1, ripeningMs: 60_000, refusedMs: 60_000 },
      logger: pino({ level: 'silent' }),
    });
  });

  afterEach(() => site.close());

  it('sign what they decide with a token made for exactly that record', async () => {
    await people.round();
    const [{ by, body } = { by: '', body: undefined }] = site.decided;
    const record = { journeyId: 'J1', type: 'confirm-eligibility', data: {}, basis: 'the-basis' };
    const hash = signedHash({ ...record, meaning: 'approved' });
    expect(by).toBe(`physician-${siteId}`);
    expect(body).toEqual({
      type: 'confirm-eligibility',
      data: {},
      basis: 'the-basis',
      signature: [{ idToken: `physician-${siteId}/${hash}`, meaning: 'approved' }],
    });
  });

  it('say who the patient is, once, where only a referral came, and decide nothing before', async () => {
    const unknown = waitingFor('identity-recorded', 'patient.identified');
    site.status = statusWith({ waitingFor: [unknown] });
    await people.round();
    await people.round();
    const [{ by, body } = { by: '', body: undefined }] = site.introduced;
    const data = { reason: 'referred', patient: body?.patient };
    const record = { journeyId: 'J1', type: 'patient.identity', data, basis: null };
    const hash = signedHash({ ...record, meaning: 'approved' });
    expect(by).toBe(`coordinator-${siteId}`);
    expect(body?.signature).toEqual({
      idToken: `coordinator-${siteId}/${hash}`,
      meaning: 'approved',
    });
    expect(body?.patient.recordNumber).toMatch(/^CANARY-/);
    expect(site.introduced).toHaveLength(1);
    expect(site.decided).toEqual([]);
  });

  it('are two where two have to sign', async () => {
    site.status = statusWith({
      stage: 'lymphodepletion',
      waitingFor: [waitingFor('identity-verified-by-two', 'verify-product-identity')],
      material: {
        donations: [],
        batches: [{ batchId: 'LOT-1', attempt: 1, status: 'released' }],
        bags: [{ bagId: 'LOT-1-1', batchId: 'LOT-1' }],
        shipments: [],
      },
    });
    await people.round();
    const signers = site.decided[0]?.body.signature?.map(({ idToken }) => idToken.split('/')[0]);
    expect(signers).toEqual([`nurse-${siteId}`, `nurse-2-${siteId}`]);
  });

  it('decide once and look again when the effect can be seen', async () => {
    await people.round();
    await people.round();
    expect(site.decided).toHaveLength(1);
    site.status = statusWith({ version: 7, waitingFor: [] });
    await people.round();
    expect(site.looks).toBeGreaterThan(1);
    expect(site.decided).toHaveLength(1);
  });

  it('look again at once when the ground of a decision has changed', async () => {
    site.answer = { code: 409, body: { code: 'basis-changed', version: 5 } };
    await people.round();
    site.answer = { code: 200, body: { version: 7, effects: [] } };
    await people.round();
    expect(site.decided.map(({ key }) => key)[1]).toBe(site.decided[0]?.key);
  });

  it('repeat under the same key what nobody answered', async () => {
    site.answer = { code: 503, body: { code: 'no-worker' } };
    expect(await people.round()).toBe(false);
    site.answer = { code: 200, body: { version: 7, effects: [] } };
    expect(await people.round()).toBe(true);
    expect(site.decided[1]).toEqual(site.decided[0]);
  });

  it('do not insist at once on what was refused', async () => {
    site.answer = { code: 409, body: { code: 'decision-refused', version: 6 } };
    await people.round();
    site.status = statusWith({ version: 6 });
    await people.round();
    expect(site.decided).toHaveLength(1);
  });

  it('leave journeys alone that somebody else has enrolled', async () => {
    site.status = statusWith({ identifiers: [] });
    await people.round();
    await people.round();
    expect(site.decided).toEqual([]);
    expect(site.looks).toBe(2);
  });

  it('let nothing more be published about a journey that is closed', async () => {
    await people.round();
    agenda.plan([
      {
        topic: 'clinic.events.v1',
        id: 'one',
        source: 'urn:v2v:site:northgate',
        type: 'coverage.approved',
        subject: 'J1',
        time: '2026-03-04T09:00:00.000Z',
        requestid: 'J1/eligibility.requested/1',
        data: {},
      },
    ]);
    site.status = statusWith({ stage: 'closed', outcome: 'withdrawn', version: 9 });
    await people.round();
    expect(agenda.due(Date.parse('2026-03-05T09:00:00.000Z'))).toEqual([]);
  });
});
