import { z } from 'zod';
import { alike, atLeastOneOf, eventType, type EventTypes } from '../event-type.js';
import * as is from '../fields.js';
import { drugUnit } from '../measurement.js';

const vitals = {
  celsius: is.bodyCelsius,
  systolicMmHg: is.between(0, 350),
  diastolicMmHg: is.between(0, 250),
  heartRatePerMinute: is.between(0, 400),
  respiratoryRatePerMinute: is.between(0, 150),
  spo2Percent: is.percent,
  oxygen: z.strictObject({
    device: is.oneOf(
      'none',
      'nasal-cannula',
      'blow-by',
      'high-flow',
      'facemask',
      'non-rebreather',
      'venturi',
      'cpap',
      'bipap',
      'ventilator',
    ),
    litresPerMinute: is.between(0, 100).exactOptional(),
  }),
  vasopressors: is.list(z.strictObject({ drug: is.drug })),
  hypotension: z.boolean(),
  antipyreticGiven: z.boolean(),
};

const iceItems = {
  orientation: is.wholeBetween(0, 4),
  naming: is.wholeBetween(0, 3),
  command: is.wholeBetween(0, 1),
  writing: is.wholeBetween(0, 1),
  attention: is.wholeBetween(0, 1),
};

type Fields = Readonly<Record<string, unknown>>;

const allOfIceOrReason = {
  holds: (data: Fields): boolean => {
    const scored = Object.keys(iceItems).filter((item) => data[item] !== undefined).length;
    return data['notAssessable'] === undefined
      ? scored === Object.keys(iceItems).length
      : scored === 0;
  },
  expected: 'either all five items or notAssessable',
};

const scoreOrReason = {
  holds: (data: Fields): boolean =>
    (data['score'] === undefined) !== (data['notAssessable'] === undefined),
  expected: 'exactly one of score and notAssessable',
};

const neurology = {
  consciousness: is.oneOf('awake', 'wakes-to-voice', 'wakes-to-touch', 'unarousable'),
  seizure: is.oneOf('none', 'brief', 'prolonged', 'repetitive', 'nonconvulsive'),
  motor: is.oneOf('none', 'deep-focal-weakness'),
  intracranial: is.oneOf('none', 'focal-oedema', 'diffuse-oedema', 'raised-pressure-signs'),
};

/** After the infusion: vital signs, neurology, medicines, where the patient is. */
export const monitoringTypes: EventTypes = {
  'vitals.recorded': eventType(
    {
      ...optional(vitals),
      temperatureSite: is.code.exactOptional(),
      measuredAt: is.instant,
    },
    { happened: 'measuredAt', rule: atLeastOneOf(...Object.keys(vitals)) },
  ),
  'ice.assessed': eventType(
    {
      ...optional(iceItems),
      notAssessable: is
        .oneOf('sedated', 'intubated', 'aphasia', 'language', 'developmental', 'refused')
        .exactOptional(),
      ageYears: is.ageYears.exactOptional(),
      baseline: z.boolean().exactOptional(),
    },
    { rule: allOfIceOrReason },
  ),
  'capd.assessed': eventType(
    {
      score: is.wholeBetween(0, 32).exactOptional(),
      notAssessable: is.oneOf('unable', 'sedated', 'intubated', 'refused').exactOptional(),
      assessedAt: is.instant,
      ageYears: is.ageYears.exactOptional(),
      baseline: z.boolean().exactOptional(),
    },
    { happened: 'assessedAt', rule: scoreOrReason },
  ),
  'neurology.assessed': eventType(optional(neurology), {
    rule: atLeastOneOf(...Object.keys(neurology)),
  }),
  'medication.given': eventType(
    {
      drug: is.drug,
      dose: is.between(0, 1e6),
      unit: drugUnit,
      purpose: is.code.exactOptional(),
      givenAt: is.instant,
    },
    { happened: 'givenAt', occurrence: ['drug', 'givenAt ± 10 min'] },
  ),
  ...alike(
    ['patient.admitted', 'patient.transferred', 'patient.discharged'],
    eventType(
      { unit: is.oneOf('ward', 'icu', 'emergency', 'other-hospital'), happenedAt: is.instant },
      { occurrence: ['happenedAt'] },
    ),
  ),
  'checkin.completed': eventType({
    celsius: is.bodyCelsius.exactOptional(),
    spo2Percent: is.percent.exactOptional(),
    wellbeing: is.oneOf('well', 'unwell'),
  }),
  'adverse-event.reported': eventType({
    term: is.text,
    coding: is.text.exactOptional(),
    grade: is.wholeBetween(1, 5),
    serious: z.boolean(),
    relatedness: is.code,
  }),
  'gvhd.assessed': eventType({
    organs: is.namedNumbers(0, 4),
    grade: is.wholeBetween(0, 4),
    scale: is.code,
  }),
  'safety-switch.activated': eventType(
    { agent: is.text, dose: is.between(0, 1e6), unit: drugUnit, activatedAt: is.instant },
    { happened: 'activatedAt' },
  ),
};

function optional(shape: Readonly<Record<string, z.ZodType>>): z.ZodRawShape {
  return Object.fromEntries(
    Object.entries(shape).map(([name, schema]) => [name, z.exactOptional(schema)]),
  );
}
