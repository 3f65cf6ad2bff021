import { afterEach, describe, expect, it } from '@jest/globals';
import { temporalSection } from './temporal-section.js';

describe('the namespace of a stack', () => {
  const before = process.env['TEMPORAL_NAMESPACE'];

  afterEach(() => {
    if (before === undefined) delete process.env['TEMPORAL_NAMESPACE'];
    else process.env['TEMPORAL_NAMESPACE'] = before;
  });

  it('is the one its services read in their environment', () => {
    process.env['TEMPORAL_NAMESPACE'] = 'rehearsal';
    expect(temporalSection('127.0.0.1:1')).toEqual({
      address: '127.0.0.1:1',
      namespace: 'rehearsal',
    });
  });

  it('is the usual one when none is named', () => {
    delete process.env['TEMPORAL_NAMESPACE'];
    expect(temporalSection('127.0.0.1:1').namespace).toBe('vein-to-vein');
  });
});
