import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ModulesContainer } from '@nestjs/core';
import { roles } from '#access/role.js';
import { isAdmitted, routeTable, ruleOf } from '#access/route-table.js';
import { operations } from '#contracts/http/operations.js';
import { ApiStage, journeys, problemOf } from './api-stage.js';
import { person } from './people.js';

const coordinator = person('coordinator');

describe('the API and its routes', () => {
  let stage: ApiStage;
  let journeyId: string;

  beforeAll(async () => {
    stage = await ApiStage.open();
    await stage.startWorker();
    journeyId = await stage.enrol(coordinator);
    await stage.untilProjected(journeyId);
  });
  afterAll(async () => {
    await stage.close();
  });

  describe('let in', () => {
    it('nobody by a route that the table does not name, and names no route that is not there', () => {
      const registered = [...stage.api.get(ModulesContainer).values()]
        .flatMap((module) => [...module.controllers.values()])
        .flatMap(({ metatype }) => routesOf(metatype as Controller));
      expect(registered.filter(({ method, path }) => ruleOf(method, path) === undefined)).toEqual(
        [],
      );
      const told = (route: { method: string; path: string }): string =>
        `${route.method} ${route.path}`;
      expect(registered.map(told).toSorted()).toEqual(routeTable.map(told).toSorted());
    });

    it('the roles that the table names, and no other', async () => {
      for (const rule of routeTable) {
        const path = rule.path
          .replace(':journeyId', journeyId)
          .replace(':noteId', 'note-0')
          .replace(':file', 'start.js')
          .replace(':taskId', 'task-0')
          .replace(':siteId', 'northgate')
          .replace(':id', '0')
          .replace(':secret', 'guessed');
        const anonymous = await stage.ask(null, rule.method, path);
        expect([rule.path, anonymous.status === 401]).toEqual([rule.path, rule.who !== 'anyone']);
        for (const role of roles) {
          const who = person(role);
          const { status } = await stage.ask(who, rule.method, path);
          const isIn = isAdmitted(rule, { ...who, name: '' });
          expect([rule.method, rule.path, role, status !== 403]).toEqual([
            rule.method,
            rule.path,
            role,
            isIn,
          ]);
        }
      }
    });

    it('nobody with a token of another issuer or one that signs a record', async () => {
      const content = { journeyId, type: 'x', data: {}, meaning: 'approved' } as const;
      const { idToken } = await stage.people.signature(coordinator, content);
      const answer = await stage.ask(null, 'GET', journeys, undefined, {
        authorization: `Bearer ${idToken}`,
      });
      expect(problemOf(answer)).toBe('unauthenticated');
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    });
  });

  describe('are documented, and serve', () => {
    it('every route of its own', async () => {
      const { body } = await stage.ask(null, 'GET', '/openapi.json');
      const described = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
      const own = routeTable
        .filter(({ path }) => /^\/(api|health|metrics)/.test(path))
        .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
      expect(described.toSorted()).toEqual(own.toSorted());
      expect(body['openapi']).toBe('3.1.0');
    });

    it('the measurements of its process', async () => {
      const { status, headers, body } = await stage.ask(null, 'GET', '/metrics');
      expect([status, headers.get('content-type')]).toEqual([
        200,
        expect.stringContaining('text/plain'),
      ]);
      expect(body['text']).toContain('http_request_duration_seconds');
    });

    it('the page at every address of the page’s own, and its files for a year', async () => {
      const html = { accept: 'text/html,*/*' };
      for (const path of ['/', '/worklist', `/journeys/${journeyId}`, '/signed-in?code=1']) {
        const { status, headers, body } = await stage.ask(null, 'GET', path, undefined, html);
        expect([path, status, body['text']]).toEqual([
          path,
          200,
          expect.stringContaining('The page'),
        ]);
        expect(headers.get('cache-control')).toBe('no-store');
        expect(headers.get('content-security-policy')).toContain(
          `connect-src 'self' ${stage.people.issuer}`,
        );
      }
      const file = await stage.ask(null, 'GET', '/assets/page-4f2a.js');
      expect(file.headers.get('cache-control')).toContain('immutable');
      expect(file.headers.get('content-encoding')).toBe('gzip');
      expect(problemOf(await stage.ask(null, 'GET', '/assets/page-0000.js'))).toBe('not-found');
      const unheard = await stage.ask(null, 'GET', '/api/v1/unheard-of', undefined, html);
      expect(problemOf(unheard)).toBe('not-found');
    });

    it('where to sign in to whoever is not, and what they may do to whoever is', async () => {
      const { body } = await stage.ask(null, 'GET', '/api/v1/session');
      expect(body).toMatchObject({
        environment: 'demonstration',
        identity: { issuer: stage.people.issuer, clientId: 'vein-to-vein-page' },
      });
      const me = await stage.ask(person('quality', 'lakeview'), 'GET', '/api/v1/me');
      expect(me.body['sites']).toEqual([{ siteId: 'lakeview', roles: ['quality'] }]);
      expect(me.body['decisions']).toContainEqual({
        type: 'dispose-excursion',
        signed: true,
        persons: 1,
        meaning: 'approved',
        sites: ['lakeview'],
      });
    });

    it('itself on a page that asks nothing of other origins', async () => {
      const page = await stage.ask(null, 'GET', '/docs');
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(String(page.body['text'])).not.toMatch(/https?:/);
      for (const file of ['start.js', 'swagger-ui-bundle.js', 'swagger-ui.css']) {
        expect((await stage.ask(null, 'GET', `/docs/${file}`)).status).toBe(200);
      }
      expect(problemOf(await stage.ask(null, 'GET', '/docs/package.json'))).toBe('not-found');
    });
  });
});

type Controller = { readonly prototype: object };

/** The routes of a controller as Nest registers them. */
function routesOf(controller: Controller): readonly { method: string; path: string }[] {
  const prefix = String(Reflect.getMetadata('path', controller));
  const names = Object.getOwnPropertyNames(controller.prototype);
  return names.flatMap((name) => {
    if (name === 'constructor') return [];
    const handler = Reflect.get(controller.prototype, name) as object;
    const path: unknown = Reflect.getMetadata('path', handler);
    if (typeof path !== 'string') return [];
    const method = ['GET', 'POST', 'PUT', 'DELETE'][Number(Reflect.getMetadata('method', handler))];
    const parts = [prefix, path].map((part) => part.replaceAll(/^\/|\/$/g, '')).filter(Boolean);
    return [{ method: method ?? 'unknown', path: `/${parts.join('/')}` }];
  });
}
