import { describe, expect, it } from '@jest/globals';
import { type Caller, rolesFor, sitesOf } from './caller.js';

const caller: Caller = {
  subject: 'u1',
  name: 'Ada',
  roles: { northgate: ['nurse'], riverside: ['coordinator'] },
};

describe('the reach of a caller', () => {
  it('covers a journey by its treating site and by its collection site', () => {
    expect(rolesFor(caller, { treating: 'northgate', collection: 'lakeview' })).toEqual(['nurse']);
    expect(rolesFor(caller, { treating: 'lakeview', collection: 'riverside' })).toEqual([
      'coordinator',
    ]);
    expect(rolesFor(caller, { treating: 'lakeview', collection: 'lakeview' })).toEqual([]);
  });

  it('counts only the sites at which the role is held', () => {
    expect(sitesOf(caller, ['nurse'])).toEqual(['northgate']);
    expect(sitesOf(caller, ['quality'])).toEqual([]);
  });

  it('is every site for a role held everywhere', () => {
    const everywhere: Caller = { ...caller, roles: { '*': ['auditor'] } };
    expect(sitesOf(everywhere, ['auditor'])).toBe('*');
    expect(rolesFor(everywhere, { treating: 'lakeview', collection: 'lakeview' })).toEqual([
      'auditor',
    ]);
  });

  it('is not widened by a site named like a property of every object', () => {
    expect(rolesFor(caller, { treating: 'constructor', collection: 'toString' })).toEqual([]);
  });
});
