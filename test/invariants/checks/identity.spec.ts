import { describe, expect, it } from '@jest/globals';
import { checkIdentity, tracesIn } from './identity.js';

const identity = 'Ottilie Canaryfeather-00001';

describe('identity in the clear', () => {
  it('is found in plain text', () => {
    expect(tracesIn(Buffer.from(`{"name":"${identity}"}`))).toBe(1);
    expect(tracesIn(Buffer.from('CANARY-NOR-00001'))).toBe(1);
  });

  it('is found in base64, however it is aligned', () => {
    for (const before of ['', 'a', 'ab']) {
      const text = Buffer.from(`${before}${identity}`).toString('base64');
      expect(tracesIn(Buffer.from(`"${text}"`))).toBe(1);
    }
  });

  it('is not found where there is none', () => {
    expect(tracesIn(Buffer.from('V2V-1 canary yellow'))).toBe(0);
  });

  it('is reported with its place and never itself', () => {
    const { held, detail } = checkIdentity([
      { place: 'Kafka', amount: 100, unit: 'bytes', found: 0 },
      { place: 'table read_model.record', amount: 3, unit: 'rows', found: 2 },
    ]);
    expect(held).toBe(false);
    expect(detail).toBe(
      'table read_model.record holds identity 2 times (2 places, 100 bytes, 3 rows)',
    );
  });
});
