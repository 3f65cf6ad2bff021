import { describe, expect, it } from '@jest/globals';
import { identityClock } from '#domain/time/clock.js';
import { configurationFrom } from './configuration.js';

const scaled = JSON.stringify({
  wallOrigin: '2026-03-01T00:00:00.000Z',
  journeyOrigin: '2026-03-01T00:00:00.000Z',
  scale: 86_400,
});

describe('the configuration of a process', () => {
  it('holds the sections asked for and nothing else, frozen', () => {
    const read = configurationFrom({ KAFKA_BROKERS: 'a:1, b:2' }, ['kafka', 'service']);
    expect(read.kafka).toEqual({ brokers: ['a:1', 'b:2'] });
    expect(read.service).toMatchObject({ logLevel: 'info', environment: 'production' });
    expect(Object.isFrozen(read)).toBe(true);
  });

  it('names every missing or malformed variable at once and repeats no value', () => {
    const environment = { DATABASE_URL: 'secret-but-wrong', VAULT_KEY: 'c2hvcnQ' };
    expect(() => configurationFrom(environment, ['kafka', 'database', 'vault'])).toThrow(
      /KAFKA_BROKERS is missing.*DATABASE_URL expected.*VAULT_KEY expected 32 bytes/,
    );
    expect(() => configurationFrom(environment, ['database'])).not.toThrow(/secret/);
  });

  it('takes wall time as journey time unless told otherwise', () => {
    expect(configurationFrom({}, ['clock']).clock).toEqual(identityClock);
    const demonstration = { ENVIRONMENT: 'demonstration', JOURNEY_CLOCK: scaled };
    expect(configurationFrom(demonstration, ['clock']).clock.scale).toBe(86_400);
  });

  it('refuses a clock other than wall time in production', () => {
    expect(() => configurationFrom({ JOURNEY_CLOCK: scaled }, ['clock'])).toThrow(/JOURNEY_CLOCK/);
  });

  it('takes keys of payloads newest first, and no two of one name', () => {
    const [a, b] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    const [first, second] = [
      `2026-b:${b.toString('base64url')}`,
      `2026-a:${a.toString('base64url')}`,
    ];
    const read = configurationFrom({ TEMPORAL_PAYLOAD_KEYS: `${first}, ${second}` }, ['payloads']);
    expect(read.payloads.keys).toEqual([
      { id: '2026-b', key: b },
      { id: '2026-a', key: a },
    ]);
    for (const wrong of ['', `${first},`, `${first},${first}`, 'a:c2hvcnQ', second.slice(7)]) {
      expect(() => configurationFrom({ TEMPORAL_PAYLOAD_KEYS: wrong }, ['payloads'])).toThrow(
        /TEMPORAL_PAYLOAD_KEYS expected id:key/,
      );
    }
  });

  it('lets nobody read payloads by a secret path outside a demonstration', () => {
    const secret = Buffer.alloc(32, 3).toString('base64url');
    const origins = 'http://127.0.0.1:8233, http://localhost:8233';
    const demonstration = {
      ENVIRONMENT: 'demonstration',
      CODEC_SECRET_PATH: secret,
      TEMPORAL_UI_ORIGIN: origins,
    };
    expect(configurationFrom(demonstration, ['codec']).codec).toEqual({
      uiOrigins: ['http://127.0.0.1:8233', 'http://localhost:8233'],
      secretPath: secret,
    });
    const production = { CODEC_SECRET_PATH: secret };
    expect(() => configurationFrom(production, ['codec'])).toThrow(/CODEC_SECRET_PATH expected/);
    expect(configurationFrom({}, ['codec']).codec).toEqual({ uiOrigins: [] });
  });

  it('finds the keys of the identity provider beside its issuer', () => {
    const { identity } = configurationFrom({ OIDC_ISSUER: 'http://127.0.0.1:3001/' }, ['identity']);
    expect(identity.jwksUri).toBe('http://127.0.0.1:3001/jwks');
  });
});
