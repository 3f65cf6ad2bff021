import { z } from 'zod';
import { alike, eventType, type EventTypes } from '../event-type.js';
import * as is from '../fields.js';

const bagReport = eventType({
  bagId: is.identifier,
  location: is.text.exactOptional(),
  storageCelsius: is.celsius.exactOptional(),
  reason: is.code.exactOptional(),
});

/** Leukapheresis, and the bags of material and product in the clinic's hands. */
export const collectionTypes: EventTypes = {
  'apheresis.started': eventType(
    { coi: is.identifier, attempt: is.attempt, startedAt: is.instant },
    { happened: 'startedAt', occurrence: ['coi', 'attempt'] },
  ),
  'apheresis.completed': eventType(
    {
      coi: is.identifier,
      attempt: is.attempt,
      donationId: is.donationIdentifier,
      bags: is.someOf(z.strictObject({ bagId: is.identifier, volumeMl: is.between(0, 5_000) })),
      processedVolumeMl: is.between(0, 100_000).exactOptional(),
      stoppedEarly: z.boolean().exactOptional(),
      completedAt: is.instant,
    },
    { happened: 'completedAt', occurrence: ['donationId'] },
  ),
  'collection.counted': eventType(
    {
      donationId: is.donationIdentifier,
      totalNucleatedCells: is.cells,
      cd3Cells: is.cells,
      viabilityPercent: is.percent.exactOptional(),
    },
    { occurrence: ['donationId'] },
  ),
  'apheresis.failed': eventType({
    attempt: is.attempt,
    reason: is.oneOf(
      'venous-access',
      'adverse-event',
      'low-counts',
      'device',
      'infection',
      'medication-taken',
      'other',
    ),
  }),
  ...alike(
    [
      'material.cryopreserved',
      'material.stored',
      'material.moved',
      'material.destroyed',
      'product.stored',
      'product.discarded',
      'product.returned',
      'bag.damaged',
    ],
    bagReport,
  ),
  'product.received': eventType(
    {
      coi: is.identifier,
      batchId: is.identifier,
      shipmentId: is.identifier,
      bags: is.someOf(
        z.strictObject({
          bagId: is.identifier,
          condition: is.oneOf('intact', 'broken', 'thawed', 'label-damaged'),
        }),
      ),
      sealIntact: z.boolean(),
      loggerDownloaded: z.boolean(),
      minCelsius: is.celsius,
      maxCelsius: is.celsius,
      storageLocation: is.text,
      receivedAt: is.instant,
      checkedBy: is.list(is.reference),
    },
    { happened: 'receivedAt', occurrence: ['batchId', 'bags'] },
  ),
};
