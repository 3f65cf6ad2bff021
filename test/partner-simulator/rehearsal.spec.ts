import { beforeAll, describe, expect, it } from '@jest/globals';
import { demonstrationNetwork } from '#partners/demonstration-network.js';
import { PartnerRegistry } from '#partners/registry.js';
import { placementsAt } from '../../apps/partner-simulator/src/network/placements.js';
import { type Fate, kindFate } from '../../apps/partner-simulator/src/story/fate.js';
import {
  patientOf,
  type SimulatedPatient,
} from '../../apps/partner-simulator/src/story/patient.js';
import { hours } from '../../apps/partner-simulator/src/story/planned-event.js';
import { type Performance, rehearse, type Script } from './rehearsal.js';
import { stagePlans } from './stage-plan.js';

const registry = new PartnerRegistry(demonstrationNetwork);
const placements = placementsAt(registry.sites, undefined);
let plans: Script['plans'];

beforeAll(async () => {
  plans = await stagePlans();
});

function patient(index: number, fate: Partial<Fate> | null): SimulatedPatient {
  const drawn = patientOf(1, index, placements, '2026-01-01');
  return fate === null ? drawn : { ...drawn, fate: { ...kindFate(drawn.fate), ...fate } };
}

function played(
  index: number,
  fate: Partial<Fate> | null,
  changes: Partial<Script> = {},
): Promise<Performance> {
  const script = { seed: 1, registry, plans, until: 'follow-up' as const, ...changes };
  return rehearse({ ...script, patient: patient(index, fate) });
}

async function several(
  count: number,
  fate: Partial<Fate> | null,
  changes: Partial<Script> = {},
): Promise<readonly Performance[]> {
  const performances: Performance[] = [];
  for (let index = 0; index < count; index += 1) {
    performances.push(await played(index, fate, changes));
  }
  return performances;
}

function endings(performances: readonly Performance[]): readonly string[] {
  const ends = performances.map(
    ({ stuck, state }) => stuck ?? state.outcome?.outcome ?? state.stage,
  );
  return [...new Set(ends)].toSorted();
}

function taken({ decisions }: Performance, type: string): number {
  return decisions.filter((one) => one.type === type && one.outcome === 'accepted').length;
}

