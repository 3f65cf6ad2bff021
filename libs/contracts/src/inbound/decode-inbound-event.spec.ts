import { describe, expect, it } from '@jest/globals';
import { type Decoded, decodeInboundEvent } from './decode-inbound-event.js';

const envelope = {
  specversion: '1.0',
  id: 'a1',
  source: 'urn:v2v:lab:northgate-lab',
  type: 'screening.resulted',
  subject: 'v2v-1',
  time: '2026-03-02T09:00:00+01:00',
  data: { test: 'alc', value: 0.6, unit: '10*9/L', collectedAt: '2026-03-02T07:30:00Z' },
};

const decode = (event: unknown): Decoded => decodeInboundEvent(Buffer.from(JSON.stringify(event)));

function faultOf(event: unknown): { reason: string; detail: string } {
  const decoded = decode(event);
  if (decoded.ok) throw new Error('the event was accepted');
  return decoded;
}

describe('an event as the contract wants it', () => {
  it('is decoded with its subject normalised', () => {
    const decoded = decode({ ...envelope, subject: ' v2v-1 ' });
    expect(decoded).toEqual({
      ok: true,
      event: {
        id: 'a1',
        source: envelope.source,
        type: envelope.type,
        subject: 'V2V-1',
        time: envelope.time,
        data: envelope.data,
      },
    });
  });

  it('may have an id, a source and what it corrects of 1 000 characters, and not of more', () => {
    const of = (length: number) => ({
      ...envelope,
      id: 'i'.repeat(length),
      source: `urn:v2v:lab:${'s'.repeat(length - 12)}`,
      corrects: 'c'.repeat(length),
    });
    expect(decode(of(1_000)).ok).toBe(true);
    expect(faultOf(of(1_001)).reason).toBe('invalid-envelope');
    const data = { retractedId: 'i'.repeat(1_000), reason: 'wrong-patient' };
    expect(decode({ ...envelope, type: 'record.retracted', data }).ok).toBe(true);
  });

  it('keeps the extensions of the contract under their own names and drops unknown ones', () => {
    const decoded = decode({ ...envelope, entrymode: 'phone', requestid: 'r/1', myext: 'x' });
    expect(decoded).toMatchObject({ ok: true, event: { entryMode: 'phone', requestId: 'r/1' } });
    expect(JSON.stringify(decoded)).not.toContain('myext');
  });

  it('may carry when it happened and a note with line breaks', () => {
    const data = { visit: 'day-28', alive: true, happenedAt: envelope.time, note: 'a\nb' };
    expect(decode({ ...envelope, type: 'follow-up.completed', data })).toMatchObject({ ok: true });
  });

  it('has scanned identifiers normalised, and an ISBT 128 number freed of its data identifier and flags', () => {
    const data = {
      donationId: '=G123498 654321 00',
      totalNucleatedCells: 2e9,
      cd3Cells: 1e9,
    };
    expect(decode({ ...envelope, type: 'collection.counted', data })).toMatchObject({
      event: { data: { donationId: 'G123498654321' } },
    });
  });
});

