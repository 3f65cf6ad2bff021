import { describe, expect, it } from '@jest/globals';
import { refuseFreshOfGivenServers } from './fresh-start.js';

describe('a start that begins anew', () => {
  it.each(['KAFKA_BROKERS', 'DATABASE_URL', 'TEMPORAL_ADDRESS'])(
    'is refused with the server of %s, which it would not empty',
    (name) => {
      const refused = { code: 'fresh-with-given-servers', remedy: expect.stringContaining(name) };
      expect(() => refuseFreshOfGivenServers({ [name]: 'somewhere' })).toThrow(
        expect.objectContaining(refused),
      );
    },
  );

  it('may have servers of its own', () => {
    expect(() => refuseFreshOfGivenServers({ KAFKA_BROKERS: '' })).not.toThrow();
  });
});
