/** A record number as it is compared: letters and digits alone, whatever case, width or punctuation it came with. */
export function normalisedRecordNumber(recordNumber: string): string {
  const text = recordNumber.normalize('NFKC').toUpperCase().trim();
  const kept = text.replace(/[^\p{L}\p{N}]/gu, '');
  return kept === '' ? text : kept;
}
