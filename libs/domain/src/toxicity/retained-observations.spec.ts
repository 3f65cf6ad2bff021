import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { gradeCrs } from '#domain/toxicity/crs.js';
import { gradeIcans } from '#domain/toxicity/icans.js';
import { type Observation, observationOf } from '#domain/toxicity/observation.js';
import { retainedObservations } from '#domain/toxicity/retained-observations.js';

const start = Date.parse('2026-03-01T00:00:00.000Z');
const cadenceHours = 12;
const options = {
  cadenceHours,
  ageYearsAtEnrolment: 15,
  enrolledAt: '2026-01-01T00:00:00.000Z',
  capdBelowAgeYears: 12,
};

const events: fc.Arbitrary<{ type: string; data: Record<string, unknown> }> = fc.oneof(
  fc.record({
    type: fc.constant('vitals.recorded'),
    data: fc.record(
      {
        celsius: fc.constantFrom(37, 39),
        hypotension: fc.boolean(),
        vasopressors: fc.constantFrom([], [{ drug: 'norepinephrine' }]),
        antipyreticGiven: fc.constant(true),
      },
      { requiredKeys: [] },
    ),
  }),
  fc.record({
    type: fc.constant('ice.assessed'),
    data: fc.constantFrom<Record<string, unknown>>(
      { notAssessable: 'developmental' },
      { notAssessable: 'sedated' },
      { orientation: 2, naming: 1, command: 1, writing: 0, attention: 0 },
    ),
  }),
  fc.record({ type: fc.constant('capd.assessed'), data: fc.record({ score: fc.nat(32) }) }),
  fc.record({
    type: fc.constant('neurology.assessed'),
    data: fc.constantFrom<Record<string, unknown>>(
      { consciousness: 'awake' },
      { seizure: 'brief' },
    ),
  }),
  fc.record({
    type: fc.constant('medication.given'),
    data: fc.record({ drug: fc.constantFrom('tocilizumab', 'levetiracetam') }),
  }),
);

const observations = fc.array(fc.tuple(events, fc.nat(96)), { maxLength: 25 }).map((seen) =>
  seen.flatMap(([event, hours], index) => {
    const happenedAt = new Date(start + hours * 3_600_000).toISOString();
    return observationOf({ ...event, eventId: `event-${index}`, happenedAt }) ?? [];
  }),
);

function retainOneByOne(all: readonly Observation[]): readonly Observation[] {
  return all.reduce<readonly Observation[]>(
    (kept, next) => retainedObservations([...kept, next], cadenceHours),
    [],
  );
}

function withoutTherapy(inputs: readonly string[], all: readonly Observation[]): readonly string[] {
  const drugs = all.filter(({ type }) => type === 'medication.given').map((one) => one.eventId);
  return inputs.filter((id) => !drugs.includes(id));
}

describe('the observations a journey keeps', () => {
  it('are the same in whatever order they arrive', () => {
    fc.assert(
      fc.property(
        observations.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        ([all, shuffled]) => {
          expect(retainOneByOne(shuffled)).toEqual(retainOneByOne(all));
        },
      ),
    );
  });

  it('give the same grades as all of them', () => {
    fc.assert(
      fc.property(observations, (all) => {
        const kept = retainOneByOne(all);
        const last = Math.max(start, ...all.map((one) => Date.parse(one.happenedAt)));
        const now = new Date(last).toISOString();
        const crs = gradeCrs(all, now, options);
        const { inputs, ...proposal } = gradeCrs(kept, now, options);
        expect({ ...crs, inputs: [] }).toEqual({ ...proposal, inputs: [] });
        expect(withoutTherapy(crs.inputs, all)).toEqual(
          expect.arrayContaining([...withoutTherapy(inputs, all)]),
        );
        expect(gradeIcans(kept, now, options)).toEqual(gradeIcans(all, now, options));
      }),
    );
  });
});

describe('an event that grading does not read', () => {
  it('gives no observation', () => {
    const event = { eventId: 'e', happenedAt: '2026-03-01T00:00:00.000Z', data: {} };
    expect(observationOf({ ...event, type: 'toString' })).toBeNull();
    expect(observationOf({ ...event, type: 'patient.measured' })).toBeNull();
  });

  it('keeps of a known one only what grading reads', () => {
    const data = { score: 3, assessedAt: '2026-03-01T00:00:00.000Z', noteId: 'n' };
    const event = { eventId: 'e', happenedAt: '2026-03-01T00:00:00.000Z', data };
    expect(observationOf({ ...event, type: 'capd.assessed' })?.data).toEqual({ score: 3 });
  });
});
