import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import { journeyStatus } from '#contracts/http/journey-status.schema.js';
import { decisionBasis } from '#domain/decisions/basis.js';
import type { Enrolment } from '#domain/journey/enrolment.js';
import type { JourneyEvent } from '#domain/journey/event.js';
import { enrol, react } from '#domain/journey/react.js';
import type { Digest } from '#domain/journey/record.js';
import type { JourneyState } from '#domain/journey/state.js';
import { sliceFor } from '#products/products.js';
import { statusOf } from './journey-status.js';

const digest: Digest = {
  hash: (text) => createHash('sha256').update(text).digest('hex'),
  canonical: (value) => canonicalize(value) ?? '',
};

const enrolledAt = '2026-03-02T09:00:00.000Z';
const site = { id: 'northgate-clinic', source: 'urn:v2v:site:northgate' };
const enrolment: Enrolment = {
  journeyId: 'J1',
  environment: 'demonstration',
  programme: 'commercial',
  referralId: 'R-1',
  course: 1,
  previousJourneyId: null,
  sites: { treating: 'northgate', collection: 'northgate' },
  zone: 'America/New_York',
  jurisdiction: 'US',
  siteQualified: true,
  identityRecorded: true,
  indication: 'b-all',
  product: 'tisagenlecleucel',
  diseaseStatus: 'relapsed',
  ageYears: 11,
  weightKg: 34,
  priorLines: 2,
  rules: sliceFor({
    product: 'tisagenlecleucel',
    indication: 'b-all',
    jurisdiction: 'US',
    date: enrolledAt,
  }),
  partners: {
    clinic: site,
    laboratory: { id: 'northgate-lab', source: 'urn:v2v:lab:northgate-lab' },
    manufacturer: { id: 'maker', source: 'urn:v2v:manufacturer:maker' },
    qualityLaboratory: { id: 'quality', source: 'urn:v2v:lab:quality' },
    courier: { id: 'polar-courier', source: 'urn:v2v:courier:polar-courier' },
  },
  enrolledBy: { id: 'u1', role: 'coordinator' },
  enrolledAt,
};

const given = (change: Partial<JourneyState> = {}): JourneyState => ({
  ...enrol(enrolment, enrolledAt, digest).state,
  ...change,
});

let count = 0;
function when(state: JourneyState, type: string, data: JourneyEvent['data'], time: string) {
  count += 1;
  const event: JourneyEvent = { id: `e${count}`, source: site.source, type, time, data };
  return react(state, { kind: 'receive', event }, time, digest).state;
}

const shipped = { shipmentId: 'S1', leg: 'collection-to-manufacturer', waybill: 'W1' };

