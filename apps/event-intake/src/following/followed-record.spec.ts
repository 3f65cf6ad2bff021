import { describe, expect, it } from '@jest/globals';
import { followedRecord } from './followed-record.js';

const event = { source: 'urn:v2v:lab:northgate-lab', id: 'e1', time: '2026-03-02T09:00:00Z' };

function followed(type: string, data: object) {
  const record = { type, subject: 'J1', data: { sequence: 7, ...data } };
  return followedRecord(Buffer.from(JSON.stringify(record)));
}

describe('what a record says of a received event', () => {
  const settlement = { source: event.source, eventId: 'e1', journeyId: 'J1', sequence: 7 };

  it('is that it is applied, when it holds the fact', () => {
    const fact = { ...event, data: { test: 'crp' } };
    expect(followed('laboratory.resulted', { fact })).toEqual({
      settlement: { ...settlement, state: 'applied', reason: null },
      begun: null,
      reopened: null,
      closed: null,
      disposition: null,
      named: null,
      course: null,
    });
  });

  it.each([
    ['event.parked', { event, needs: 'apheresis.started' }, 'parked', 'apheresis.started'],
    ['event.refused', { event, reason: 'not-its-partner' }, 'refused', 'not-its-partner'],
    ['event.confirmed', { event }, 'confirmed', null],
  ])('is its end by %s', (type, detail, state, reason) => {
    expect(followed(type, { detail }).settlement).toEqual({ ...settlement, state, reason });
  });

  it('is nothing, when it is about something else', () => {
    expect(followed('stage.entered', { detail: { stage: 'eligibility', reason: 7 } })).toEqual({
      settlement: null,
      begun: null,
      reopened: null,
      closed: null,
      disposition: null,
      named: null,
      course: null,
    });
  });

  it('is whose events are taken back, when a journey is opened again', () => {
    expect(followed('journey.reopened', { detail: { reason: 'r' } }).reopened).toBe('J1');
  });

  it('is that a journey can be told nothing any more, when it closes', () => {
    expect(followed('journey.closed', { detail: { outcome: 'deceased' } }).closed).toBe('J1');
  });

  it.each([
    ['hold.lifted', { kind: 'recall', about: 'R1' }],
    ['event.refused', { event: { ...event, type: 'lot.recalled', data: { recallId: 'R1' } } }],
  ])('is what was decided about a recall, by %s', (type, detail) => {
    expect(followed(type, { detail }).disposition).toEqual({
      journeyId: 'J1',
      recallId: 'R1',
      disposition: type,
    });
  });

  it.each([
    ['hold.lifted', { kind: 'manual', about: null }],
    ['hold.placed', { kind: 'recall', about: 'R1' }],
    ['event.refused', { event: { ...event, type: 'vitals.recorded', data: {} } }],
  ])('decides nothing about a recall by another %s', (type, detail) => {
    expect(followed(type, { detail }).disposition).toBeNull();
  });

  it('is the journey that a new course begins with, when it is decided', () => {
    const newCourse = { journeyId: 'J2', previousJourneyId: 'J1' };
    expect(followed('decision.recorded', { detail: { by: [], newCourse } }).course).toEqual(
      newCourse,
    );
    expect(followed('decision.refused', { detail: { newCourse } }).course).toBeNull();
  });

  it('is whom to look for, when a journey begins or an identifier is registered', () => {
    expect(followed('journey.enrolled', { detail: {} }).begun).toBe('J1');
    const detail = { enrolment: { referralId: 'ref 1' } };
    expect(followed('journey.enrolled', { detail }).named).toBe('REF1');
    const fact = { ...event, data: { system: 'order', value: 'ORDER-7' } };
    expect(followed('identifier.assigned', { fact }).named).toBe('ORDER-7');
  });
});
