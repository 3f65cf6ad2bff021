import { checkCharacter } from './check-character.js';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const prefix = 'J';
const serialLength = 26;
const pattern = /^J[0-9A-HJKMNP-TV-Z]{26}[0-9A-Z]$/;

/**
 * A journey identifier from random bytes: `J`, 26 characters without I, L, O and U (5 bits per byte, so
 * 130 random bits from 26 bytes) and an ISO 7064 Mod 37-2 check character. The few serials whose check
 * character would be `*` are moved on by one, so that an identifier is always safe in addresses and keys.
 * @throws RangeError when fewer than 26 bytes are given.
 */
export function journeyIdentifier(bytes: Uint8Array): string {
  if (bytes.length < serialLength) throw new RangeError(`${serialLength} random bytes are needed`);
  const values = [...bytes.subarray(0, serialLength)].map((byte) => byte % alphabet.length);
  for (;;) {
    const body = prefix + values.map((value) => alphabet.charAt(value)).join('');
    const check = checkCharacter(body);
    if (check !== '*') return body + check;
    values[serialLength - 1] = ((values[serialLength - 1] ?? 0) + 1) % alphabet.length;
  }
}

/** Whether a text has the form of a journey identifier and its check character is right. */
export function isJourneyIdentifier(text: string): boolean {
  return pattern.test(text) && checkCharacter(text.slice(0, -1)) === text.slice(-1);
}
