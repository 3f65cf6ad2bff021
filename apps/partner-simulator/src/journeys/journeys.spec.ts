import { describe, expect, it } from '@jest/globals';
import { demonstrationNetwork } from '#partners/demonstration-network.js';
import { PartnerRegistry } from '#partners/registry.js';
import { exampleStatus } from '../../../../test/partner-simulator/example-status.js';
import { placementsAt } from '../network/placements.js';
import type { JourneyStatus } from '../story/journey-status.js';
import type { PartnerRequest } from '../story/partner-request.js';
import { Journeys } from './journeys.js';
import { referralNumber } from './referral.js';
import { simulatedPatient } from './simulated-patients.js';

const registry = new PartnerRegistry(demonstrationNetwork);
const placements = placementsAt(registry.sites, undefined);

function statusOf(journeyId: string, index: number | null): JourneyStatus {
  const { siteId, product, indication } = simulatedPatient(
    { seed: 1, index: index ?? 1 },
    placements,
  );
  const identifiers =
    index === null ? [] : [{ system: 'referral', value: referralNumber({ seed: 1, index }) }];
  return exampleStatus({
    journeyId,
    sites: { treating: siteId },
    product,
    indication,
    identifiers,
  });
}

function asked(journeyId: string): PartnerRequest {
  return {
    id: `${journeyId}/eligibility.requested/1`,
    type: 'eligibility.requested',
    subject: journeyId,
    time: '2026-03-02T09:00:00.000Z',
    partnerId: 'northgate-clinic',
    data: { tests: ['hbv', 'active-infection'] },
  };
}

function journeys(index: number | null, seed = 1): Journeys {
  return new Journeys(registry, placements, seed, (id) => Promise.resolve(statusOf(id, index)));
}

describe('journeys', () => {
  it('are known as own by their referral, whoever asks first', async () => {
    expect((await journeys(1).find('J1')).isOwn).toBe(true);
    expect((await journeys(null).find('J1')).isOwn).toBe(false);
  });

  it('are found out about once', async () => {
    let asks = 0;
    const all = new Journeys(registry, placements, 1, (id) => {
      asks += 1;
      return Promise.resolve(statusOf(id, 1));
    });
    const [one, other] = await Promise.all([all.find('J1'), all.find('J1')]);
    expect(one).toBe(other);
    expect(asks).toBe(1);
  });

  it('are asked about again after an answer that could not be used', async () => {
    let asks = 0;
    const all = new Journeys(registry, placements, 1, (id) => {
      asks += 1;
      const status = statusOf(id, 1);
      return Promise.resolve(asks === 1 ? { ...status, rules: { id: 'unheard-of' } } : status);
    });
    await expect(all.find('J1')).rejects.toMatchObject({ code: 'rules-unknown' });
    expect((await all.find('J1')).isOwn).toBe(true);
  });

  it('answer a request once, in the order of the times', async () => {
    const journey = await journeys(1).find('J1');
    const events = journey.answer('clinic', asked('J1'));
    const times = events.map(({ time }) => time);
    expect(times).toEqual(times.toSorted());
    expect(events.length).toBeGreaterThan(4);
    expect(journey.answer('clinic', asked('J1'))).toEqual([]);
  });

  it('take the same course in another run, under another journey id', async () => {
    const courseOf = async (id: string): Promise<unknown> => {
      const events = (await journeys(1).find(id)).answer('clinic', asked(id));
      return events.map(({ type, time, data }) => [
        type,
        time,
        type === 'coverage.approved' ? null : data,
      ]);
    };
    expect(await courseOf('J-OTHER')).toEqual(await courseOf('J1'));
  });

  it('take another course with another seed', async () => {
    const withSeed = async (seed: number): Promise<unknown> =>
      (await journeys(null, seed).find('J1')).answer('clinic', asked('J1'));
    expect(await withSeed(2)).not.toEqual(await withSeed(1));
  });
});
