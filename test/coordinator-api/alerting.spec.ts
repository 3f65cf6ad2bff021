import { createHmac, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import { alertChannels } from '../../apps/coordinator-api/src/alerts/alert-channels.js';
import { AlertPager } from '../../apps/coordinator-api/src/alerts/alert-pager.js';
import {
  ownServingGeneration,
  tablesWithin,
} from '../../apps/journal-projector/src/generations/generation.js';
import { writeJourneys } from '../../apps/journal-projector/src/read-model.js';
import type { JourneyState } from '#domain/journey/state.js';
import { identityClock } from '#domain/time/clock.js';
import { createLogger } from '#observability/logger.js';
import { demonstrationNetwork } from '#partners/demonstration-network.js';
import { PartnerRegistry } from '#partners/registry.js';
import { products } from '#products/products.js';
import { AlertPages } from '#register/alert-pages.js';
import { OnCallLists } from '#register/on-call-lists.js';
import { journeyIn } from '../../libs/domain/test-journeys/story.js';
import { type TestDatabase, testDatabase } from './test-database.js';

const key = randomBytes(32);
const alertId = 'assessment-missed/day-3';
const vogt = { name: 'Dr Vogt', role: 'physician', phone: '+1 555 0199', email: 'vogt@x.example' };
const ward = { name: 'Ward 7', role: 'nurse', phone: '+1 555 0177', email: 'ward@x.example' };

type Called = { readonly id: string; readonly isSigned: boolean; readonly address: string };

describe('people on call', () => {
  let test: TestDatabase;
  let smtp: SMTPServer;
  let webhook: Server;
  let pager: AlertPager;
  let pages: AlertPages;
  let journeyId: string;
  let sequence = 1_000;
  const mails: string[] = [];
  const calls: Called[] = [];
  let refusals = 0;

  beforeAll(async () => {
    test = await testDatabase();
    smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, _session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          mails.push(Buffer.concat(chunks).toString());
          done();
        });
      },
    });
    await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
    webhook = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        const id = String(request.headers['webhook-id']);
        const signed = `${id}.${String(request.headers['webhook-timestamp'])}.${body}`;
        const expected = createHmac('sha256', key).update(signed).digest('base64');
        const isSigned = request.headers['webhook-signature'] === `v1,${expected}`;
        const { recipient } = JSON.parse(body) as { recipient: { address: string } };
        calls.push({ id, isSigned, address: recipient.address });
        refusals -= 1;
        response.writeHead(refusals >= 0 ? 503 : 204).end();
      });
    });
    await new Promise<void>((resolve) => webhook.listen(0, '127.0.0.1', resolve));
    const mailPort = (smtp.server.address() as AddressInfo).port;
    const { port } = webhook.address() as AddressInfo;
    const { database } = test;
    pages = new AlertPages(database);
    const onCall = new OnCallLists(database);
    await onCall.change('northgate', [vogt, ward], 'coordinator-1');
    pager = new AlertPager({
      database,
      pages,
      onCall,
      registry: new PartnerRegistry(demonstrationNetwork),
      channels: alertChannels({
        mail: { url: `smtp://127.0.0.1:${mailPort}`, from: 'alerts@v2v.example' },
        webhook: { url: `http://127.0.0.1:${port}/`, key },
        publicUrl: undefined,
      }),
      clock: identityClock,
      environment: 'demonstration',
      publicUrl: 'https://v2v.example',
      logger: createLogger('alerting-spec', 'silent'),
    });
  });
  beforeEach(() => {
    mails.length = 0;
    calls.length = 0;
    refusals = 0;
  });
  afterAll(async () => {
    await new Promise<void>((resolve) => smtp.close(resolve));
    await new Promise((resolve) => webhook.close(resolve));
    await test.stop();
  });

  /** A journey whose journal raises an alert, seen at `site`, answered or not. */
  async function raised(level: number, change: Readonly<Record<string, string | null>> = {}) {
    const { acknowledgedBy = null, site = 'northgate', at = new Date().toISOString() } = change;
    const rules = products().find(({ id }) => id === 'tisagenlecleucel')?.versions[0];
    if (rules === undefined) throw new Error('no rules are known');
    const { state } = journeyIn('monitoring', rules);
    journeyId = state.journeyId;
    const alert = { alertId, kind: 'assessment-missed', severity: 'immediate', raisedAt: at ?? '' };
    const seen = {
      ...state,
      enrolment: { ...state.enrolment, sites: { treating: site, collection: site } },
      alerts: [{ ...alert, acknowledgedBy, level }],
    } as JourneyState;
    sequence += 1;
    const detail = { alertId, severity: 'immediate', level };
    await test.database.transaction().execute(async (transaction) => {
      const tables = tablesWithin(transaction, await ownServingGeneration(transaction));
      await tables.deleteFrom('journey').execute();
      await writeJourneys(tables, [{ before: null, state: seen }]);
      await tables
        .insertInto('record')
        .values({
          journey_id: journeyId,
          sequence,
          type: 'alert.raised',
          time: at ?? '',
          record: JSON.stringify({ data: { detail } }),
          partition: 0,
          offset: sequence,
        })
        .execute();
      await tables
        .insertInto('projection_offset')
        .values({ partition: 0, next: sequence + 1 })
        .onConflict((conflict) => conflict.column('partition').doUpdateSet({ next: sequence + 1 }))
        .execute();
    });
  }

  async function outcomes(): Promise<readonly (string | null)[]> {
    const rows = await test.database
      .selectFrom('register.alert_page')
      .select('outcome')
      .where('sequence', '=', sequence)
      .execute();
    return rows.map(({ outcome }) => outcome);
  }

  it('are told by mail and telephone, the first of the list, each once', async () => {
    await raised(1);
    await pager.page();
    await pager.page();
    expect(mails.length).toBe(1);
    expect(mails[0]).toContain('To: Dr Vogt <vogt@x.example>');
    expect(mails[0]).toMatch(/Message-ID: <[0-9a-f]{32}@v2v\.example>/);
    expect(mails[0]).toContain('[DEMONSTRATION]');
    expect(mails[0]).toContain(journeyId);
    expect(calls).toEqual([{ id: expect.any(String), isSigned: true, address: vogt.phone }]);
    expect(await outcomes()).toEqual(['sent', 'sent']);
  });

  it('are all told when nobody answered', async () => {
    await raised(3);
    await pager.page();
    expect(calls.map(({ address }) => address).toSorted()).toEqual([ward.phone, vogt.phone]);
    expect(mails.length).toBe(2);
  });

  it('are told again under the same name until the message is taken', async () => {
    await raised(2);
    refusals = 1;
    await pager.page();
    expect(new Set(await outcomes())).toEqual(new Set(['sent', null]));
    await test.database
      .updateTable('register.alert_page')
      .set({ next_attempt_at: new Date(0).toISOString() })
      .where('outcome', 'is', null)
      .execute();
    await pager.page();
    expect(calls.length).toBe(2);
    expect(new Set(calls.map(({ id }) => id)).size).toBe(1);
    expect(await outcomes()).toEqual(['sent', 'sent']);
  });

  it('are not told of what was answered, nor of what was long ago', async () => {
    await raised(1, { acknowledgedBy: 'nurse-1' });
    await pager.page();
    expect(await outcomes()).toEqual(['answered', 'answered']);
    await raised(1, { at: new Date(Date.now() - 7_200_000).toISOString() });
    await pager.page();
    expect(await outcomes()).toEqual([]);
    expect([mails, calls]).toEqual([[], []]);
  });

  it('who are nobody are missed where operations look', async () => {
    await raised(1, { site: 'lakeview' });
    await pager.page();
    expect(await outcomes()).toEqual(['nobody-on-call']);
    const trouble = await pages.troubleSince(new Date(0).toISOString());
    expect(trouble).toEqual({ onTheWay: 0, givenUp: 0, nobodyOnCall: 1 });
  });
});
