import { describe, expect, it } from '@jest/globals';
import { checkFlag, isWronglyScanned } from './donation-number.js';

describe('a donation number', () => {
  it('has the flag of the published test vector', () => {
    expect(checkFlag('G123498654321')).toBe(77);
  });

  it.each([
    ['=G12349865432177', false],
    ['=G12349865432178', true],
    ['=G12349865432277', true],
    ['=G12349865432100', false],
    ['G123498654321', false],
  ])('scanned as %s contradicts itself: %p', (text, expected) => {
    expect(isWronglyScanned(text)).toBe(expected);
  });
});
