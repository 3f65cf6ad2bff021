const donationNumberLength = 13;
const scannedDonationLength = 16;

/**
 * An identifier as it is compared: without blanks, in capitals, a scanned ISBT 128 donation number without its data
 * identifier `=` and flag characters. Events carry it in this form; what people decide keeps the form they signed.
 */
export function normalisedIdentifier(written: string): string {
  const plain = written.replaceAll(/\s/g, '').toUpperCase();
  return plain.startsWith('=') && plain.length === scannedDonationLength
    ? plain.slice(1, 1 + donationNumberLength)
    : plain;
}

/** Whether two identifiers are the same, however they are written; what is no text is none. */
export function sameIdentifier(a: unknown, b: unknown): boolean {
  return (
    typeof a === 'string' &&
    typeof b === 'string' &&
    normalisedIdentifier(a) === normalisedIdentifier(b)
  );
}

/** The key under which a record knows an identifier; undefined when it does not. */
export function keyOf(
  record: Readonly<Record<string, unknown>>,
  identifier: unknown,
): string | undefined {
  return Object.keys(record).find((key) => sameIdentifier(key, identifier));
}