describe('an event that cannot be used', () => {
  it.each([
    ['nothing', null],
    ['no JSON', Buffer.from('{"specversion":')],
    ['a JSON list', Buffer.from('[]')],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])],
  ])('is malformed when its value is %s', (_, value) => {
    expect(decodeInboundEvent(value)).toMatchObject({ ok: false, reason: 'malformed-json' });
  });

  it('is too large over 32 KiB, before anything else is looked at', () => {
    expect(decodeInboundEvent(Buffer.alloc(32 * 1024 + 1, 'x'))).toMatchObject({
      reason: 'too-large',
    });
  });

  it.each([
    ['no id', { id: undefined }, '/id'],
    ['another specification', { specversion: '0.3' }, '/specversion'],
    ['a source that is no URI', { source: 'northgate' }, '/source'],
    ['a time without offset', { time: '2026-03-02T09:00:00' }, '/time'],
    ['an entry mode of its own', { entrymode: 'fax' }, '/entrymode'],
    ['no data', { data: undefined }, '/data'],
    ['a structured extension', { extra: { a: 1 } }, '/'],
  ])('has an invalid envelope with %s', (_, change, pointer) => {
    const { reason, detail } = faultOf({ ...envelope, ...change });
    expect(reason).toBe('invalid-envelope');
    expect(detail).toContain(`${pointer}: expected `);
  });

  it('is of an unknown type when the catalogue does not hold it', () => {
    expect(faultOf({ ...envelope, type: 'patient.teleported' }).reason).toBe('unknown-type');
    expect(faultOf({ ...envelope, type: 'constructor.name' }).reason).toBe('unknown-type');
  });

  it.each(['quality.tested.v2', 'lab2.results_ready', 'dose.2.given', 'a1.b-2.c_3'])(
    'is of an unknown type, and not malformed, when it says %s',
    (type) => {
      expect(faultOf({ ...envelope, type }).reason).toBe('unknown-type');
    },
  );

  it.each(['tested', 'Quality.tested', 'quality..tested', '.tested', 'quality tested'])(
    'has an invalid envelope when its type is %p',
    (type) => {
      expect(faultOf({ ...envelope, type }).reason).toBe('invalid-envelope');
    },
  );

  it.each([
    ['a field is missing', { collectedAt: undefined }, '/data/collectedAt: expected'],
    ['a field is of no schema', { colour: 'red' }, '/data: expected no other fields'],
    ['the unit is missing', { unit: undefined }, 'unit (UCUM)'],
    ['the unit is not one of the test', { unit: 'mg/L' }, 'unit (UCUM)'],
    ['the number is beyond anything real', { value: 1e6 }, 'plausible'],
    ['a text holds a control character', { test: 'a\u0000b' }, '/data/test'],
    ['an instant lies before anything real', { collectedAt: '0000-01-01T00:00:00Z' }, '1900'],
    ['an offset is none of a zone', { collectedAt: '2026-03-01T08:00:00+23:00' }, '1900'],
  ])('has invalid data when %s', (_, change, expected) => {
    const { reason, detail } = faultOf({ ...envelope, data: { ...envelope.data, ...change } });
    expect(reason).toBe('invalid-data');
    expect(detail).toContain(expected);
  });

  it('has invalid data when it happened after it was recorded', () => {
    const data = { ...envelope.data, collectedAt: '2026-03-02T08:00:01Z' };
    expect(faultOf({ ...envelope, data })).toMatchObject({
      reason: 'invalid-data',
      detail: '/data/collectedAt: expected an instant not later than /time',
    });
  });

  it('is described without any value or name of its sender', () => {
    const secret = 'Erika Mustermann';
    const data = { batchId: 'B-1', step: secret, [secret]: 1, metrics: { [secret]: secret } };
    const { detail } = faultOf({ ...envelope, type: 'manufacturing.step-completed', data });
    expect(detail).not.toContain('Erika');
  });
});

describe('assessments with a choice', () => {
  const ofType = (type: string, data: object): Decoded => decode({ ...envelope, type, data });
  const score = { orientation: 4, naming: 3, command: 1, writing: 1, attention: 1 };

  it('takes an ICE score whole or the reason why there is none', () => {
    expect(ofType('ice.assessed', score).ok).toBe(true);
    expect(ofType('ice.assessed', { notAssessable: 'intubated' }).ok).toBe(true);
    expect(ofType('ice.assessed', { orientation: 4 }).ok).toBe(false);
    expect(ofType('ice.assessed', { ...score, notAssessable: 'refused' }).ok).toBe(false);
  });

  it('takes vital signs only when there is at least one', () => {
    const measuredAt = '2026-03-02T07:30:00Z';
    expect(ofType('vitals.recorded', { measuredAt, celsius: 38.4 }).ok).toBe(true);
    expect(ofType('vitals.recorded', { measuredAt }).ok).toBe(false);
  });
});
