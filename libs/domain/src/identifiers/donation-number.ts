import { checkCharacter } from './check-character.js';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*';
const scanned = /^=([A-NP-Z1-9][0-9A-Z]{4}\d{8})([0-9A-Z]{2})$/;
// From this value on the two flag characters carry the check of the number, not what it was scanned for.
const firstCheckFlag = 60;

/** The two flag characters, as a number, that say the check of a donation identification number (ISBT 128): 60 and the value of its check character. @throws RangeError */
export function checkFlag(donationNumber: string): number {
  return firstCheckFlag + alphabet.indexOf(checkCharacter(donationNumber));
}

/** Whether a scanned donation number contradicts itself: its flags carry a check, and it is another one. */
export function isWronglyScanned(text: string): boolean {
  const [, number, flags] = scanned.exec(text.replaceAll(/\s/g, '').toUpperCase()) ?? [];
  if (number === undefined || flags === undefined) return false;
  const value = Number(flags);
  return value >= firstCheckFlag && value !== checkFlag(number);
}
