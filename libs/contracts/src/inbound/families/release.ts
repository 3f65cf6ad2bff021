import { z } from 'zod';
import { alike, eventType, type EventTypes } from '../event-type.js';
import * as is from '../fields.js';

const productBags = is.someOf(
  z.strictObject({
    bagId: is.identifier,
    component: is.code.exactOptional(),
    carPositiveViableCells: is.cells,
  }),
);

const unit = eventType({
  unitId: is.identifier,
  donorLotId: is.identifier,
  donorCode: is.reference.exactOptional(),
  carPositiveViableCells: is.cells.exactOptional(),
  hlaMatch: is.text.exactOptional(),
  reservedUntil: is.instant.exactOptional(),
  expiresAt: is.instant.exactOptional(),
  releasedAt: is.instant.exactOptional(),
});

/** Release of batches, supply outside the specification, excursions, units in stock and recalls. */
export const releaseTypes: EventTypes = {
  'batch.released': eventType({
    coi: is.identifier,
    batchId: is.identifier,
    releaseType: is.oneOf('full', 'conditional', 'exceptional'),
    pendingTests: is.list(is.code),
    market: is.text,
    certificateSha256: is.sha256,
    bags: productBags,
    viabilityPercent: is.percent,
    expiresAt: is.instant,
    releasedBy: is.reference,
  }),
  'batch.out-of-specification': eventType({
    coi: is.identifier,
    batchId: is.identifier,
    bags: productBags,
    viabilityPercent: is.percent,
    expiresAt: is.instant,
    deviations: is.someOf(
      z.strictObject({
        test: is.code,
        value: is.between(-1e13, 1e13),
        limit: is.between(-1e13, 1e13),
      }),
    ),
  }),
  'batch.rejected': eventType({
    coi: is.identifier.exactOptional(),
    batchId: is.identifier,
    reason: is.code,
  }),
  'batch.release-withdrawn': eventType({
    coi: is.identifier,
    batchId: is.identifier,
    reason: is.code,
    advice: is.oneOf('do-not-infuse', 'contact-patient'),
  }),
  ...alike(
    ['out-of-specification.supply-approved', 'out-of-specification.supply-refused'],
    eventType({
      batchId: is.identifier,
      regulatorReference: is.reference.exactOptional(),
      conditions: z.union([is.text, is.list(is.text)]).exactOptional(),
    }),
  ),
  'excursion.assessed': eventType({
    shipmentId: is.identifier,
    bagIds: is.list(is.identifier),
    assessment: is.oneOf('acceptable', 'acceptable-with-conditions', 'rejected'),
    basis: is.text,
  }),
  ...alike(['unit.offered', 'unit.reserved', 'unit.allocated', 'unit.returned-to-stock'], unit),
  'lot.recalled': eventType({
    recallId: is.identifier,
    batchIds: is.list(is.identifier).exactOptional(),
    vectorLot: is.identifier.exactOptional(),
    class: is.text,
    action: is.oneOf('quarantine', 'do-not-infuse', 'inform-patient', 'watch'),
  }),
};
