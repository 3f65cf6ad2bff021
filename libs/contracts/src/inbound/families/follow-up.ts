import { z } from 'zod';
import { alike, eventType, type EventTypes } from '../event-type.js';
import * as is from '../fields.js';

/** Response, relapse, late effects, visits and death, as clinics report them. */
export const followUpTypes: EventTypes = {
  'response.assessed': eventType(
    {
      criteria: is.oneOf('lugano', 'nccn-all', 'imwg', 'iwcll', 'recist', 'irecist', 'rano'),
      response: is.oneOf(
        'cr',
        'cri',
        'crh',
        'scr',
        'vgpr',
        'pr',
        'mr',
        'sd',
        'pd',
        'ne',
        'iupd',
        'icpd',
      ),
      mrd: is.oneOf('negative', 'positive', 'indeterminate').exactOptional(),
      assessedAt: is.instant,
    },
    { happened: 'assessedAt' },
  ),
  'relapse.detected': eventType(
    { detectedAt: is.instant, lineageSwitch: z.boolean().exactOptional() },
    { happened: 'detectedAt' },
  ),
  ...alike(
    [
      'secondary-malignancy.suspected',
      'secondary-malignancy.confirmed',
      'secondary-malignancy.excluded',
    ],
    eventType({ kind: is.code, vectorPositive: z.boolean().exactOptional() }),
  ),
  'follow-up.completed': eventType({
    visit: is.code,
    alive: z.boolean(),
    diseaseStatus: is.code.exactOptional(),
  }),
  'contact.failed': eventType({ attempt: is.attempt, channel: is.code }),
  'safety-report.submitted': eventType({ to: is.text, reference: is.reference }),
  'registry.report-submitted': eventType({ registry: is.text, form: is.text, visit: is.code }),
  'death.reported': eventType(
    { diedOn: is.date, cause: is.code, relatedness: is.code },
    { occurrence: ['one a journey'] },
  ),
};
