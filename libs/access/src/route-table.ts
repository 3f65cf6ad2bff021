import { type Caller, hasAnyRole } from './caller.js';
import { clinicalRoles, people, type Role, roles } from './role.js';

/** Who may use a route: anybody without a token, or callers with one of the roles at some site. */
export type Who = 'anyone' | readonly Role[];

/** One rule; `path` is the route's pattern, with `:name` for each parameter. */
export type RouteRule = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly who: Who;
};

/**
 * The rule of every route. Holding the role somewhere passes this table only: what a caller sees or
 * changes behind it depends on the roles at the journey's own sites.
 */
export const routeTable: readonly RouteRule[] = [
  { method: 'GET', path: '/', who: 'anyone' },
  { method: 'GET', path: '/health/live', who: 'anyone' },
  { method: 'GET', path: '/health/ready', who: 'anyone' },
  { method: 'GET', path: '/metrics', who: 'anyone' },
  { method: 'GET', path: '/openapi.json', who: 'anyone' },
  { method: 'GET', path: '/docs', who: 'anyone' },
  { method: 'GET', path: '/docs/:file', who: 'anyone' },
  { method: 'GET', path: '/api/v1/session', who: 'anyone' },
  { method: 'GET', path: '/api/v1/me', who: people },
  { method: 'GET', path: '/api/v1/signature-keys', who: 'anyone' },
  { method: 'GET', path: '/api/v1/worklist', who: people },
  { method: 'POST', path: '/api/v1/worklist/:taskId/claim', who: people },
  { method: 'POST', path: '/api/v1/worklist/:taskId/hand-over', who: people },
  { method: 'POST', path: '/api/v1/worklist/:taskId/snooze', who: people },
  { method: 'POST', path: '/api/v1/journeys', who: ['coordinator'] },
  { method: 'GET', path: '/api/v1/journeys', who: people },
  { method: 'GET', path: '/api/v1/journeys/:journeyId', who: people },
  { method: 'GET', path: '/api/v1/journeys/:journeyId/timeline', who: people },
  { method: 'GET', path: '/api/v1/journeys/:journeyId/patient', who: clinicalRoles },
  { method: 'GET', path: '/api/v1/journeys/:journeyId/notes/:noteId', who: clinicalRoles },
  { method: 'PUT', path: '/api/v1/journeys/:journeyId/patient', who: ['coordinator'] },
  { method: 'POST', path: '/api/v1/journeys/:journeyId/decisions', who: people },
  { method: 'POST', path: '/api/v1/journeys/:journeyId/facts', who: people },
  { method: 'GET', path: '/api/v1/journeys/:journeyId/custody', who: people },
  {
    method: 'GET',
    path: '/api/v1/journeys/:journeyId/custody/export',
    who: ['quality', 'auditor'],
  },
  { method: 'GET', path: '/api/v1/journeys/:journeyId/schedule', who: people },
  {
    method: 'POST',
    path: '/api/v1/journeys/:journeyId/schedule/preview',
    who: ['coordinator', 'logistics'],
  },
  {
    method: 'GET',
    path: '/api/v1/journeys/:journeyId/toxicity',
    who: [...clinicalRoles, 'quality'],
  },
  { method: 'GET', path: '/api/v1/journeys/:journeyId/accesses', who: ['privacy-officer'] },
  { method: 'POST', path: '/api/v1/emergency-access', who: clinicalRoles },
  { method: 'GET', path: '/api/v1/emergency-access', who: ['privacy-officer', 'auditor'] },
  { method: 'POST', path: '/api/v1/emergency-access/:id/review', who: ['privacy-officer'] },
  { method: 'GET', path: '/api/v1/handover', who: clinicalRoles },
  { method: 'GET', path: '/api/v1/sites/:siteId/on-call', who: people },
  { method: 'PUT', path: '/api/v1/sites/:siteId/on-call', who: ['coordinator'] },
  { method: 'POST', path: '/api/v1/sites/:siteId/decisions', who: ['coordinator', 'operations'] },
  { method: 'GET', path: '/api/v1/partners', who: ['administrator'] },
  { method: 'PUT', path: '/api/v1/partners', who: ['administrator'] },
  {
    method: 'GET',
    path: '/api/v1/metrics/journeys',
    who: ['coordinator', 'operations', 'quality'],
  },
  { method: 'GET', path: '/api/v1/stream', who: roles },
  { method: 'GET', path: '/api/v1/products', who: roles },
  { method: 'GET', path: '/api/v1/sites', who: roles },
  { method: 'PUT', path: '/api/v1/sites', who: ['administrator'] },
  { method: 'GET', path: '/api/v1/operations', who: ['operations'] },
  { method: 'GET', path: '/api/v1/dead-letters', who: ['operations'] },
  { method: 'POST', path: '/api/v1/dead-letters/replay', who: ['operations'] },
  { method: 'POST', path: '/api/v1/dead-letters/discard', who: ['operations'] },
  { method: 'POST', path: '/api/v1/dead-letters/:id/replay', who: ['operations'] },
  { method: 'POST', path: '/api/v1/dead-letters/:id/discard', who: ['operations'] },
  { method: 'POST', path: '/codec/decode', who: ['operations'] },
  { method: 'POST', path: '/codec/:secret/decode', who: 'anyone' },
];

/** The rule of a route by its pattern; HEAD is answered as GET. Undefined when there is none. */
export function ruleOf(method: string, path: string): RouteRule | undefined {
  const asked = method === 'HEAD' ? 'GET' : method;
  return routeTable.find((rule) => rule.method === asked && rule.path === path);
}

/** Whether a rule lets this caller in; no rule lets nobody in. */
export function isAdmitted(rule: RouteRule | undefined, caller: Caller | undefined): boolean {
  if (rule === undefined) return false;
  if (rule.who === 'anyone') return true;
  return caller !== undefined && hasAnyRole(caller, rule.who);
}
