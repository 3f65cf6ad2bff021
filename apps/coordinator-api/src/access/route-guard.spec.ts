import { describe, expect, it } from '@jest/globals';
import type { ExecutionContext } from '@nestjs/common';
import type { Role } from '#access/role.js';
import { RouteGuard } from './route-guard.js';

function asked(method: string, url: string, roles: Role[] = ['coordinator', 'administrator']) {
  const request = { method, routeOptions: { url }, headers: { authorization: 'Bearer x' } };
  const context = { switchToHttp: () => ({ getRequest: () => request }) };
  const caller = { subject: 'u1', name: 'Ada', roles: { northgate: roles } };
  return new RouteGuard(() => Promise.resolve(caller)).canActivate(
    context as unknown as ExecutionContext,
  );
}

describe('the guard of routes', () => {
  it('lets in by the rule of the route', async () => {
    expect(await asked('GET', '/api/v1/journeys')).toBe(true);
  });

  it('refuses a route without a rule, whoever asks', async () => {
    await expect(asked('GET', '/api/v1/unheard-of')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(asked('DELETE', '/api/v1/journeys')).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('refuses whoever holds no role that the rule names', async () => {
    const refused = asked('POST', '/api/v1/journeys', ['physician']);
    await expect(refused).rejects.toMatchObject({ code: 'forbidden' });
  });
});
