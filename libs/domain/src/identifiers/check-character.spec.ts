import { describe, expect, it } from '@jest/globals';
import { checkCharacter } from '#domain/identifiers/check-character.js';

describe('ISO 7064 Mod 37-2 check character', () => {
  it('gives H for the donation number of the published test vector', () => {
    expect(checkCharacter('G123498654321')).toBe('H');
  });
});