describe('a journey among simulated partners and people', () => {
  it('reaches follow-up with every product at every site', async () => {
    const performances = await several(placements.length, {});
    expect(endings(performances)).toEqual(['follow-up']);
    const refused = performances.flatMap(({ decisions }) =>
      decisions.filter(({ outcome }) => outcome !== 'accepted'),
    );
    expect(refused).toEqual([]);
  });

  it('reaches follow-up with every approved product, and with one off the shelf', async () => {
    const everywhere = placementsAt(registry.sites, undefined, 'every');
    const first = new Map(
      everywhere.map(({ product, indication, siteId }, index) => {
        const { jurisdiction } = registry.siteById(siteId) ?? {};
        return [`${product} ${indication} ${jurisdiction}`, index] as const;
      }),
    );
    for (const [treatment, index] of first) {
      const drawn = patientOf(1, index, everywhere, '2026-01-01');
      const performance = await rehearse({
        seed: 1,
        registry,
        plans,
        until: 'follow-up',
        patient: { ...drawn, fate: kindFate(drawn.fate) },
      });
      expect([treatment, performance.stuck ?? performance.state.stage]).toEqual([
        treatment,
        'follow-up',
      ]);
    }
  });

  it('misses no assessment and parks nothing while nothing is late', async () => {
    const performances = await several(4, {});
    const trouble = performances.flatMap(({ records }) =>
      records.filter(
        ({ type, data }) =>
          ['event.parked', 'event.refused', 'deviation.raised'].includes(type) ||
          (type === 'deadline.missed' && String(data.detail?.['name']).startsWith('next-')),
      ),
    );
    expect(trouble).toEqual([]);
  });

  it('goes through fifteen years of visits to its end', async () => {
    const { state, stuck } = await played(2, {}, { until: 'closed' });
    expect(stuck).toBeNull();
    expect(state.outcome?.outcome).toBe('completed');
    expect(state.visits.every((visit) => visit.completed !== null)).toBe(true);
  });

  it('closes as ineligible when screening finds an infection', async () => {
    expect(endings(await several(3, { isIneligible: true }))).toEqual(['ineligible']);
  });

  it('has its product made again from retained material after a failure', async () => {
    const performances = await several(3, { failingAttempts: 1 });
    expect(endings(performances)).toEqual(['follow-up']);
    for (const performance of performances) {
      expect(taken(performance, 'order-remanufacture')).toBe(1);
      expect(performance.state.attempts.manufacturing).toBe(2);
    }
  });

  it('closes when the attempts that are allowed have failed', async () => {
    expect(endings(await several(3, { failingAttempts: 2 }))).toEqual(['manufacturing-failed']);
  });

  it('is held by an excursion on either leg until quality has decided', async () => {
    const excursionOn = ['collection-to-manufacturer', 'manufacturer-to-clinic'] as const;
    const performances = await several(3, { excursionOn });
    expect(endings(performances)).toEqual(['follow-up']);
    for (const performance of performances) {
      const count = (type: string): number =>
        performance.records.filter((record) => record.type === type).length;
      expect(taken(performance, 'dispose-excursion')).toBe(2);
      expect([count('hold.placed'), count('hold.lifted')]).toEqual([2, 2]);
    }
  });

  it('goes on with few cells when a physician accepts them', async () => {
    const performances = await several(3, { hasLowYield: true });
    expect(endings(performances)).toEqual(['follow-up']);
    expect(performances.map((one) => taken(one, 'accept-low-yield'))).toEqual([1, 1, 1]);
  });

  it('waits out an infection before the infusion', async () => {
    const performances = await several(3, { hasInfectionBeforeInfusion: true });
    expect(endings(performances)).toEqual(['follow-up']);
  });

  it('closes with a death while waiting or after the infusion', async () => {
    const waiting = await several(2, { diesWaitingOnDay: 12 });
    const after = await several(2, { diesAfterInfusionOnDay: 20 }, { until: 'closed' });
    expect(endings([...waiting, ...after])).toEqual(['deceased']);
    expect(waiting.map(({ state }) => state.outcome?.infused)).toEqual([false, false]);
    expect(after.map(({ state }) => state.outcome?.infused)).toEqual([true, true]);
  });

  it('comes through duplicates and late events', async () => {
    const rates = { duplicates: 0.2, reorder: 0.2 };
    expect(endings(await several(6, {}, { rates }))).toEqual(['follow-up']);
  });

  it('comes through events that are told wrongly at first', async () => {
    const rates = { duplicates: 0.1, reorder: 0.1, corrections: 0.3 };
    const performances = await several(6, {}, { rates });
    expect(endings(performances)).toEqual(['follow-up']);
    const told = performances.flatMap(({ records }) => records.map(({ type }) => type));
    expect(told).toEqual(expect.arrayContaining(['event.corrected', 'event.retracted']));
  });

  it('comes through when everything takes half a day longer', async () => {
    expect(endings(await several(5, {}, { lagMs: hours(12) }))).toEqual(['follow-up']);
  });

  it('ends as a fate drawn by chance says', async () => {
    const rates = { duplicates: 0.1, reorder: 0.1 };
    const ends = endings(await several(10, null, { seed: 7, rates }));
    const possible = ['deceased', 'follow-up', 'ineligible', 'manufacturing-failed'];
    expect(ends.filter((end) => !possible.includes(end))).toEqual([]);
  });

  it('is told the same way by the same seed', async () => {
    const [one, other] = [await played(3, null), await played(3, null)];
    expect(other.events).toEqual(one.events);
    expect(other.state.lastHash).toBe(one.state.lastHash);
  });
});
