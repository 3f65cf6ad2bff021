import { describe, expect, it } from '@jest/globals';
import { gradeCrs } from '#domain/toxicity/crs.js';
import type { MedicationGiven, Observation, Vitals } from '#domain/toxicity/observation.js';

const now = '2026-03-10T12:00:00.000Z';
const hour = 3_600_000;

function at(hoursAgo: number): string {
  return new Date(Date.parse(now) - hoursAgo * hour).toISOString();
}

function vitals(data: Vitals, hoursAgo = 0): Observation {
  const eventId = `vitals-${hoursAgo}`;
  return { type: 'vitals.recorded', eventId, happenedAt: at(hoursAgo), data };
}

function given(data: MedicationGiven, hoursAgo = 1): Observation {
  const eventId = `given-${data.drug}`;
  return { type: 'medication.given', eventId, happenedAt: at(hoursAgo), data };
}

const well: Vitals = {
  celsius: 38.4,
  hypotension: false,
  vasopressors: [],
  oxygen: { device: 'none' },
  spo2Percent: 97,
};

const grade = (...observations: Observation[]) => gradeCrs(observations, now, { cadenceHours: 12 });

describe('CRS with every axis measured', () => {
  it.each<[string, Vitals, number]>([
    ['no fever', { celsius: 37.9 }, 0],
    ['fever of exactly 38.0', { celsius: 38 }, 1],
    ['fever alone', {}, 1],
    ['hypotension without vasopressor', { hypotension: true }, 2],
    ['one vasopressor', { hypotension: true, vasopressors: [{ drug: 'norepinephrine' }] }, 3],
    ['a vasopressor that holds the pressure', { vasopressors: [{ drug: 'epinephrine' }] }, 3],
    [
      'one vasopressor with vasopressin',
      { vasopressors: [{ drug: 'norepinephrine' }, { drug: 'Vasopressin' }] },
      3,
    ],
    ['vasopressin as the only vasopressor', { vasopressors: [{ drug: 'vasopressin' }] }, 3],
    [
      'the same vasopressor named twice',
      { vasopressors: [{ drug: 'norepinephrine' }, { drug: 'Norepinephrine' }] },
      3,
    ],
    [
      'two vasopressors besides vasopressin',
      { vasopressors: [{ drug: 'norepinephrine' }, { drug: 'epinephrine' }] },
      4,
    ],
    ['six litres by nasal cannula', { oxygen: { device: 'nasal-cannula', litresPerMinute: 6 } }, 2],
    ['blow-by oxygen', { oxygen: { device: 'blow-by' } }, 2],
    ['over six litres', { oxygen: { device: 'nasal-cannula', litresPerMinute: 6.5 } }, 3],
    ['high flow', { oxygen: { device: 'high-flow' } }, 3],
    ['face mask', { oxygen: { device: 'facemask' } }, 3],
    ['non-rebreather mask', { oxygen: { device: 'non-rebreather' } }, 3],
    ['Venturi mask', { oxygen: { device: 'venturi' } }, 3],
    ['CPAP', { oxygen: { device: 'cpap' } }, 4],
    ['BiPAP', { oxygen: { device: 'bipap' } }, 4],
    ['ventilator', { oxygen: { device: 'ventilator' } }, 4],
    [
      'the worse of two axes',
      {
        vasopressors: [{ drug: 'norepinephrine' }],
        oxygen: { device: 'nasal-cannula', litresPerMinute: 2 },
      },
      3,
    ],
    ['hypotension without fever or therapy', { celsius: 37, hypotension: true }, 0],
  ])('%s is graded', (_, changed, expected) => {
    expect(grade(vitals({ ...well, ...changed }))).toEqual({
      kind: 'crs',
      grade: expected,
      scale: 'astct',
      atLeast: false,
      missingInputs: [],
      inputs: ['vitals-0'],
    });
  });
});

