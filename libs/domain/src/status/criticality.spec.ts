import { describe, expect, it } from '@jest/globals';
import type { Infusion, JourneyState } from '../journey/state.js';
import { criticalityOf } from './criticality.js';

const at = '2026-03-02T09:00:00.000Z';
const evidence = { eventId: 'e1', source: 'urn:v2v:site:northgate', happenedAt: at };
const bag: Infusion = {
  batchId: 'B1',
  bagId: 'A',
  doseNumber: 1,
  thawedAt: at,
  startedAt: null,
  completedAt: null,
  stopped: null,
  evidence,
};
const daily = { name: 'daily-monitoring', from: at, until: at };

type Given = Partial<{ [field in keyof JourneyState]: unknown }>;

function given(change: Given): JourneyState {
  return {
    stage: 'infusion',
    infusions: [],
    damagedBags: [],
    shipments: [],
    materialReceipts: [],
    productReceipts: [],
    batches: [],
    decisions: [],
    windows: [],
    toxicity: { crs: null, icans: null },
    rules: { monitoring: { closeMaximumGrade: { crs: 1, icans: 0 } } },
    ...change,
  } as unknown as JourneyState;
}

const infused = { ...bag, startedAt: at, completedAt: at };
const mild = { grade: 1, status: 'confirmed' };
const onTheRoad = { shipmentId: 'S1', status: 'picked-up' };

describe('how critical a journey is', () => {
  it.each<[string, string, Given]>([
    ['a bag thaws', 'thawed', { infusions: [bag] }],
    ['a thawed bag is damaged', 'stable', { infusions: [bag], damagedBags: ['A'] }],
    ['a bag flows', 'infusing', { infusions: [{ ...bag, startedAt: at }] }],
    [
      'one bag flows while the next is thawed',
      'thawed',
      {
        infusions: [
          { ...bag, startedAt: at },
          { ...bag, bagId: 'B' },
        ],
      },
    ],
    ['the last bag is in and no calendar stands yet', 'acute-monitoring', { infusions: [infused] }],
    [
      'the daily window is over and no toxicity is open',
      'stable',
      { stage: 'monitoring', infusions: [infused], windows: [{ ...daily, state: 'closed' }] },
    ],
    [
      'a grade above the limit stands after the daily window',
      'acute-monitoring',
      {
        stage: 'follow-up',
        infusions: [infused],
        windows: [{ ...daily, state: 'closed' }],
        toxicity: { crs: null, icans: mild },
      },
    ],
    [
      'a confirmed grade within the limit went into follow-up',
      'stable',
      { stage: 'follow-up', infusions: [infused], toxicity: { crs: mild, icans: null } },
    ],
    ['a shipper is on the road', 'in-transit', { shipments: [onTheRoad] }],
    [
      'the courier delivered and nobody recorded the receipt',
      'in-transit',
      { shipments: [{ ...onTheRoad, status: 'delivered' }] },
    ],
    [
      'the receiver recorded the receipt',
      'stable',
      { shipments: [onTheRoad], materialReceipts: [{ shipmentId: 'S1' }] },
    ],
    [
      'the released product waits in the freezer',
      'product-on-site',
      {
        stage: 'lymphodepletion',
        batches: [{ batchId: 'B1', attempt: 1, status: 'released' }],
        productReceipts: [{ batchId: 'B1', shipmentId: 'S1' }],
      },
    ],
    ['the journey is closed', 'stable', { stage: 'closed', infusions: [bag] }],
  ])('when %s it is %s', (_, expected, change) => {
    expect(criticalityOf(given(change))).toBe(expected);
  });
});
