import { describe, expect, it } from '@jest/globals';
import { fitsPriorTherapy, priorTherapyText } from './prior-therapy.js';

const ways = [
  { diseaseStatuses: ['refractory'], minimumLines: 1 },
  { diseaseStatuses: ['relapsed'], minimumLines: 1, relapseWithinMonths: 12 },
  { diseaseStatuses: ['relapsed', 'refractory'], minimumLines: 2 },
] as const;

describe('what was tried before', () => {
  it.each([
    ['refractory to the first line', 'refractory', 1, undefined, 'yes'],
    ['relapsed after two lines, whenever', 'relapsed', 2, undefined, 'yes'],
    ['relapsed in the twelfth month', 'relapsed', 1, 12, 'yes'],
    ['relapsed later', 'relapsed', 1, 12.1, 'no'],
    ['relapsed, nobody said when', 'relapsed', 1, undefined, 'unknown'],
    ['untreated', 'refractory', 0, undefined, 'no'],
    ['untreated and early', 'relapsed', 0, 3, 'no'],
  ] as const)('%s', (_, diseaseStatus, priorLines, monthsToRelapse, fits) => {
    expect(fitsPriorTherapy(ways, { diseaseStatus, priorLines, monthsToRelapse })).toBe(fits);
  });

  it('is asked for in words', () => {
    expect(priorTherapyText(ways)).toBe(
      'refractory after at least 1 prior lines; or relapsed after at least 1 prior lines back within 12 months of the last line; or relapsed or refractory after at least 2 prior lines',
    );
  });
});
