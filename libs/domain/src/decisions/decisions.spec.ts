import { describe, expect, it } from '@jest/globals';
import { decisionData } from '#contracts/http/decision.schema.js';
import { sliceFor } from '#products/products.js';
import { tellLymphodepletion } from '../../test-journeys/scenes.js';
import { journeyIn, leave } from '../../test-journeys/story.js';
import { protocol } from '../protocol.js';
import { type WaitingFor, waitingForOf } from '../status/waiting-for.js';
import { decisionTable, type DecisionType, decisionRule, meaningOf } from './decision-table.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

const offTheShelf = sliceFor({
  product: 'illustrative-off-the-shelf',
  indication: 'lbcl',
  jurisdiction: 'US',
  date: '2026-03-02',
});
/** A stage of products off the shelf is told of one. */
const rulesIn = (stage: string) => (stage === 'allocation' ? offTheShelf : rules);

/** The contract's table for the decisions of this version: roles, signed, persons, meaning. */
const contract: {
  readonly [T in DecisionType]: readonly [readonly string[], boolean, 1 | 2, string?];
} = {
  'allocate-unit': [['physician'], true, 1, 'approved'],
  'order-safety-switch': [['physician'], true, 2, 'approved'],
  'attribute-finding': [['physician', 'nurse'], false, 1],
  'acknowledge-alert': [['coordinator', 'physician', 'quality'], false, 1],
  'place-hold': [['coordinator', 'physician', 'quality'], false, 1],
  'accept-referral': [['coordinator', 'physician', 'quality'], false, 1],
  'decline-referral': [['coordinator', 'physician', 'quality'], false, 1],
  'assign-task': [['coordinator', 'physician', 'quality'], false, 1],
  'select-product': [['physician'], true, 1, 'approved'],
  'change-schedule': [['coordinator'], false, 1],
  'accept-material': [['quality'], true, 1, 'approved'],
  'dispose-material': [['quality'], true, 1, 'approved'],
  'request-out-of-specification-supply': [['physician', 'quality'], true, 2, 'approved'],
  'accept-out-of-specification': [['physician', 'quality'], true, 2, 'approved'],
  'refuse-out-of-specification': [['physician', 'quality'], true, 2, 'rejected'],
  'hold-lymphodepletion': [['physician'], true, 1, 'approved'],
  'waive-lymphodepletion': [['physician'], true, 1, 'approved'],
  'override-requirement': [['physician', 'quality'], true, 1, 'approved'],
  'adopt-rules': [['physician'], true, 1, 'approved'],
  'transfer-site': [['physician', 'coordinator'], true, 1, 'approved'],
  'share-with-site': [['physician', 'coordinator'], true, 1, 'approved'],
  'lift-hold': [['quality', 'coordinator'], true, 1, 'approved'],
  'confirm-eligibility': [['physician'], true, 1, 'approved'],
  'reject-eligibility': [['physician'], true, 1, 'rejected'],
  'defer-eligibility': [['physician'], true, 1, 'reviewed'],
  'book-schedule': [['coordinator'], false, 1],
  'accept-low-yield': [['physician'], true, 1, 'approved'],
  'request-second-apheresis': [['physician'], true, 1, 'approved'],
  'plan-bridging': [['physician'], true, 1, 'approved'],
  'order-remanufacture': [['quality'], true, 1, 'approved'],
  'dispose-excursion': [['quality'], true, 1, 'approved'],
  'authorize-lymphodepletion': [['physician'], true, 1, 'approved'],
  'repeat-lymphodepletion': [['physician'], true, 1, 'approved'],
  'verify-product-identity': [
    ['nurse', 'physician', 'cell-processing', 'pharmacist'],
    true,
    2,
    'verified',
  ],
  'authorize-infusion': [['physician'], true, 1, 'approved'],
  'withdraw-authorization': [['physician'], true, 1, 'approved'],
  'confirm-toxicity-grade': [['physician', 'nurse'], false, 1],
  discharge: [['physician'], true, 1, 'approved'],
  'close-monitoring': [['physician'], true, 1, 'approved'],
  'resolve-identity-mismatch': [['quality'], true, 2, 'verified'],
  'answer-review': [['quality', 'physician'], true, 1, 'reviewed'],
  'retract-record': [['quality'], true, 2, 'reviewed'],
  'reopen-journey': [['quality'], true, 2, 'approved'],
  'start-new-course': [['physician', 'coordinator'], true, 1, 'approved'],
  'withdraw-patient': [['physician', 'coordinator'], true, 1, 'approved'],
  'close-journey': [['physician', 'coordinator'], true, 1, 'approved'],
};

