import { describe, expect, it } from '@jest/globals';
import type { Decision, Signature } from '../journals/journal-record.js';
import { onDay, writtenJournal } from '../journals/written-journal.js';
import { checkSignatures, signedHash } from './signatures.js';

const unsigned: Decision = { type: 'authorize-infusion', data: { doseNumber: 1 }, signatures: [] };

function signature(payload: object): Signature {
  const printed = {
    subject: 'physician-northgate',
    printedName: 'A Physician',
    meaning: 'approved',
    signedAt: onDay(0),
  };
  const signed = Buffer.from(JSON.stringify({ ...printed, ...payload })).toString('base64url');
  return { ...printed, jws: `e30.${signed}.AAAA` };
}

function verdict(signatures: readonly Signature[], change: Partial<Decision> = {}) {
  const decision = { ...unsigned, ...change, signatures };
  const records = writtenJournal('V2V-1', [
    { type: 'journey.enrolled' },
    { type: 'decision.recorded', decision },
  ]);
  return checkSignatures(new Map([['V2V-1', records]]));
}

const sound = signature({ signedHash: signedHash('V2V-1', unsigned, 'approved') });

describe('signatures', () => {
  it('sign journey, type, data, basis and meaning', () => {
    expect(verdict([sound])).toMatchObject({ held: true, detail: '1 signatures' });
  });

  it('have the hash of the contract, basis null when there is none', () => {
    expect(signedHash('V2V-1', unsigned, 'approved')).toBe(
      '96156990b33e09069b93c602dba179efb306bcf054b28687da81386e22bdab45',
    );
  });

  it('are found when they are about something else', () => {
    const other = { data: { doseNumber: 2 } };
    expect(verdict([sound], other).detail).toContain('carries a signature about something else');
    expect(verdict([sound], { basis: 'b' }).held).toBe(false);
  });

  it('are found when they print another person than who signed', () => {
    const { held } = verdict([{ ...sound, subject: 'nurse-northgate' }]);
    expect(held).toBe(false);
  });

  it('are found missing and used twice', () => {
    expect(verdict([]).detail).toContain('records authorize-infusion without a signature');
    expect(verdict([sound, sound]).detail).toContain('carries one signature twice');
  });

  it('are found when they mean something else', () => {
    const decision = { type: 'reject-eligibility', data: { reason: 'r' } };
    expect(verdict([sound], decision).detail).toContain('is signed as approved, not rejected');
  });
});
