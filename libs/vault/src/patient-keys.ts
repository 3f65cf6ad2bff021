import type { Database } from '#database/database.js';
import type { VaultKeys } from './vault-keys.js';

/** The patient's key, made on first use; two who ask at once get the same. */
export async function patientKeyFor(
  database: Database,
  keys: VaultKeys,
  journeyId: string,
): Promise<Buffer> {
  const known = await existingPatientKey(database, keys, journeyId);
  if (known !== undefined) return known;
  const { wrapped } = keys.newPatientKey(journeyId);
  await database
    .insertInto('vault.patient_key')
    .values({ journey_id: journeyId, wrapped_key: wrapped })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (
    (await existingPatientKey(database, keys, journeyId)) ?? keys.patientKey(journeyId, wrapped)
  );
}

/** The patient's key, if there is one. */
export async function existingPatientKey(
  database: Database,
  keys: VaultKeys,
  journeyId: string,
): Promise<Buffer | undefined> {
  const row = await database
    .selectFrom('vault.patient_key')
    .select('wrapped_key')
    .where('journey_id', '=', journeyId)
    .executeTakeFirst();
  return row === undefined ? undefined : keys.patientKey(journeyId, row.wrapped_key);
}
