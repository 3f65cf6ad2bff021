import { describe, expect, it } from '@jest/globals';
import { hazardFor, leavingShare } from './waiting-hazard.js';

describe('the hazard of waiting', () => {
  const waits = [20, 30, 45, 60, 120];

  it('makes the share leave that it was asked for', () => {
    for (const share of [0, 0.05, 0.2, 0.6]) {
      expect(leavingShare(hazardFor(share, waits), waits)).toBeCloseTo(share, 9);
    }
  });

  it('costs more patients the longer they wait', () => {
    const hazard = hazardFor(0.2, waits);
    const longer = waits.map((days) => days + 14);
    expect(leavingShare(hazard, longer)).toBeGreaterThan(0.2);
  });
});
