import { describe, expect, it } from '@jest/globals';
import { normalisedRecordNumber } from './record-number.js';

describe('a record number', () => {
  it.each([
    ['case', 'mrn4711'],
    ['blanks', ' MRN 4711 '],
    ['punctuation', 'MRN-47.11'],
    ['width', 'ＭＲＮ４７１１'],
  ])('is the same whatever its %s', (_, written) => {
    expect(normalisedRecordNumber(written)).toBe('MRN4711');
  });

  it('keeps its leading noughts', () => {
    expect(normalisedRecordNumber('004711')).not.toBe(normalisedRecordNumber('4711'));
  });

  it('of punctuation alone stays as it is', () => {
    expect(normalisedRecordNumber(' -- ')).toBe('--');
  });
});
