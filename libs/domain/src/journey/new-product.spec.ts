import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { productsOf, sliceFor } from '#products/products.js';
import { journeyIn } from '../../test-journeys/story.js';

const known = { source: 'trial', verified: 'shaky' };
const sourced = (value: unknown) => ({ value, ...known });
const window = (name: string, until: number) => ({ name, until: sourced(until) });

/** A product that no code has heard of, as its file would be; JSON is YAML. */
const definition = {
  product: 'novacabtagene-example',
  name: 'Novacabtagene example',
  disease: 'haematologic',
  target: ['cd22'],
  source: 'autologous',
  construct: { costimulation: '4-1bb', vector: 'lentiviral' },
  include: 'car-t',
  sources: { trial: 'Protocol of a trial' },
  layers: {
    product: {
      eligibility: {
        priorTherapies: [{ diseaseStatuses: ['relapsed'], minimumLines: sourced(1) }],
      },
      material: {
        state: 'fresh',
        accepts: ['fresh'],
        shippingCelsius: { min: sourced(2), max: sourced(8) },
      },
      product: {
        storageMaxCelsius: sourced(-140),
        clocks: [
          { name: 'begun', anchor: 'thaw-begun', until: 'begun', minutes: sourced(20) },
          { name: 'given', anchor: 'thawed', until: 'given', minutes: sourced(45) },
        ],
        containers: { minimum: sourced(1), oneAtATime: true, kinds: [] },
      },
      lymphodepletion: {
        regimens: [
          {
            id: 'fludarabine-alone',
            drugs: [{ drug: 'fludarabine', doseMgPerM2: sourced(30), days: sourced([1, 2, 3]) }],
            lastDay: sourced(3),
          },
        ],
        toInfusionDays: { timing: 'window', from: sourced(1), until: sourced(5) },
      },
      dosing: { doses: [{ number: 1, basis: 'per-kilogram', perKgTarget: sourced(1e6) }] },
      infusion: { tocilizumabDoses: sourced(2) },
      monitoring: {
        windows: [
          window('daily-monitoring', 5),
          window('total-watch', 21),
          window('proximity', 21),
          window('driving', 42),
        ],
      },
    },
  },
  versions: [
    {
      indication: 'cll',
      jurisdiction: 'US',
      effectiveFrom: { value: '2026-01-01', ...known },
      layers: ['common', 'autologous', 'response-chronic-leukaemia', 'product'],
    },
  ],
};

describe('a product that is added as a file alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'definitions-'));
  cpSync(fileURLToPath(new URL('../../../products/definitions', import.meta.url)), folder, {
    recursive: true,
  });
  writeFileSync(join(folder, 'novacabtagene-example.yaml'), JSON.stringify(definition));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const rules = sliceFor(
    {
      product: 'novacabtagene-example',
      indication: 'cll',
      jurisdiction: 'US',
      date: '2026-03-02',
    },
    productsOf(folder),
  );
  const journey = journeyIn('follow-up', rules);

  it('carries a patient from enrolment to follow-up', () => {
    expect(journey.state.stage).toBe('follow-up');
    expect(journey.state.rules.productName).toBe('Novacabtagene example');
  });

  it('is given as its own rules say', () => {
    const dayZero = journey.state.calendar?.dayZeroStartsAt ?? '';
    const days = journey.state.windows.map(({ name, until }) => [
      name,
      (Date.parse(until) - Date.parse(dayZero)) / 86_400_000 - 1,
    ]);
    expect(Object.fromEntries(days)).toEqual({
      'daily-monitoring': 5,
      'total-watch': 21,
      proximity: 21,
      driving: 42,
    });
    const asked = journey.recordsOf('request.sent').map(({ data }) => data.detail);
    expect(asked).toContainEqual(
      expect.objectContaining({
        type: 'lymphodepletion.authorized',
        data: expect.objectContaining({ regimen: 'fludarabine-alone' }),
      }),
    );
  });

  it('is known nowhere else', () => {
    expect(productsOf().map(({ id }) => id)).not.toContain('novacabtagene-example');
  });
});
