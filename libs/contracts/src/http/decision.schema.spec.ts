import { describe, expect, it } from '@jest/globals';
import { decisionData } from './decision.schema.js';

const { 'withdraw-patient': withdrawal, 'plan-bridging': bridging } = decisionData;

describe('the data of a decision', () => {
  it.each(['treatment', 'registry', 'retained-cells'])('withdraws the consent to %s', (scope) => {
    expect(withdrawal.safeParse({ scope, reason: 'wish' }).success).toBe(true);
  });

  it('withdraws nothing to which nobody consents', () => {
    expect(withdrawal.safeParse({ scope: 'everything', reason: 'wish' }).error?.issues).toEqual([
      expect.objectContaining({ path: ['scope'] }),
    ]);
  });

  it('bridges by the known kinds of therapy alone', () => {
    const plan = { modality: 'steroid', regimen: 'dexamethasone', from: '2026-03-01' };
    expect(bridging.safeParse(plan).success).toBe(true);
    expect(bridging.safeParse({ ...plan, modality: 'prayer' }).error?.issues).toEqual([
      expect.objectContaining({ path: ['modality'] }),
    ]);
  });

  it('gives a reason in at most 200 characters', () => {
    const { 'reject-eligibility': rejection } = decisionData;
    expect(rejection.safeParse({ reason: 'x'.repeat(200) }).success).toBe(true);
    expect(rejection.safeParse({ reason: 'x'.repeat(201) }).success).toBe(false);
  });
});