describe('the status of a journey', () => {
  it('is what the HTTP contract describes, from the first moment on', () => {
    const status = statusOf(given(), enrolledAt, digest);
    expect(journeyStatus.parse(status)).toEqual(status);
    expect(status).toMatchObject({
      journeyId: 'J1',
      version: 1,
      stage: 'referral',
      day: null,
      criticality: 'stable',
      outcome: null,
      toxicity: { crs: { grade: null }, icans: { grade: null } },
    });
  });

  it('explains every requirement of the gate, met and unmet, with the basis of its decision', () => {
    const state = given({ stage: 'eligibility' });
    const { waitingFor } = statusOf(state, enrolledAt, digest);
    const alive = waitingFor.find((one) => one.requirement === 'patient-alive');
    const confirmed = waitingFor.find(
      (one) => one.requirement === 'eligibility-confirmed-by-physician',
    );
    expect(alive).toMatchObject({ gate: 'eligibility.confirmed', met: true, actions: [] });
    expect(confirmed?.met).toBe(false);
    expect(confirmed?.basis).toBe(decisionBasis(state, 'confirm-eligibility', enrolledAt, digest));
    expect(waitingFor.every((one) => !('changesAt' in one))).toBe(true);
  });

  it('gives each decision the basis it is taken on, also when it meets no requirement', () => {
    const state = given({
      stage: 'outbound-shipment',
      holds: [{ kind: 'manual', since: enrolledAt, about: null, placedBy: 'J1/2' }],
    });
    const status = statusOf(state, enrolledAt, digest);
    const action = status.waitingFor
      .flatMap((one) => one.actions)
      .find((one) => one.name === 'lift-hold');
    expect(action?.basis).toBe(decisionBasis(state, 'lift-hold', enrolledAt, digest));
    expect(status.holds).toEqual([
      { kind: 'manual', since: enrolledAt, about: null, placedBy: 'J1/2', liftedBy: 'lift-hold' },
    ]);
  });

  it('no longer waits at a gate within the stage once that is passed', () => {
    const stage = { stage: 'leukapheresis' as const, stageSince: enrolledAt };
    const gates = (state: JourneyState) => [
      ...new Set(statusOf(state, enrolledAt, digest).waitingFor.map((one) => one.gate)),
    ];
    expect(gates(given(stage))).toEqual(['apheresis.may-start', 'material.may-ship']);
    const openedGates = [{ gate: 'apheresis.may-start' as const, at: enrolledAt }];
    expect(gates(given({ ...stage, openedGates }))).toEqual(['material.may-ship']);
  });

  it('shows a shipment, its excursion and who still has to speak', () => {
    let state = given({ stage: 'outbound-shipment' });
    state = when(state, 'shipment.picked-up', shipped, '2026-03-10T09:00:00.000Z');
    state = when(
      state,
      'shipment.temperature-breached',
      {
        shipmentId: 'S1',
        deviceId: 'D1',
        limitCelsius: 8,
        worstCelsius: 12,
        since: '2026-03-10T11:00:00.000Z',
      },
      '2026-03-10T12:00:00.000Z',
    );
    const status = statusOf(state, '2026-03-10T12:00:00.000Z', digest);
    expect(journeyStatus.parse(status)).toEqual(status);
    expect(status.criticality).toBe('in-transit');
    expect(status.material.shipments[0]).toMatchObject({
      shipmentId: 'S1',
      received: false,
      excursions: [{ worstCelsius: 12, assessment: null, disposition: null }],
    });
    expect(status.tracks).toContainEqual({
      name: 'shipment',
      state: 'picked-up',
      since: '2026-03-10T09:00:00.000Z',
      about: 'S1',
    });
    expect(status.holds).toMatchObject([
      { kind: 'temperature-excursion', liftedBy: 'dispose-excursion' },
    ]);
    expect(status.identifiers).toEqual(
      expect.arrayContaining([
        { system: 'referral', value: 'R-1' },
        { system: 'shipment', value: 'S1' },
        { system: 'waybill', value: 'W1' },
      ]),
    );
  });

  it('counts days by the calendar of the infusing site, over the change to summer time', () => {
    const calendar = {
      zone: 'America/New_York',
      dayZero: '2026-03-07',
      dayZeroStartsAt: '2026-03-07T05:00:00.000Z',
    };
    const day = (now: string) => statusOf(given({ calendar }), now, digest).day;
    expect(day('2026-03-07T23:00:00.000Z')).toBe(0);
    expect(day('2026-03-08T04:59:00.000Z')).toBe(0);
    expect(day('2026-03-08T05:00:00.000Z')).toBe(1);
    expect(day('2026-03-10T03:59:00.000Z')).toBe(2);
    expect(day('2026-03-10T04:00:00.000Z')).toBe(3);
  });

  it('tells a grade nobody could give from a grade of nought, and names what was not measured', () => {
    const at = '2026-03-20T09:00:00.000Z';
    const infused = {
      batchId: 'B1',
      bagId: 'P1',
      doseNumber: 1,
      thawedAt: null,
      startedAt: '2026-03-18T09:00:00.000Z',
      completedAt: '2026-03-18T09:20:00.000Z',
      stopped: null,
      evidence: { eventId: 'e0', source: site.source, happenedAt: '2026-03-18T09:00:00.000Z' },
    };
    const state = when(
      given({ stage: 'monitoring', infusions: [infused] }),
      'vitals.recorded',
      { celsius: 39, measuredAt: at },
      at,
    );
    const { toxicity, dataGaps } = statusOf(state, at, digest);
    expect(toxicity.icans).toEqual({ grade: null });
    expect(toxicity.crs).toMatchObject({ grade: 1, status: 'proposed', atLeast: true });
    expect(dataGaps).toContainEqual(
      expect.objectContaining({ kind: 'toxicity-input', about: 'crs' }),
    );
  });

  it('waits for nothing once the journey is closed', () => {
    const state = when(
      given(),
      'death.reported',
      { diedOn: '2026-03-20', cause: 'disease', relatedness: 'unrelated' },
      '2026-03-20T09:00:00.000Z',
    );
    expect(statusOf(state, '2026-03-21T09:00:00.000Z', digest)).toMatchObject({
      stage: 'closed',
      outcome: 'deceased',
      outcomeDetail: { infused: false, stageAtEnd: 'referral', reason: 'death.reported' },
      waitingFor: [],
      deadlines: [],
      criticality: 'stable',
    });
  });
});
