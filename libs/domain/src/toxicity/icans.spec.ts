import { describe, expect, it } from '@jest/globals';
import { gradeIcans } from '#domain/toxicity/icans.js';
import type {
  CapdAssessment,
  IceAssessment,
  NeurologyAssessment,
  Observation,
} from '#domain/toxicity/observation.js';

const now = '2026-03-10T12:00:00.000Z';
const adult = {
  cadenceHours: 12,
  ageYearsAtEnrolment: 54,
  enrolledAt: '2026-01-05T09:00:00.000Z',
  capdBelowAgeYears: 12,
};
const child = { ...adult, ageYearsAtEnrolment: 7 };

function at(hoursAgo: number): string {
  return new Date(Date.parse(now) - hoursAgo * 3_600_000).toISOString();
}

function ice(data: IceAssessment, hoursAgo = 0): Observation {
  return { type: 'ice.assessed', eventId: `ice-${hoursAgo}`, happenedAt: at(hoursAgo), data };
}

function capd(data: CapdAssessment, hoursAgo = 0): Observation {
  return { type: 'capd.assessed', eventId: `capd-${hoursAgo}`, happenedAt: at(hoursAgo), data };
}

function neurology(data: NeurologyAssessment, hoursAgo = 0): Observation {
  const eventId = `neurology-${hoursAgo}`;
  return { type: 'neurology.assessed', eventId, happenedAt: at(hoursAgo), data };
}

/** ICE items that add up to a score. */
function score(total: number): IceAssessment {
  const orientation = Math.min(4, total);
  const naming = Math.min(3, total - orientation);
  const rest = total - orientation - naming;
  return {
    orientation,
    naming,
    command: rest > 0 ? 1 : 0,
    writing: rest > 1 ? 1 : 0,
    attention: rest > 2 ? 1 : 0,
  };
}

const unremarkable: NeurologyAssessment = {
  consciousness: 'awake',
  seizure: 'none',
  motor: 'none',
  intracranial: 'none',
};

describe('ICANS from 12 years on', () => {
  it.each([
    [10, 0],
    [9, 1],
    [7, 1],
    [6, 2],
    [3, 2],
    [2, 3],
    [0, 3],
  ])('an ICE score of %d in an awake patient is grade %d', (total, grade) => {
    expect(gradeIcans([ice(score(total)), neurology(unremarkable)], now, adult)).toEqual({
      kind: 'icans',
      grade,
      scale: 'astct',
      atLeast: false,
      missingInputs: [],
      inputs: ['ice-0', 'neurology-0'],
    });
  });

  it.each<[NeurologyAssessment, number]>([
    [{ consciousness: 'wakes-to-voice' }, 2],
    [{ consciousness: 'wakes-to-touch' }, 3],
    [{ consciousness: 'unarousable' }, 4],
    [{ seizure: 'brief' }, 3],
    [{ seizure: 'nonconvulsive' }, 3],
    [{ seizure: 'prolonged' }, 4],
    [{ seizure: 'repetitive' }, 4],
    [{ motor: 'deep-focal-weakness' }, 4],
    [{ intracranial: 'focal-oedema' }, 3],
    [{ intracranial: 'diffuse-oedema' }, 4],
    [{ intracranial: 'raised-pressure-signs' }, 4],
  ])('%j is grade %d whatever the score', (changed, grade) => {
    const proposal = gradeIcans(
      [ice(score(10)), neurology({ ...unremarkable, ...changed })],
      now,
      adult,
    );
    expect(proposal).toMatchObject({ grade, atLeast: false });
  });

  it('global aphasia in an awake patient counts as a score of 0', () => {
    const found = [ice({ notAssessable: 'aphasia' }), neurology(unremarkable)];
    expect(gradeIcans(found, now, adult)).toMatchObject({ grade: 3, missingInputs: [] });
  });

  it.each(['sedated', 'intubated', 'language', 'refused'] as const)(
    'no score because %s is 0 at least, the score missing',
    (notAssessable) => {
      const found = [ice({ notAssessable }), neurology(unremarkable)];
      expect(gradeIcans(found, now, adult)).toMatchObject({
        grade: 0,
        atLeast: true,
        missingInputs: ['ice'],
      });
    },
  );

  it('an incomplete ICE gives no score', () => {
    expect(gradeIcans([ice({ orientation: 4, naming: 3 })], now, adult)).toMatchObject({
      grade: 0,
      atLeast: true,
      missingInputs: ['ice', 'consciousness', 'seizure', 'motor', 'intracranial'],
    });
  });

  it('a score alone names the axes that were not examined', () => {
    expect(gradeIcans([ice(score(8))], now, adult)).toMatchObject({
      grade: 1,
      atLeast: true,
      missingInputs: ['consciousness', 'seizure', 'motor', 'intracranial'],
    });
  });

  it('a CAPD score is recorded and never graded', () => {
    expect(gradeIcans([capd({ score: 20 })], now, adult)).toEqual({
      kind: 'icans',
      grade: null,
      scale: 'astct',
      atLeast: false,
      missingInputs: ['ice', 'consciousness', 'seizure', 'motor', 'intracranial'],
      inputs: [],
    });
  });
});

