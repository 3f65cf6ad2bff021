import { z } from 'zod';
import { alike, type EventTypeOptions, eventType, type EventTypes } from '../event-type.js';
import * as is from '../fields.js';

const leg = is.oneOf('collection-to-manufacturer', 'manufacturer-to-clinic');

function milestone(options: EventTypeOptions) {
  return eventType(
    {
      shipmentId: is.identifier,
      leg,
      carrier: is.text,
      waybill: is.identifier,
      shipperId: is.identifier.exactOptional(),
      qualifiedUntil: is.instant.exactOptional(),
      sealId: is.identifier.exactOptional(),
      eta: is.instant.exactOptional(),
    },
    options,
  );
}

const temperature = {
  shipmentId: is.identifier,
  deviceId: is.identifier,
  limitCelsius: is.celsius,
  worstCelsius: is.celsius,
  since: is.instant,
  until: is.instant.exactOptional(),
};

/** Custody on the road. */
export const logisticsTypes: EventTypes = {
  ...alike(
    ['shipment.booked', 'shipment.picked-up', 'shipment.customs-cleared', 'shipment.delivered'],
    milestone({ occurrence: ['shipmentId'] }),
  ),
  'shipment.handed-over': milestone({ occurrence: ['shipmentId', 'happenedAt'] }),
  'shipment.delayed': milestone({ occurrence: ['shipmentId', 'eta'] }),
  'shipment.received': eventType(
    {
      shipmentId: is.identifier,
      leg,
      coi: is.identifier,
      bagIds: is.someOf(is.identifier),
      sealIntact: z.boolean(),
      minCelsius: is.celsius,
      maxCelsius: is.celsius,
      receivedAt: is.instant,
    },
    { happened: 'receivedAt' },
  ),
  ...alike(['shipment.lost', 'shipment.damaged'], eventType({ shipmentId: is.identifier })),
  'shipment.temperature-breached': eventType(temperature, { happened: 'since' }),
  ...alike(['shipment.temperature-restored', 'shipment.telemetry-lost'], eventType(temperature)),
};

/** Readings of shipper devices. */
export const telemetryTypes: EventTypes = {
  'telemetry.recorded': eventType(
    {
      deviceId: is.identifier,
      shipmentId: is.identifier,
      celsius: is.celsius,
      recordedAt: is.instant,
      latitude: is.between(-90, 90).exactOptional(),
      longitude: is.between(-180, 180).exactOptional(),
      tiltDegrees: is.between(-360, 360).exactOptional(),
    },
    { happened: 'recordedAt', occurrence: ['deviceId', 'recordedAt'] },
  ),
};
