import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PatientIdentity } from '#contracts/http/patient.schema.js';
import { NoteVault } from '#vault/note-vault.js';
import { PatientVault } from '#vault/patient-vault.js';
import { VaultKeys } from '#vault/vault-keys.js';
import { type TestDatabase, testDatabase } from './test-database.js';

const ada: PatientIdentity = {
  name: 'Ada Quintessa',
  birthDate: '2014-05-06',
  recordNumber: 'MRN 00-4711',
};

describe('the vault', () => {
  let test: TestDatabase;
  let keys: VaultKeys;
  let vault: PatientVault;
  let notes: NoteVault;

  beforeAll(async () => {
    test = await testDatabase();
    keys = new VaultKeys(randomBytes(32));
    vault = new PatientVault(test.database, keys);
    notes = new NoteVault(test.database, keys);
  });
  afterAll(() => test.stop());

  const record = (journeyId: string, patient = ada, reason: string | null = null) =>
    test.database
      .transaction()
      .execute((transaction) =>
        vault.within(transaction).record(journeyId, patient, { by: 'u1', reason, signature: null }),
      );

  it('gives back the identity it was given', async () => {
    expect(await record('J1')).toBe(1);
    expect(await vault.read('J1')).toEqual({
      version: 1,
      patient: ada,
      reason: null,
      signature: null,
    });
    expect(await vault.read('J-unknown')).toBeUndefined();
  });

  it('keeps nothing of it in the clear', async () => {
    await record('J2');
    await notes.keepNote({
      journeyId: 'J2',
      source: 's',
      eventId: 'e',
      note: 'Ada Quintessa fell',
    });
    const rows = await Promise.all([
      test.database.selectFrom('vault.patient').selectAll().execute(),
      test.database.selectFrom('vault.note').selectAll().execute(),
      test.database.selectFrom('vault.blind_index').selectAll().execute(),
    ]);
    const bytes = JSON.stringify(rows, (_, value: unknown) =>
      Buffer.isBuffer(value) ? value.toString('latin1') : value,
    );
    for (const secret of ['Quintessa', '2014-05-06', '4711']) expect(bytes).not.toContain(secret);
  });

  it('keeps the old value when it is corrected and finds the patient by the new number alone', async () => {
    const corrected = { ...ada, recordNumber: 'MRN 00-9999' };
    await record('J3', { ...ada, recordNumber: 'MRN 00-8888' });
    expect(await record('J3', corrected, 'mistyped')).toBe(2);
    expect(await vault.read('J3')).toEqual({
      version: 2,
      patient: corrected,
      reason: 'mistyped',
      signature: null,
    });
    expect(await vault.journeysOf('mrn009999')).toEqual(['J3']);
    expect(await vault.journeysOf('MRN 00-8888')).toEqual([]);
    const versions = await test.database
      .selectFrom('vault.patient')
      .select('version')
      .where('journey_id', '=', 'J3')
      .orderBy('version')
      .execute();
    expect(versions).toEqual([{ version: 1 }, { version: 2 }]);
  });

  it('numbers corrections made at the same time one after the other', async () => {
    await record('J4');
    const versions = await Promise.all(Array.from({ length: 5 }, () => record('J4')));
    expect(new Set(versions)).toEqual(new Set([2, 3, 4, 5, 6]));
  });

  it('opens nothing with another key, and nothing moved to another patient or version', async () => {
    await record('J5');
    await record('J6');
    const other = new PatientVault(test.database, new VaultKeys(randomBytes(32)));
    await expect(other.read('J5')).rejects.toMatchObject({ code: 'unreadable' });
    const sealed = await test.database
      .selectFrom('vault.patient')
      .select('ciphertext')
      .where('journey_id', '=', 'J5')
      .executeTakeFirstOrThrow();
    await test.database
      .updateTable('vault.patient')
      .set({ ciphertext: sealed.ciphertext })
      .where('journey_id', '=', 'J6')
      .execute();
    await expect(vault.read('J6')).rejects.toMatchObject({ code: 'unreadable' });
    await test.database
      .updateTable('vault.patient')
      .set({ version: 9 })
      .where('journey_id', '=', 'J5')
      .execute();
    await expect(vault.read('J5')).rejects.toMatchObject({ code: 'unreadable' });
  });

  it('keeps a note once however often its event comes, at the same time too', async () => {
    const note = { journeyId: 'J7', source: 'urn:v2v:site:northgate', eventId: 'e1', note: 'calm' };
    const ids = await Promise.all(Array.from({ length: 6 }, () => notes.keepNote(note)));
    expect(new Set(ids).size).toBe(1);
    expect(await notes.keepNote({ ...note, eventId: 'e2' })).not.toBe(ids[0]);
    expect(await notes.read('J7', ids[0] ?? '')).toBe('calm');
    expect(await notes.read('J1', ids[0] ?? '')).toBeUndefined();
  });

  it('leaves no trace of an identity when its transaction fails', async () => {
    const failing = test.database.transaction().execute(async (transaction) => {
      await vault
        .within(transaction)
        .record('J8', ada, { by: 'u1', reason: null, signature: null });
      throw new Error('what follows fails');
    });
    await expect(failing).rejects.toThrow('what follows fails');
    expect(await vault.read('J8')).toBeUndefined();
  });
});