describe('ICANS under 12 years', () => {
  it.each([
    [0, 0],
    [1, 1],
    [8, 1],
    [9, 3],
    [32, 3],
  ])('a CAPD score of %d in an awake child is grade %d', (value, grade) => {
    const found = [capd({ score: value }), neurology(unremarkable)];
    expect(gradeIcans(found, now, child)).toMatchObject({
      grade,
      atLeast: false,
      inputs: ['capd-0', 'neurology-0'],
    });
  });

  it('a CAPD score under 9 in a child that wakes to voice is grade 2', () => {
    const found = [
      capd({ score: 5 }),
      neurology({ ...unremarkable, consciousness: 'wakes-to-voice' }),
    ];
    expect(gradeIcans(found, now, child)).toMatchObject({ grade: 2 });
  });

  it('a child unable to perform CAPD is grade 4', () => {
    expect(gradeIcans([capd({ notAssessable: 'unable' })], now, child)).toMatchObject({ grade: 4 });
  });

  it.each(['sedated', 'intubated', 'refused'] as const)(
    'no CAPD because %s gives no score',
    (notAssessable) => {
      const found = [capd({ notAssessable }), neurology(unremarkable)];
      expect(gradeIcans(found, now, child)).toMatchObject({
        grade: 0,
        atLeast: true,
        missingInputs: ['capd'],
      });
    },
  );

  it('an ICE score is recorded and never graded', () => {
    expect(gradeIcans([ice(score(0))], now, child)).toMatchObject({ grade: null, inputs: [] });
  });
});

describe('the tool', () => {
  it('goes by the age that the assessment states', () => {
    const stated = { ...score(8), ageYears: 12 };
    expect(gradeIcans([ice(stated)], now, child)).toMatchObject({ grade: 1 });
    expect(gradeIcans([capd({ score: 9, ageYears: 11 })], now, adult)).toMatchObject({ grade: 3 });
  });

  it('changes to ICE when whole years since enrolment have made the child 12', () => {
    const enrolled = { ...adult, ageYearsAtEnrolment: 11, enrolledAt: '2025-03-10T11:00:00.000Z' };
    expect(gradeIcans([ice(score(8))], now, enrolled)).toMatchObject({ grade: 1 });
    const younger = { ...enrolled, enrolledAt: '2025-03-11T11:00:00.000Z' };
    expect(gradeIcans([ice(score(8))], now, younger)).toMatchObject({ grade: null });
  });

  it('is CAPD at any age once ICE was not assessable for developmental reasons', () => {
    const found = [ice({ notAssessable: 'developmental' }, 20), capd({ score: 9 })];
    expect(gradeIcans(found, now, { ...adult, ageYearsAtEnrolment: 19 })).toMatchObject({
      grade: 3,
      inputs: ['capd-0'],
    });
  });
});

describe('ICANS over time', () => {
  it('is null when nothing was ever assessed', () => {
    expect(gradeIcans([], now, adult)).toMatchObject({ grade: null, atLeast: false });
  });

  it('names a score older than the interval of the cadence as missing', () => {
    const found = [ice(score(4), 13), neurology(unremarkable)];
    expect(gradeIcans(found, now, adult)).toMatchObject({
      grade: 0,
      atLeast: true,
      missingInputs: ['ice'],
    });
  });

  it('lets the last score stand when the next attempt gives none', () => {
    const found = [ice(score(4), 6), ice({ notAssessable: 'intubated' }), neurology(unremarkable)];
    expect(gradeIcans(found, now, adult)).toMatchObject({
      grade: 2,
      inputs: ['ice-6', 'neurology-0'],
    });
  });

  it('combines neurological axes from several examinations', () => {
    const found = [
      ice(score(10)),
      neurology({ ...unremarkable, intracranial: 'focal-oedema' }, 8),
      neurology({ consciousness: 'awake' }, 1),
    ];
    expect(gradeIcans(found, now, adult)).toMatchObject({ grade: 3, atLeast: false });
  });
});
