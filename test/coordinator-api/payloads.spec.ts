import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { EncryptingCodec } from '#temporal/payload-codec.js';
import { PayloadKeyRing } from '#temporal/payload-key-ring.js';
import type { WrittenPayload } from '#temporal/payload-reader.js';
import { someJourneyId } from '../event-intake/intake-stage.js';
import { testPayloadKeys } from '../workflow/payload-keys.js';
import { ApiStage, codecSecretPath, problemOf, temporalUiOrigin } from './api-stage.js';
import { person } from './people.js';

const operator = person('operations');
const path = '/codec/decode';
const canary = 'a word nobody may read';

async function written(value: unknown, keys = testPayloadKeys): Promise<WrittenPayload> {
  const codec = new EncryptingCodec(new PayloadKeyRing(keys));
  const [payload] = await codec.encode([defaultPayloadConverter.toPayload(value)]);
  return inJson(payload!);
}

function inJson({ metadata, data }: Payload): WrittenPayload {
  const named = Object.entries(metadata!).map(([name, value]) => [name, base64(value)]);
  return { metadata: Object.fromEntries(named) as Record<string, string>, data: base64(data!) };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

describe('payloads for Temporal’s page', () => {
  let stage: ApiStage;

  beforeAll(async () => {
    stage = await ApiStage.open();
  });
  afterAll(async () => stage.close());

  async function audited() {
    return stage.database
      .selectFrom('audit.operation')
      .select(['subject', 'action', 'about'])
      .orderBy('id')
      .execute();
  }

  it('are read for operations, who are written down with the journeys', async () => {
    const journeyId = someJourneyId();
    const value = { journeyId, canary };
    const { status, body } = await stage.ask(operator, 'POST', path, {
      payloads: [await written(value), inJson(defaultPayloadConverter.toPayload('plain'))],
    });
    expect(status).toBe(200);
    const [first, second] = body['payloads'] as WrittenPayload[];
    expect(JSON.parse(Buffer.from(first!.data!, 'base64').toString())).toEqual(value);
    expect(first!.metadata).toEqual({ encoding: base64(Buffer.from('json/plain')) });
    expect(Buffer.from(second!.data!, 'base64').toString()).toBe('"plain"');
    expect((await audited()).at(-1)).toEqual({
      subject: operator.subject,
      action: 'read-payloads',
      about: { payloads: 2, unreadable: 0, journeys: [journeyId] },
    });
  });

  it('stay as they are when their key is gone', async () => {
    const foreign = await written(canary, [{ id: 'gone', key: randomBytes(32) }]);
    const { body } = await stage.ask(operator, 'POST', path, { payloads: [foreign] });
    expect(body['payloads']).toEqual([foreign]);
    expect((await audited()).at(-1)).toMatchObject({ about: { payloads: 1, unreadable: 1 } });
  });

  it('are read for nobody else, and nothing is written down then', async () => {
    const before = await audited();
    const body = { payloads: [await written(canary)] };
    expect(problemOf(await stage.ask(null, 'POST', path, body))).toBe('unauthenticated');
    expect(problemOf(await stage.ask(person('physician'), 'POST', path, body))).toBe('forbidden');
    const guess = `/codec/${randomBytes(32).toString('base64url')}/decode`;
    expect(problemOf(await stage.ask(null, 'POST', guess, body))).toBe('not-found');
    expect(await audited()).toEqual(before);
  });

  it('are read by the secret path of a demonstration', async () => {
    const body = { payloads: [await written(canary)] };
    const answer = await stage.ask(null, 'POST', `/codec/${codecSecretPath}/decode`, body);
    expect(answer.status).toBe(200);
    expect((await audited()).at(-1)).toMatchObject({
      subject: 'whoever looks at the demonstration',
    });
  });

  it.each([[{}], [{ payloads: [{ data: '%' }] }], [{ payloads: 'x' }]])(
    'are not guessed from %j',
    async (body) => {
      expect(problemOf(await stage.ask(operator, 'POST', path, body))).toBe('invalid-body');
    },
  );

  it('may be as large as Temporal takes them', async () => {
    const large = await written('x'.repeat(1_500_000));
    const { status } = await stage.ask(operator, 'POST', path, { payloads: [large] });
    expect(status).toBe(200);
  });

  it('are given to Temporal’s page and to no other', async () => {
    const asking = (origin: string) =>
      stage.ask(null, 'OPTIONS', path, undefined, {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,x-namespace',
      });
    const { status, headers } = await asking(temporalUiOrigin);
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe(temporalUiOrigin);
    expect(headers.get('access-control-allow-headers')).toContain('authorization');
    const other = await asking('https://elsewhere.example');
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
    const elsewhere = await stage.ask(operator, 'GET', '/api/v1/sites', undefined, {
      origin: temporalUiOrigin,
    });
    expect(elsewhere.headers.get('access-control-allow-origin')).toBeNull();
  });
});
