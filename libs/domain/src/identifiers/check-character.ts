const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*';

/**
 * ISO 7064 Mod 37-2 check character of a string of digits and capital letters.
 * @throws RangeError when `text` holds any other character.
 */
export function checkCharacter(text: string): string {
  let sum = 0;
  for (const character of text) {
    const value = alphabet.indexOf(character);
    if (value < 0 || value === 36) throw new RangeError('only 0-9 and A-Z can be checked');
    sum = ((sum + value) * 2) % 37;
  }
  return alphabet.charAt((38 - sum) % 37);
}
