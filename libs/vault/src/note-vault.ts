import type { Database } from '#database/database.js';
import { decrypt, encrypt } from './encryption.js';
import { existingPatientKey, patientKeyFor } from './patient-keys.js';
import type { VaultKeys } from './vault-keys.js';

const form = /^note-[0-9a-f]{32}$/;

/** A free text that came with an event. */
export type Note = {
  readonly journeyId: string;
  readonly source: string;
  readonly eventId: string;
  readonly note: string;
};

/** Free text that came with events, kept where only clinical roles can read it. */
export class NoteVault {
  constructor(
    private readonly database: Database,
    private readonly keys: VaultKeys,
  ) {}

  /** Keeps a note and returns its id; the same event gives the same id, and its first text stays. */
  async keepNote({ journeyId, source, eventId, note }: Note): Promise<string> {
    const noteId = this.keys.noteId(journeyId, source, eventId);
    const key = await patientKeyFor(this.database, this.keys, journeyId);
    await this.database
      .insertInto('vault.note')
      .values({
        note_id: noteId,
        journey_id: journeyId,
        ciphertext: encrypt(key, Buffer.from(note), placeOf(journeyId, noteId)),
        recorded_at: new Date().toISOString(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return noteId;
  }

  /** The text of a note of a journey, if there is one. @throws VaultError `unreadable` */
  async read(journeyId: string, noteId: string): Promise<string | undefined> {
    if (!form.test(noteId)) return undefined;
    const row = await this.database
      .selectFrom('vault.note')
      .select('ciphertext')
      .where('note_id', '=', noteId)
      .where('journey_id', '=', journeyId)
      .executeTakeFirst();
    const key = await existingPatientKey(this.database, this.keys, journeyId);
    if (row === undefined || key === undefined) return undefined;
    return decrypt(key, row.ciphertext, placeOf(journeyId, noteId)).toString();
  }
}

function placeOf(journeyId: string, noteId: string): string {
  return `note/${journeyId}/${noteId}`;
}