describe('CRS with something not measured', () => {
  it('is null when vital signs were never recorded', () => {
    expect(grade(given({ drug: 'tocilizumab' }))).toMatchObject({ grade: null, inputs: [] });
  });

  it.each<[string, Vitals, number, string[]]>([
    [
      'nothing but fever',
      { celsius: 39 },
      1,
      ['hypotension', 'vasopressors', 'oxygen', 'spo2Percent'],
    ],
    [
      'vasopressors not stated',
      { celsius: 39, hypotension: true, oxygen: { device: 'none' }, spo2Percent: 97 },
      2,
      ['vasopressors'],
    ],
    [
      'saturation in room air not measured',
      { celsius: 39, hypotension: false, vasopressors: [], oxygen: { device: 'none' } },
      1,
      ['spo2Percent'],
    ],
    [
      'device not stated',
      { celsius: 39, hypotension: false, vasopressors: [], spo2Percent: 92 },
      1,
      ['oxygen'],
    ],
    [
      'flow of the cannula not stated',
      { celsius: 39, hypotension: false, vasopressors: [], oxygen: { device: 'nasal-cannula' } },
      2,
      ['oxygen.litresPerMinute'],
    ],
  ])('is at least what is known: %s', (_, data, expected, missingInputs) => {
    expect(grade(vitals(data))).toMatchObject({ grade: expected, atLeast: true, missingInputs });
  });

  it('is 0 at least when temperature was never measured and no therapy given', () => {
    const { celsius: _, ...unmeasured } = well;
    expect(grade(vitals({ ...unmeasured, hypotension: true }))).toMatchObject({
      grade: 0,
      atLeast: true,
      missingInputs: ['celsius'],
    });
  });

  it('cannot be more than grade 4, so grade 4 is never only at least', () => {
    expect(grade(vitals({ celsius: 39, oxygen: { device: 'ventilator' } }))).toMatchObject({
      grade: 4,
      atLeast: false,
      missingInputs: ['hypotension', 'vasopressors'],
    });
  });
});

describe('CRS after therapy that masks fever', () => {
  it.each<[string, Observation]>([
    ['tocilizumab', given({ drug: 'Tocilizumab' })],
    ['a corticosteroid with its salt', given({ drug: 'dexamethasone sodium phosphate' })],
    ['an antipyretic', given({ drug: 'paracetamol' })],
    ['an antipyretic noted with vital signs', vitals({ antipyreticGiven: true }, 5)],
  ])('needs no fever: %s', (_, therapy) => {
    const proposal = grade(therapy, vitals({ ...well, celsius: 36.8, hypotension: true }));
    expect(proposal).toMatchObject({ grade: 2, atLeast: false });
    expect(proposal.inputs).toContain(therapy.eventId);
  });

  it('needs no temperature either, but names it as missing', () => {
    const { celsius: _, ...unmeasured } = well;
    expect(
      grade(given({ drug: 'tocilizumab' }), vitals({ ...unmeasured, hypotension: true })),
    ).toMatchObject({ grade: 2, atLeast: true, missingInputs: ['celsius'] });
  });

  it('is 0 when neither pressure nor oxygen is affected', () => {
    expect(grade(given({ drug: 'tocilizumab' }), vitals({ ...well, celsius: 36.8 }))).toMatchObject(
      { grade: 0, atLeast: false },
    );
  });

  it('still needs fever after premedication for the infusion', () => {
    const premedication = given({ drug: 'acetaminophen', purpose: 'premedication' }, 5);
    expect(
      grade(premedication, vitals({ ...well, celsius: 36.8, hypotension: true })),
    ).toMatchObject({ grade: 0, atLeast: false });
  });

  it('still needs fever after any other drug', () => {
    expect(
      grade(
        given({ drug: 'levetiracetam' }),
        vitals({ ...well, celsius: 36.8, hypotension: true }),
      ),
    ).toMatchObject({ grade: 0, atLeast: false });
  });
});

describe('CRS over time', () => {
  it('lets the last known value of an axis stand for the interval of the cadence', () => {
    expect(
      grade(vitals({ ...well, hypotension: true }, 12), vitals({ celsius: 38.5 })),
    ).toMatchObject({ grade: 2, atLeast: false, inputs: ['vitals-0', 'vitals-12'] });
  });

  it('counts an axis as missing once its value is older than that', () => {
    expect(
      grade(vitals({ ...well, hypotension: true }, 12.5), vitals({ celsius: 38.5 })),
    ).toMatchObject({
      grade: 1,
      atLeast: true,
      missingInputs: ['hypotension', 'vasopressors', 'oxygen', 'spo2Percent'],
    });
  });

  it('takes the latest value, whatever the order of arrival', () => {
    const earlier = vitals({ ...well, hypotension: true }, 3);
    const later = vitals(well, 1);
    expect(grade(later, earlier)).toEqual(grade(earlier, later));
    expect(grade(later, earlier)).toMatchObject({ grade: 1, inputs: ['vitals-1'] });
  });
});
