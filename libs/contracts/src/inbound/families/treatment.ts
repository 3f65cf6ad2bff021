import { z } from 'zod';
import { alike, eventType, type EventTypes } from '../event-type.js';
import * as is from '../fields.js';

/** The kinds of therapy beside the product. */
export const therapyModality = is.oneOf(
  'chemotherapy',
  'radiation',
  'steroid',
  'targeted',
  'checkpoint-inhibitor',
);

const therapy = {
  modality: therapyModality,
  purpose: is.oneOf('bridging', 'combination', 'maintenance', 'prophylaxis'),
  regimen: is.text.exactOptional(),
  lastDoseAt: is.instant.exactOptional(),
  response: is.code.exactOptional(),
};

const infusion = {
  coi: is.identifier,
  batchId: is.identifier,
  bagId: is.identifier,
  doseNumber: is.wholeBetween(1, 20),
  component: is.code.exactOptional(),
  route: is.code.exactOptional(),
  volumeMl: is.between(0, 5_000).exactOptional(),
  carPositiveViableCells: is.cells.exactOptional(),
};

/** Bridging, lymphodepletion and infusion, as clinics report them. */
export const treatmentTypes: EventTypes = {
  'medicine-stock.confirmed': eventType({
    drug: is.drug,
    doses: is.wholeBetween(0, 1_000),
    reservedForJourney: z.boolean(),
    expiresOn: is.date,
    location: is.text,
  }),
  'medicine-stock.withdrawn': eventType({
    drug: is.drug,
    doses: is.wholeBetween(0, 1_000).exactOptional(),
    reservedForJourney: z.boolean().exactOptional(),
    expiresOn: is.date.exactOptional(),
    location: is.text.exactOptional(),
  }),
  ...alike(
    [
      'bridging.started',
      'bridging.completed',
      'concomitant-therapy.planned',
      'concomitant-therapy.given',
      'concomitant-therapy.stopped',
    ],
    eventType(therapy),
  ),
  'disease.progressed': eventType({ assessedAt: is.instant }, { happened: 'assessedAt' }),
  'lymphodepletion.started': eventType({ regimen: is.text }),
  'lymphodepletion.dose-given': eventType({
    drug: is.drug,
    doseMgPerM2: is.between(0, 10_000),
    day: is.wholeBetween(-30, 30),
  }),
  'lymphodepletion.completed': eventType({ completedAt: is.instant }, { happened: 'completedAt' }),
  'lymphodepletion.held': eventType({ reason: is.code }),
  'intensive-care.informed': eventType({ unit: is.code.exactOptional() }),
  'product.thawed': eventType(
    {
      coi: is.identifier,
      batchId: is.identifier,
      bagId: is.identifier,
      outOfFreezerAt: is.instant.exactOptional(),
      thawBegunAt: is.instant.exactOptional(),
      thawedAt: is.instant,
    },
    { happened: 'thawedAt', occurrence: ['bagId'] },
  ),
  'infusion.started': eventType(infusion, { occurrence: ['bagId'] }),
  'infusion.completed': eventType(infusion, { occurrence: ['bagId'] }),
  'infusion.stopped': eventType({ ...infusion, reason: is.code }, { occurrence: ['bagId'] }),
  'infusion.reaction-reported': eventType({ term: is.text, grade: is.wholeBetween(1, 5) }),
};
