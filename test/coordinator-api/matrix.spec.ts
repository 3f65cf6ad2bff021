import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Role, roles } from '#access/role.js';
import { isAdmitted, type RouteRule, routeTable } from '#access/route-table.js';
import { decisionTable, type DecisionType } from '#domain/decisions/decision-table.js';
import { ApiStage, eventually, journeys } from './api-stage.js';
import { person, type Person } from './people.js';

const coordinator = person('coordinator');
const physician = person('physician');
const types = Object.keys(decisionTable) as DecisionType[];
const ofJourneys = routeTable.filter(({ path }) => path.startsWith(`${journeys}/:journeyId`));

/** Where a person's role is held, as seen from a journey that Northgate treats. */
const places = { own: 'northgate', foreign: 'lakeview', every: '*' } as const;
type Place = keyof typeof places;
type State = 'open' | 'closed';

/** What the tables say of a cell. */
type Verdict = 'forbidden' | 'unknown' | 'let in';

describe('who may do what', () => {
  let stage: ApiStage;
  const ids: Partial<Record<State, string>> = {};

  beforeAll(async () => {
    stage = await ApiStage.open();
    await stage.startWorker();
    for (const state of ['open', 'closed'] as const) ids[state] = await stage.enrol(coordinator);
    const data = { reason: 'infection' };
    const type = 'reject-eligibility';
    const closed = { journeyId: ids.closed ?? '', type, data, meaning: 'rejected' } as const;
    const signature = await stage.people.signature(physician, closed);
    const key = randomUUID();
    const version = await eventually(async () => {
      const asked = { type, data, signature };
      const { body } = await stage.decide(physician, closed.journeyId, asked, key);
      return body['version'];
    });
    await stage.untilProjected(closed.journeyId, Number(version));
    await stage.untilProjected(ids.open ?? '');
  });
  afterAll(async () => {
    await stage.close();
  });

  function saidOf(status: number, code: unknown): Verdict {
    if (status === 403) return 'forbidden';
    return status === 404 && code === 'unknown-journey' ? 'unknown' : 'let in';
  }

  async function verdict(who: Person, rule: RouteRule, state: State): Promise<Verdict> {
    const path = rule.path.replace(':journeyId', ids[state] ?? '').replace(':noteId', 'note-0');
    const { status, body } = await stage.ask(who, rule.method, path);
    return saidOf(status, body['code']);
  }

  /** What the table of routes says: the role passes the route, the site decides whether the journey exists for it. */
  function expected(role: Role, rule: RouteRule, place: Place): Verdict {
    const who = { ...person(role, places[place]), name: '' };
    if (!isAdmitted(rule, who)) return 'forbidden';
    return place === 'foreign' ? 'unknown' : 'let in';
  }

  // A body is looked at before the journey is: what is not one says nothing about who may.
  const withoutBody = ofJourneys.filter(({ method }) => method === 'GET');
  const cells = withoutBody.flatMap((rule) =>
    (['open', 'closed'] as const).map((state) => ({ rule, state })),
  );

  it.each(cells.map(({ rule, state }) => [rule.method, rule.path, state, rule] as const))(
    '%s %s of a journey that is %s, for every role at its own, at another and at every site',
    async (_method, _path, state, rule) => {
      for (const role of roles) {
        for (const place of Object.keys(places) as Place[]) {
          const said = await verdict(person(role, places[place]), rule, state);
          expect([role, place, said]).toEqual([role, place, expected(role, rule, place)]);
        }
      }
    },
  );

  it.each(types)('the decision %s, for every role at its own and at another site', async (type) => {
    const allowed: readonly string[] = decisionTable[type].roles;
    for (const role of roles.filter((one) => one !== 'partner')) {
      for (const place of ['own', 'foreign'] as const) {
        const who = person(role, places[place]);
        // Data that no decision takes: whoever may decide is told so, and nothing is decided.
        const asked = { type, data: { nothing: 'of the kind' } };
        const { status, body } = await stage.decide(who, ids.closed ?? '', asked, randomUUID());
        const inside = allowed.includes(role) ? 'let in' : 'forbidden';
        const wanted = place === 'foreign' ? 'unknown' : inside;
        expect([role, place, saidOf(status, body['code'])]).toEqual([role, place, wanted]);
      }
    }
  });
});
