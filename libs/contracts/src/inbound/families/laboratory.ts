import { z } from 'zod';
import { eventType, type EventTypes } from '../event-type.js';
import { code, identifier, instant, list, oneOf, percent, reference, text } from '../fields.js';
import { measured, plausibleResult, qualitative } from '../measurement.js';

/** Results of patients, which clinics and laboratories report alike. */
export const resultTypes: EventTypes = {
  'screening.resulted': eventType(
    { test: code, ...measured, qualitative: qualitative.exactOptional(), collectedAt: instant },
    { happened: 'collectedAt', rule: plausibleResult },
  ),
  'laboratory.resulted': eventType(
    {
      code: text.exactOptional(),
      test: code,
      ...measured,
      qualitative: qualitative.exactOptional(),
      collectedAt: instant,
      reportedAt: instant,
    },
    { happened: 'collectedAt', rule: plausibleResult },
  ),
  'antigen.tested': eventType({
    antigen: code,
    status: oneOf('positive', 'dim', 'negative', 'heterogeneous'),
    percentPositive: percent.exactOptional(),
    method: text,
  }),
};

const qualityResult = {
  batchId: identifier,
  coi: identifier,
  sampleId: identifier,
  test: oneOf(
    'viability',
    'car-expression',
    'dose',
    'vcn',
    'sterility',
    'mycoplasma',
    'endotoxin',
    'rcl',
    'identity',
    'potency',
    'purity',
    'appearance',
  ),
  resultStatus: oneOf('interim', 'final', 'inconclusive', 'invalid'),
  ...measured,
  specification: text.exactOptional(),
  passed: z.boolean(),
  organism: text.exactOptional(),
  method: text.exactOptional(),
};

/** What only laboratories report: quality control of batches, and donors. */
export const laboratoryTypes: EventTypes = {
  'quality.tested': eventType(qualityResult, {
    occurrence: ['batchId', 'test', 'sampleId', 'resultStatus'],
    rule: plausibleResult,
  }),
  'quality.amended': eventType(qualityResult, { rule: plausibleResult }),
  'histocompatibility.resulted': eventType({
    hla: list(text).exactOptional(),
    donorSpecificAntibodies: z.boolean().exactOptional(),
  }),
  'donor.eligibility-determined': eventType({ donorCode: reference, eligible: z.boolean() }),
};
