import { beforeAll, describe, expect, it } from '@jest/globals';
import { demonstrationNetwork } from '#partners/demonstration-network.js';
import { PartnerRegistry } from '#partners/registry.js';
import { plusDays, plusHours } from '#domain/time/instant.js';
import { sliceFor } from '#products/products.js';
import { tellWell } from '../../libs/domain/test-journeys/scenes.js';
import { journeyIn } from '../../libs/domain/test-journeys/story.js';
import { placementsAt } from '../../apps/partner-simulator/src/network/placements.js';
import { patientOf } from '../../apps/partner-simulator/src/story/patient.js';
import { type Alarm, alarmsOf, counted, dayOf, isOfDeterioration, nightOf } from './alarms.js';
import { rehearse } from './rehearsal.js';
import { stagePlans } from './stage-plan.js';

const patients = 40;
const mostPagesANight = 3;
const mostMessagesADay = 10;

const registry = new PartnerRegistry(demonstrationNetwork);
const placements = placementsAt(registry.sites, undefined);
const zoneOf = ({ siteId }: Alarm): string => registry.siteById(siteId)?.zone ?? 'UTC';

describe('forty patients of the demonstration, who begin a day apart', () => {
  let alarms: readonly Alarm[];
  const stuckOnes: unknown[] = [];

  beforeAll(async () => {
    const plans = await stagePlans();
    const told: Alarm[] = [];
    for (let index = 0; index < patients; index += 1) {
      const patient = patientOf(11, index, placements, '2026-01-01');
      const from = plusDays('2026-03-02T09:00:00.000Z', index);
      const played = { seed: 11, registry, plans, patient, from, until: 'follow-up' } as const;
      const { records, stuck } = await rehearse(played);
      if (stuck !== null) stuckOnes.push(stuck);
      told.push(...alarmsOf(records, patient.siteId));
    }
    alarms = told;
  }, 240_000);

  it('go all the way', () => {
    expect(stuckOnes).toEqual([]);
  });

  it('wake nobody more than three times a night while nobody is doing worse', () => {
    const pages = alarms.filter((one) => one.isPage && !isOfDeterioration(one));
    const atNight = pages.filter((one) => nightOf(one.at, zoneOf(one)) !== null);
    const nights = counted(atNight, (one) => `${one.siteId} ${nightOf(one.at, zoneOf(one))}`);
    expect(Math.max(0, ...nights.values())).toBeLessThanOrEqual(mostPagesANight);
  });

  it('tell no person more than ten things a day that were not asked for', () => {
    const days = counted(
      alarms,
      (one) => `${one.siteId} ${one.person} ${dayOf(one.at, zoneOf(one))}`,
    );
    expect(Math.max(...days.values())).toBeLessThanOrEqual(mostMessagesADay);
  });

  it('are heard of when they do worse', () => {
    expect(alarms.filter((one) => isOfDeterioration(one)).length).toBeGreaterThan(5);
  });
});

describe('what is filled in later', () => {
  it('pages nobody: nothing of it can be acted on any more', () => {
    const rules = sliceFor({
      product: 'tisagenlecleucel',
      indication: 'b-all',
      jurisdiction: 'US',
      date: '2026-03-02',
    });
    const journey = tellWell(journeyIn('monitoring', rules).later(72));
    const before = journey.state.alerts.length;
    for (const hoursAgo of [60, 48, 36, 24]) {
      const measuredAt = plusHours(journey.now, -hoursAgo);
      journey.tell('vitals.recorded', { celsius: 39.5, measuredAt }, { time: measuredAt });
    }
    expect(journey.state.alerts).toHaveLength(before);
  });
});
