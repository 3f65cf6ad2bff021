import { describe, expect, it } from '@jest/globals';
import { demonstrationNetwork } from '#partners/demonstration-network.js';
import { PartnerRegistry } from '#partners/registry.js';
import { products } from '#products/products.js';
import { exampleStatus } from '../../../../test/partner-simulator/example-status.js';
import { castOf } from '../network/cast.js';
import { type Knowledge, mayRipen, nextDecision } from './decisions.js';
import { type Fate, fateOf, kindFate } from './fate.js';
import type { JourneyStatus, Requirement } from './journey-status.js';
import type { PartnerRequest } from './partner-request.js';
import { randomOf } from './random.js';

const [rules] = products()[0]?.versions ?? [];
if (rules === undefined) throw new Error('no product is defined');
const cast = castOf(new PartnerRegistry(demonstrationNetwork), rules);

function knowledge(fate: Partial<Fate>, changes: Partial<Knowledge> = {}): Knowledge {
  const drawn = kindFate(fateOf(1, 'patient-1', rules?.product.id ?? ''));
  return {
    circumstances: {
      fate: { ...drawn, ...fate },
      patient: { indication: 'lbcl', weightKg: 70, ageYears: 61 },
      random: (purpose) => randomOf(1, purpose),
      earlier: [],
      cast,
    },
    requests: [],
    regimen: 'fludarabine-cyclophosphamide',
    day: -1,
    ...changes,
  };
}

function requirement(name: string, changes: Partial<Requirement> = {}): Requirement {
  return {
    gate: 'eligibility.confirmed',
    requirement: name,
    met: false,
    owner: 'physician',
    basis: `basis-of-${name}`,
    evidence: [],
    actions: [],
    ...changes,
  };
}

const decide = (name: string): Requirement['actions'] => [{ kind: 'decide', name }];

const confirm = requirement('eligibility-confirmed-by-physician', {
  actions: decide('confirm-eligibility'),
});

describe('the next decision', () => {
  it('is what the last open requirement asks for, on its basis', () => {
    const decision = nextDecision(exampleStatus({ waitingFor: [confirm] }), knowledge({}));
    expect(decision).toMatchObject({ type: 'confirm-eligibility', basis: confirm.basis });
  });

  it('waits for everything it rests on', () => {
    const waitingFor = [requirement('screening-hbv'), confirm];
    expect(nextDecision(exampleStatus({ waitingFor }), knowledge({}))).toBeNull();
  });

  it('rejects a patient whose screening found an infection', () => {
    const found = requirement('screening-active-infection', { evidence: ['an-event'] });
    const decision = nextDecision(
      exampleStatus({ waitingFor: [found, confirm] }),
      knowledge({ isIneligible: true }),
    );
    expect(decision).toMatchObject({ type: 'reject-eligibility', basis: null });
  });

  it('books the offers that the partners made, and nothing before there are any', () => {
    const booking = requirement('schedule-booked', {
      gate: 'schedule.confirmed',
      owner: 'coordinator',
      actions: decide('book-schedule'),
    });
    const asked = (type: string, partnerId: string): PartnerRequest => ({
      id: `J1/${type}/1`,
      type,
      subject: 'J1',
      time: '2026-03-02T09:00:00.000Z',
      partnerId,
      data: {},
    });
    const seen = exampleStatus({ stage: 'scheduling', waitingFor: [booking] });
    expect(nextDecision(seen, knowledge({}))).toBeNull();
    const requests = [
      asked('slot.requested', 'alpine-cell'),
      asked('appointment.requested', 'northgate-clinic'),
    ];
    expect(nextDecision(seen, knowledge({}, { requests }))?.data).toEqual({
      slotId: expect.stringMatching(/^SLOT-/),
      apheresisAppointmentId: expect.stringMatching(/^APH-/),
      bedAppointmentId: expect.stringMatching(/^BED-/),
    });
  });

  it('plans bridging once, while the product is being made', () => {
    const bridging = { modality: 'steroid', startDay: 1, endDay: 3 } as const;
    const making = exampleStatus({ stage: 'manufacturing' });
    expect(nextDecision(making, knowledge({ bridging }))?.type).toBe('plan-bridging');
    const planned = { ...making, tracks: [{ name: 'bridging', state: 'planned' }] };
    expect(nextDecision(planned, knowledge({ bridging }))).toBeNull();
  });

  it('confirms a proposed grade and lowers it when the course is over', () => {
    const crs = { peakGrade: 2, onsetDay: 2, peakDay: 3, endDay: 7 };
    const open = requirement('toxicity-crs', {
      gate: 'monitoring.may-end',
      actions: decide('confirm-toxicity-grade'),
    });
    const seen = (standing: string): JourneyStatus =>
      exampleStatus({
        stage: 'monitoring',
        waitingFor: [open],
        toxicity: { crs: { grade: 2, status: standing }, icans: { grade: null } },
      });
    expect(nextDecision(seen('proposed'), knowledge({ crs }, { day: 3 }))?.data).toMatchObject({
      grade: 2,
      agrees: true,
    });
    expect(nextDecision(seen('confirmed'), knowledge({ crs }, { day: 4 }))).toBeNull();
    expect(nextDecision(seen('confirmed'), knowledge({ crs }, { day: 8 }))?.data).toMatchObject({
      grade: 0,
      agrees: false,
    });
  });

  it('has lymphodepletion repeated when its window is over and nothing was infused', () => {
    const over = requirement('lymphodepletion-window', {
      gate: 'infusion.may-start',
      actions: decide('repeat-lymphodepletion'),
    });
    const seen = exampleStatus({ stage: 'lymphodepletion', waitingFor: [over] });
    expect(nextDecision(seen, knowledge({}))?.type).toBe('repeat-lymphodepletion');
    expect(nextDecision(seen, knowledge({}, { day: 0.5 }))).toBeNull();
  });

  it('gives up when two attempts at the product have failed', () => {
    const failed = (attempt: number) => ({ batchId: `LOT-${attempt}`, attempt, status: 'failed' });
    const seen = exampleStatus({
      stage: 'manufacturing',
      material: { donations: [], bags: [], shipments: [], batches: [failed(1), failed(2)] },
    });
    expect(nextDecision(seen, knowledge({ failingAttempts: 2 }))).toMatchObject({
      type: 'close-journey',
      data: { outcome: 'manufacturing-failed' },
    });
  });

  it('is none about a journey that is closed', () => {
    const closed = exampleStatus({ outcome: 'deceased', waitingFor: [confirm] });
    expect(nextDecision(closed, knowledge({}))).toBeNull();
  });

  it('may ripen when time is what is waited for', () => {
    const time = requirement('lymphodepletion-window', { owner: 'time' });
    expect(mayRipen(exampleStatus({ waitingFor: [time] }))).toBe(true);
    expect(mayRipen(exampleStatus({ waitingFor: [{ ...time, met: true }, confirm] }))).toBe(false);
  });
});
