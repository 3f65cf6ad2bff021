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

  it('finds the keys of the identity provider beside its issuer', () => {
    const { identity } = configurationFrom({ OIDC_ISSUER: 'http://127.0.0.1:3001/' }, ['identity']);
    expect(identity.jwksUri).toBe('http://127.0.0.1:3001/jwks');
  });
});
