import { products } from '#products/products.js';
import type { JourneyStatus } from '../../apps/partner-simulator/src/story/journey-status.js';

/** The status of a journey that waits for nothing, with `changes`; its rules are those of its product. */
export function exampleStatus(changes: Partial<JourneyStatus> = {}): JourneyStatus {
  const { product = 'tisagenlecleucel', indication = 'lbcl' } = changes;
  const rules = products()
    .flatMap(({ versions }) => versions)
    .find((one) => one.product.id === product && one.indication === indication);
  return {
    journeyId: 'J1',
    version: 5,
    asOf: '2026-03-02T09:00:00.000Z',
    stage: 'eligibility',
    outcome: null,
    sites: { treating: 'northgate' },
    product,
    indication,
    rules: { id: rules?.id ?? '' },
    identifiers: [],
    tracks: [],
    waitingFor: [],
    material: { donations: [], batches: [], bags: [], shipments: [] },
    toxicity: { crs: { grade: null }, icans: { grade: null } },
    ...changes,
  };
}
