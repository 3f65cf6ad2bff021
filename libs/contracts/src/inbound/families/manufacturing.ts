import { z } from 'zod';
import { alike, eventType, type EventTypes } from '../event-type.js';
import * as is from '../fields.js';

const slot = {
  slotId: is.identifier,
  revision: is.revision,
  collectionDate: is.dateOrInstant,
  manufacturingStart: is.dateOrInstant,
  expectedRelease: is.dateOrInstant,
  holdUntil: is.instant.exactOptional(),
};

const interruption = {
  batchId: is.identifier,
  cause: is.oneOf(
    'no-growth',
    'low-viability',
    'low-purity',
    'contamination',
    'equipment',
    'operator',
    'vector-supply',
    'other',
  ),
  retainedMaterial: z.boolean().exactOptional(),
};

/** Slots, material at the manufacturer, and the making of a batch. */
export const manufacturingTypes: EventTypes = {
  ...alike(['slot.offered', 'slot.confirmed', 'slot.changed'], eventType(slot)),
  'slot.withdrawn': eventType({
    slotId: is.identifier,
    revision: is.revision,
    reason: is.code.exactOptional(),
  }),
  'material.received': eventType(
    {
      coi: is.identifier,
      donationIds: is.someOf(is.donationIdentifier),
      bagIds: is.someOf(is.identifier),
      shipmentId: is.identifier.exactOptional(),
      sealIntact: z.boolean().exactOptional(),
      minCelsius: is.celsius.exactOptional(),
      maxCelsius: is.celsius.exactOptional(),
      receivedAt: is.instant,
    },
    { happened: 'receivedAt' },
  ),
  'material.rejected': eventType({
    coi: is.identifier,
    donationIds: is.list(is.donationIdentifier).exactOptional(),
    bagIds: is.list(is.identifier).exactOptional(),
    shipmentId: is.identifier.exactOptional(),
    reason: is.code,
  }),
  'manufacturing.started': eventType({
    coi: is.identifier,
    batchId: is.identifier,
    attempt: is.attempt,
    role: is.oneOf('primary', 'backup'),
    inputBagIds: is.someOf(is.identifier),
    vectorLot: is.identifier,
  }),
  'manufacturing.step-completed': eventType({
    batchId: is.identifier,
    step: is.oneOf(
      'selection',
      'activation',
      'transduction',
      'expansion',
      'harvest',
      'formulation',
      'cryopreservation',
    ),
    metrics: is.namedNumbers(-1e13, 1e13).exactOptional(),
  }),
  ...alike(['manufacturing.paused', 'manufacturing.failed'], eventType(interruption)),
  'manufacturing.resumed': eventType({
    ...interruption,
    cause: interruption.cause.exactOptional(),
  }),
};
