import { describe, expect, it } from '@jest/globals';
import type { Caller } from './caller.js';
import { people, type Role } from './role.js';
import { isAdmitted, routeTable, ruleOf } from './route-table.js';

const holding = (...roles: Role[]): Caller => ({
  subject: 'u1',
  name: 'Ada',
  roles: { northgate: roles },
});

describe('the table of routes', () => {
  it('has one rule for each method and path', () => {
    const keys = routeTable.map((rule) => `${rule.method} ${rule.path}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('admits nobody to a route without a rule', () => {
    expect(ruleOf('POST', '/api/v1/unheard-of')).toBeUndefined();
    expect(isAdmitted(undefined, holding(...people))).toBe(false);
  });

  it('admits to a route that needs a role only callers who hold it', () => {
    const enrol = ruleOf('POST', '/api/v1/journeys');
    expect(isAdmitted(enrol, holding('coordinator'))).toBe(true);
    expect(isAdmitted(enrol, holding('physician'))).toBe(false);
    expect(isAdmitted(enrol, undefined)).toBe(false);
  });

  it('keeps partners away from everything that shows a journey', () => {
    const journeys = routeTable.filter((rule) => rule.path.startsWith('/api/v1/journeys'));
    expect(journeys.some((rule) => isAdmitted(rule, holding('partner')))).toBe(false);
  });

  it('answers HEAD by the rule of GET', () => {
    expect(ruleOf('HEAD', '/health/live')).toBe(ruleOf('GET', '/health/live'));
  });
});
