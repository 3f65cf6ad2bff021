import { describe, expect, it } from '@jest/globals';
import { patientIdentity } from './patient.schema.js';

const ada = { name: 'Ada Quintessa', birthDate: '2014-05-06', recordNumber: 'MRN 4711' };
const mother = { name: 'Bea Quintessa', relation: 'mother', 'phone at night': '+1 555 0100' };

describe('who the patient is', () => {
  it.each([[undefined], [mother], [[mother]], [[]]])('is told with contacts %j', (contacts) => {
    const told = contacts === undefined ? ada : { ...ada, contacts };
    expect(patientIdentity.parse(told)).toEqual(told);
  });

  it.each([['+1 555 0100'], [{ mother }], [[[mother]]]])(
    'is not told with contacts %j',
    (contacts) => {
      expect(patientIdentity.safeParse({ ...ada, contacts }).success).toBe(false);
    },
  );
});