describe('the decision table', () => {
  it.each(Object.entries(contract))('has %s as in the contract', (type, row) => {
    const [roles, signed, persons, meaning = null] = row;
    expect(decisionRule(type)).toMatchObject({ roles, signed, persons, meaning });
  });

  it('has no decision more, and data for every one', () => {
    expect(Object.keys(decisionTable).toSorted()).toEqual(Object.keys(contract).toSorted());
    expect(Object.keys(decisionData).toSorted()).toEqual(
      expect.arrayContaining(Object.keys(contract).toSorted()),
    );
  });

  it('names only requirements that their gates have', () => {
    for (const [type, { meets, needs }] of Object.entries(decisionTable).map(
      ([name]) => [name, decisionRule(name)!] as const,
    )) {
      if (meets === undefined) continue;
      const { stage } = protocol.find(({ gate, inner }) => [...inner, gate].includes(meets.gate))!;
      const ids = journeyIn(stage, rulesIn(stage))
        .gate(meets.gate)
        .requirements.map((one) => one.id);
      const named = [meets.requirement, ...(Array.isArray(needs) ? needs : [])];
      expect([type, named.filter((id) => !ids.includes(String(id)))]).toEqual([type, []]);
    }
  });

  it('lets a rejecting disposition say so', () => {
    expect(meaningOf('dispose-excursion', { disposition: 'rejected' })).toBe('rejected');
    expect(meaningOf('dispose-excursion', { disposition: 'acceptable' })).toBe('approved');
    expect(meaningOf('no-decision', {})).toBeNull();
  });
});

