import { describe, expect, it } from '@jest/globals';
import { Findings } from './findings.js';

describe('the verdict on an invariant', () => {
  it('says that there was nothing to check', () => {
    expect(new Findings('all is well', 'journeys').conclude()).toEqual({
      name: 'all is well',
      held: true,
      detail: 'nothing to check: no journeys seen',
    });
  });

  it('counts what was seen when it holds', () => {
    const findings = new Findings('all is well', 'journeys');
    findings.saw('journeys', 2);
    findings.saw('repeats');
    expect(findings.conclude()).toMatchObject({ held: true, detail: '2 journeys, 1 repeats' });
  });

  it('names the first violations and counts the others', () => {
    const findings = new Findings('all is well', 'journeys');
    for (let count = 1; count <= 7; count += 1) findings.violated(`fault ${count}`);
    expect(findings.conclude()).toMatchObject({
      held: false,
      detail: 'fault 1; fault 2; fault 3; fault 4; fault 5; and 2 more (nothing seen)',
    });
  });
});
