import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadPartners } from '#partners/registry.js';
import { placementsAt } from '../../apps/partner-simulator/src/network/placements.js';
import {
  patientOf,
  type SimulatedPatient,
} from '../../apps/partner-simulator/src/story/patient.js';
import { type Performance, rehearse } from './rehearsal.js';
import { stagePlans } from './stage-plan.js';

const registry = loadPartners();
const placements = placementsAt(registry.sites, undefined);
let plans: Awaited<ReturnType<typeof stagePlans>>;

beforeAll(async () => {
  plans = await stagePlans();
});

describe('survey', () => {
  it('plays', async () => {
    const started = Date.now();
    const outcomes: Record<string, number> = {};
    const refused: Record<string, number> = {};
    const stuck: string[] = [];
    let records = 0,
      longest = 0;
    const n = Number(process.env['N'] ?? 45);
    for (let index = 0; index < n; index += 1) {
      const patient: SimulatedPatient = patientOf(1, index, placements, '2026-03-02');
      let p: Performance;
      try {
        p = await rehearse({ seed: 1, patient, registry, plans, until: 'follow-up' });
      } catch (error) {
        stuck.push(
          `#${index} ${patient.product} ${patient.indication} ${patient.siteId} threw ${(error as Error).stack?.slice(0, 600)}`,
        );
        continue;
      }
      records += p.records.length;
      longest = Math.max(longest, p.records.length);
      const key = p.stuck === null ? `${p.state.stage}/${p.state.outcome?.outcome ?? ''}` : 'stuck';
      outcomes[key] = (outcomes[key] ?? 0) + 1;
      for (const d of p.decisions)
        if (d.outcome !== 'accepted') {
          const k = `${d.type} ${d.outcome} ${d.code}`;
          refused[k] = (refused[k] ?? 0) + 1;
        }
      if (p.stuck !== null)
        stuck.push(
          `#${index} ${patient.product} ${patient.indication} ${patient.siteId} ${p.stuck}`,
        );
    }
    process.stdout.write(
      JSON.stringify(
        {
          ms: Date.now() - started,
          outcomes,
          refused,
          records,
          longest,
          stuck: stuck.slice(0, 12),
        },
        null,
        1,
      ) + '\n',
    );
    expect(true).toBe(true);
  });
});