describe('a decision', () => {
  it('is answered from its receipt when it is repeated, also later and elsewhere in the journey', () => {
    const journey = journeyIn('scheduling', rules);
    const hold = { kind: 'manual', reason: 'r' };
    const first = journey.decide('place-hold', hold, { key: 'k', body: 'b' });
    const count = journey.records.length;
    journey.later(500);
    expect(journey.decide('place-hold', hold, { key: 'k', body: 'b' })).toEqual(first);
    expect(journey.decide('place-hold', hold, { key: 'k', body: 'other' })).toMatchObject({
      outcome: 'conflict',
      code: 'key-reused',
    });
    expect(journey.records).toHaveLength(count);
  });

  it('that is refused is journalled with what is missing, and refused again from its receipt', () => {
    const journey = journeyIn('eligibility', rules);
    const first = journey.decide('confirm-eligibility', {}, { key: 'k' });
    expect(first).toMatchObject({ outcome: 'refused', code: 'requirements-unmet' });
    expect(journey.records.at(-1)).toMatchObject({ type: 'decision.refused' });
    expect(journey.decide('confirm-eligibility', {}, { key: 'k' })).toEqual(first);
  });

  it('conflicts when what it rests on has changed, and not when something else has', () => {
    const journey = tellLymphodepletion(journeyIn('lymphodepletion', rules));
    const scanned = { batchId: 'B1', bagId: 'P1', scannedCoi: journey.state.journeyId };
    const seen = journey.fork().decide('verify-product-identity', scanned, { persons: ['n-1'] });
    expect(seen.outcome).toBe('awaiting-second');
    const basis = journey.fork();
    basis.decide('verify-product-identity', scanned, { persons: ['n-1'] });
    const known = String(basis.records.at(-1)?.data.detail?.['basis']);
    journey.tell('vitals.recorded', { celsius: 37, measuredAt: journey.now });
    expect(
      journey.fork().decide('verify-product-identity', scanned, { persons: ['n-1'], basis: known })
        .outcome,
    ).toBe('awaiting-second');
    journey.tell('medicine-stock.withdrawn', { drug: 'tocilizumab' });
    expect(
      journey.decide('verify-product-identity', scanned, { persons: ['n-1'], basis: known }),
    ).toMatchObject({ outcome: 'conflict', code: 'basis-changed' });
  });

  it.each([
    ['outbound-shipment', 'lift-hold'],
    ['monitoring', 'confirm-toxicity-grade'],
    ['leukapheresis', 'request-second-apheresis'],
    ['lymphodepletion', 'verify-product-identity'],
  ] as const)('in %s takes the basis of the requirement that offers %s', (stage, type) => {
    const journey = journeyIn(stage, rules);
    if (stage === 'outbound-shipment')
      journey.decide('place-hold', { kind: 'manual', reason: 'r' });
    if (stage === 'monitoring') {
      journey.tell('vitals.recorded', { celsius: 39.5, measuredAt: journey.now });
    }
    const offers = (): readonly WaitingFor[] =>
      waitingForOf(journey.state, journey.now, journey.digest).filter(({ actions }) =>
        actions.some((action) => action.name === type),
      );
    const [offer] = offers();
    expect(offers().length).toBeGreaterThan(0);
    for (const { basis } of offers()) {
      expect(journey.fork().decide(type, {}, { basis }).outcome).not.toBe('conflict');
    }
    journey.tell('death.reported', { diedOn: '2026-06-01', cause: 'disease', relatedness: 'no' });
    expect(journey.decide(type, {}, { basis: offer?.basis ?? null })).toMatchObject({
      outcome: 'conflict',
      code: 'basis-changed',
    });
  });

  it('of two people pairs by the basis of the journey, whichever of them either saw', () => {
    const journey = tellLymphodepletion(journeyIn('lymphodepletion', rules));
    journey.decide('place-hold', { kind: 'manual', reason: 'r' });
    journey.tell('infusion.started', {
      coi: journey.state.journeyId,
      batchId: 'B1',
      bagId: 'P9',
      doseNumber: 1,
    });
    const noHold = waitingForOf(journey.state, journey.now, journey.digest).find(
      ({ requirement }) => requirement === 'no-hold',
    );
    const finding = { finding: 'scan-error' };
    const signed = { persons: ['quality-1'], basis: noHold?.basis ?? null };
    expect(journey.decide('resolve-identity-mismatch', finding, signed).outcome).toBe(
      'awaiting-second',
    );
    expect(
      journey.decide('resolve-identity-mismatch', finding, { persons: ['quality-2'] }).outcome,
    ).toBe('accepted');
  });

  it('of two people falls back to one when its basis changes in between', () => {
    const journey = tellLymphodepletion(journeyIn('lymphodepletion', rules));
    const scanned = { batchId: 'B1', bagId: 'P1', scannedCoi: journey.state.journeyId };
    journey.decide('verify-product-identity', scanned, { persons: ['nurse-1'] });
    journey.tell('medicine-stock.confirmed', { drug: 'tocilizumab', doses: 3 });
    expect(
      journey.decide('verify-product-identity', scanned, { persons: ['nurse-2'] }).outcome,
    ).toBe('awaiting-second');
    expect(
      journey.decide('verify-product-identity', scanned, { persons: ['nurse-1'] }).outcome,
    ).toBe('accepted');
  });

  const refusals: readonly (readonly [string, () => unknown, string])[] = [
    [
      'without its signature',
      () =>
        leave(journeyIn('referral', rules)).decide('reject-eligibility', {}, { signatures: [] }),
      'signature-missing',
    ],
    [
      'signed by somebody else',
      () =>
        journeyIn('eligibility', rules).decide('reject-eligibility', {}, { signatures: ['other'] }),
      'signature-missing',
    ],
    [
      'whose signature says something else',
      () =>
        journeyIn('eligibility', rules).decide('reject-eligibility', {}, { meaning: 'approved' }),
      'signature-meaning',
    ],
    [
      'signed long before it is taken',
      () =>
        journeyIn('eligibility', rules).decide(
          'reject-eligibility',
          { reason: 'infection' },
          { takenAfterMinutes: 11 },
        ),
      'signature-too-old',
    ],
    [
      'in another stage',
      () => journeyIn('eligibility', rules).decide('authorize-infusion', { doseNumber: 1 }),
      'wrong-stage',
    ],
    [
      'about a slot that is not on offer',
      () => journeyIn('scheduling', rules).decide('book-schedule', { slotId: 'x' }),
      'slot-not-offered',
    ],
    [
      'about a batch that did not fail',
      () => journeyIn('inbound-shipment', rules).decide('order-remanufacture', { batchId: 'B1' }),
      'batch-not-failed',
    ],
    [
      'about a batch nobody knows',
      () => journeyIn('manufacturing', rules).decide('order-remanufacture', { batchId: 'B7' }),
      'batch-unknown',
    ],
    [
      'about an excursion there is none of',
      () =>
        journeyIn('manufacturing', rules).decide('dispose-excursion', {
          shipmentId: 'OUT1',
          disposition: 'acceptable',
        }),
      'no-excursion',
    ],
    [
      'placing a hold that is not placed by hand',
      () => journeyIn('referral', rules).decide('place-hold', { kind: 'recall', reason: 'r' }),
      'hold-kind',
    ],
    [
      'lifting a hold there is none of',
      () => journeyIn('referral', rules).decide('lift-hold', { kind: 'manual', reason: 'r' }),
      'no-such-hold',
    ],
    [
      'acknowledging an alert there is none of',
      () => journeyIn('referral', rules).decide('acknowledge-alert', { alertId: 'x' }),
      'no-such-alert',
    ],
    [
      'withdrawing what is not authorised',
      () => journeyIn('infusion', rules).decide('withdraw-authorization', { requestId: 'x' }),
      'no-such-authorization',
    ],
    [
      'closing with an outcome there is none of',
      () => journeyIn('referral', rules).decide('close-journey', { outcome: 'fine', reason: 'r' }),
      'outcome-unknown',
    ],
    [
      'resolving a mismatch there is none of',
      () =>
        journeyIn('infusion', rules).decide('resolve-identity-mismatch', { finding: 'scan-error' }),
      'no-mismatch',
    ],
  ];

  it.each(refusals)('%s is refused', (_, decide, code) => {
    expect(decide()).toMatchObject({ outcome: 'refused', code });
  });

  it('placing a hold twice is refused, lifting a deviation is for quality alone', () => {
    const journey = journeyIn('referral', rules);
    journey.decide('place-hold', { kind: 'deviation', reason: 'r' });
    const again = journey.decide('place-hold', { kind: 'deviation', reason: 'r' });
    expect(again).toMatchObject({ code: 'hold-stands' });
    const lift = (role: string) =>
      journey.decide('lift-hold', { kind: 'deviation', reason: 'r' }, { role });
    expect(lift('coordinator')).toMatchObject({ code: 'quality-only' });
    expect(lift('quality').outcome).toBe('accepted');
    expect(journey.state.holds).toEqual([]);
  });

  it('accepting a low yield opens what too few cells had closed', () => {
    const journey = journeyIn('leukapheresis', rules);
    const coi = journey.state.journeyId;
    journey
      .at(journey.state.appointments['apheresis-1']!.startsAt)
      .tell('apheresis.completed', {
        coi,
        attempt: 1,
        donationId: 'D1',
        bags: [{ bagId: 'M1', volumeMl: 90 }],
        completedAt: journey.now,
      })
      .tell('collection.counted', { donationId: 'D1', totalNucleatedCells: 9e8, cd3Cells: 2e8 });
    const sufficient = () => journey.requirement('material.may-ship', 'yield-sufficient');
    expect(sufficient()).toMatchObject({ met: false, owner: 'physician' });
    expect(journey.decide('accept-low-yield', { donationIds: ['D1'] }).outcome).toBe('accepted');
    expect(sufficient().met).toBe(true);
  });

  it('acknowledging an alert names who did', () => {
    const journey = journeyIn('infusion', rules).tell('infusion.started', {
      coi: journeyIn('infusion', rules).state.journeyId,
      batchId: 'B1',
      bagId: 'P1',
      doseNumber: 1,
    });
    journey.later(1).tell('vitals.recorded', { celsius: 39, measuredAt: journey.now });
    const [alert] = journey.state.alerts;
    journey.decide('acknowledge-alert', { alertId: alert?.alertId });
    expect(journey.state.alerts[0]?.acknowledgedBy).toBe('coordinator-1');
  });

  it('closing takes back what is still permitted', () => {
    const journey = journeyIn('infusion', rules).ask('infusion.authorized');
    journey.decide('close-journey', { outcome: 'physician-decision', reason: 'r' });
    expect(journey.state.outcome).toMatchObject({ outcome: 'physician-decision', infused: false });
    expect(journey.recordsOf('request.sent').at(-1)?.data.detail).toMatchObject({
      type: 'infusion.authorization-withdrawn',
    });
  });
});
