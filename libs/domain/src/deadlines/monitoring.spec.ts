import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { tellWell } from '../../test-journeys/scenes.js';
import { journeyIn } from '../../test-journeys/story.js';
import type { ToldJourney } from '../../test-journeys/told-journey.js';
import { plusDays, plusHours, plusMinutes } from '../time/instant.js';
import { nextAssessment } from './assessment-cadence.js';
import { settingOf } from './cadence.js';
import { deadlinesOf } from './deadlines.js';
import { wakesAt } from './steps.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

const atHome = (): ToldJourney => {
  const journey = tellWell(journeyIn('monitoring', rules).later(1));
  return journey.tell('patient.discharged', { unit: 'ward', happenedAt: journey.now });
};

const dueCheckIn = (journey: ToldJourney) =>
  deadlinesOf(journey.state).find((one) => one.name.startsWith('check-in/'))!;

const missed = (journey: ToldJourney) =>
  journey
    .recordsOf('deadline.missed')
    .map(({ data }) => [
      data.detail?.['step'],
      data.detail?.['owner'],
      data.detail?.['consequence'],
    ]);

const raised = (journey: ToldJourney, kind: string) =>
  journey
    .recordsOf('alert.raised')
    .filter(({ data }) => data.detail?.['kind'] === kind)
    .map(({ data }) => data.detail?.['level']);

describe('where the patient is', () => {
  it('is not known until somebody tells it', () => {
    expect(settingOf(journeyIn('monitoring', rules).state)).toBe('unknown');
  });

  it('is what happened last, in whatever order it was told', () => {
    const journey = atHome();
    expect(settingOf(journey.state)).toBe('outpatient');
    const back = plusHours(journey.now, 30);
    const home = plusHours(journey.now, 50);
    journey.at(home).tell('patient.discharged', { unit: 'icu', happenedAt: home });
    journey.tell('patient.admitted', { unit: 'icu', happenedAt: back });
    expect(settingOf(journey.state)).toBe('outpatient');
    journey
      .later(1)
      .tell('patient.transferred', { unit: 'other-hospital', happenedAt: journey.now });
    expect(settingOf(journey.state)).toBe('inpatient');
  });
});

describe('how often a patient is assessed', () => {
  const dueAfterHours = (journey: ToldJourney): number => {
    const next = nextAssessment(journey.state)!;
    return next.everyHours;
  };

  it('is the cadence of the product while nothing is found and nobody says where they are', () => {
    expect(dueAfterHours(tellWell(journeyIn('monitoring', rules).later(1)))).toBe(12);
  });

  it('is every four hours in hospital in the first week, and the cadence of the product later', () => {
    const journey = tellWell(journeyIn('monitoring', rules).later(1));
    journey.tell('patient.admitted', { unit: 'ward', happenedAt: journey.now });
    expect(dueAfterHours(journey)).toBe(4);
    const zero = journey.state.calendar!.dayZeroStartsAt;
    const daily = { name: 'daily-monitoring', from: zero, until: plusDays(zero, 28) };
    journey.state = { ...journey.state, windows: [{ ...daily, state: 'open' as const }] };
    tellWell(journey.at(plusDays(zero, 9)));
    expect(dueAfterHours(journey)).toBe(12);
  });

  it('is every four hours wherever a grade stands, until a clinician says that it is over', () => {
    const journey = atHome().later(2);
    journey.tell('vitals.recorded', { celsius: 39, measuredAt: journey.now });
    expect(dueAfterHours(journey)).toBe(4);
    const { dueAt } = nextAssessment(journey.state)!;
    // The interval in which the fever was seen is assessed; the next one ends at most two intervals on.
    expect(Date.parse(dueAt) - Date.parse(journey.now)).toBeLessThanOrEqual(8 * 3_600_000);
    const over = { kind: 'crs', grade: 0, scale: 'astct', agrees: false };
    journey.decide('confirm-toxicity-grade', over);
    expect(dueAfterHours(journey)).toBe(12);
  });

  it('closer makes nothing that was measured less known', () => {
    const journey = atHome().later(2);
    journey.tell('vitals.recorded', { celsius: 39, measuredAt: journey.now });
    journey.later(6).look();
    expect(journey.state.toxicity.crs).toMatchObject({ grade: 1 });
  });
});

describe('a patient at home who does not check in', () => {
  it('is reminded after an hour, called after two, sought through others after four and six', () => {
    const journey = atHome();
    const { at } = dueCheckIn(journey);
    journey.waitUntil(plusHours(at, 7));
    expect(missed(journey)).toEqual([
      [3, 'clinic', 'The patient is reminded to check in'],
      [4, 'nurse', 'A nurse calls the patient'],
      [5, 'nurse', 'The emergency contact is called'],
      [6, 'physician', 'A welfare check is asked for: the patient may be unable to answer'],
    ]);
  });

  it('pages nobody for the reminder, and raises one alert again with every later step', () => {
    const journey = atHome();
    const { at, name } = dueCheckIn(journey);
    journey.waitUntil(plusHours(at, 1.5));
    expect(raised(journey, 'missed')).toEqual([]);
    journey.waitUntil(plusHours(at, 2));
    journey.decide('acknowledge-alert', { alertId: `missed/${name}` });
    journey.waitUntil(plusHours(at, 4));
    expect(raised(journey, 'missed')).toEqual([1, 1]);
    expect(journey.state.alerts.filter(({ kind }) => kind === 'missed')).toMatchObject([
      { acknowledgedBy: null, level: 1 },
    ]);
  });

  it('is sought no further once they are heard of', () => {
    const journey = atHome();
    const { at } = dueCheckIn(journey);
    journey.waitUntil(plusHours(at, 1.5)).tell('checkin.completed', { wellbeing: 'well' });
    journey.waitUntil(plusHours(at, 7));
    expect(missed(journey)).toHaveLength(1);
  });

  it('is given twelve and twenty-four hours once two weeks are over', () => {
    const journey = atHome();
    const zero = journey.state.calendar!.dayZeroStartsAt;
    const watch = {
      ...journey.state,
      windows: [
        { name: 'daily-monitoring', from: zero, until: plusDays(zero, 28), state: 'open' as const },
      ],
    };
    journey.state = watch;
    journey.at(plusDays(zero, 15.2)).tell('checkin.completed', { wellbeing: 'well' });
    const { at, reminders } = dueCheckIn(journey);
    expect(at > plusDays(zero, 15)).toBe(true);
    expect(reminders?.map(({ afterHours }) => afterHours)).toEqual([12, 24]);
  });

  it('in a hospital again is assessed there and not asked to check in', () => {
    const journey = atHome().later(3);
    journey.tell('patient.admitted', { unit: 'emergency', happenedAt: journey.now });
    const names = deadlinesOf(journey.state).map(({ name }) => name.split('/')[0]);
    expect(names).toContain('next-assessment');
    expect(names).not.toContain('check-in');
  });
});

describe('an alert about what harms at once', () => {
  const withFever = () => {
    const journey = tellWell(journeyIn('monitoring', rules).later(1)).later(2);
    return journey.tell('vitals.recorded', { celsius: 39, measuredAt: journey.now });
  };

  it('goes to the next on the list after five minutes and then to all, and no further', () => {
    const journey = withFever();
    expect(wakesAt(journey.state, journey.now, 0)).toBe(plusMinutes(journey.now, 5));
    journey.waitUntil(plusMinutes(journey.now, 4));
    expect(raised(journey, 'toxicity-crs')).toEqual([1]);
    journey.waitUntil(plusMinutes(journey.now, 2));
    expect(raised(journey, 'toxicity-crs')).toEqual([1, 2]);
    journey.waitUntil(plusHours(journey.now, 2));
    expect(raised(journey, 'toxicity-crs')).toEqual([1, 2, 3]);
  });

  it('stays with who answers it', () => {
    const journey = withFever();
    journey.decide('acknowledge-alert', { alertId: journey.state.alerts.at(-1)!.alertId });
    journey.waitUntil(plusHours(journey.now, 2));
    expect(raised(journey, 'toxicity-crs')).toEqual([1]);
  });

  it('is not raised again by readings that say the same', () => {
    const journey = withFever();
    journey.decide('acknowledge-alert', { alertId: journey.state.alerts.at(-1)!.alertId });
    for (let reading = 0; reading < 10; reading += 1) {
      journey.later(0.5).tell('vitals.recorded', { celsius: 39.1, measuredAt: journey.now });
    }
    expect(raised(journey, 'toxicity-crs')).toEqual([1]);
  });

  it('begins again with the first on the list when it has become worse, answered or not', () => {
    const journey = withFever();
    journey.decide('acknowledge-alert', { alertId: journey.state.alerts.at(-1)!.alertId });
    journey.later(1).tell('vitals.recorded', {
      celsius: 39,
      oxygen: { device: 'high-flow' },
      measuredAt: journey.now,
    });
    expect(journey.state.alerts.at(-1)).toMatchObject({ level: 1, acknowledgedBy: null });
    journey.waitUntil(plusMinutes(journey.now, 6));
    expect(raised(journey, 'toxicity-crs')).toEqual([1, 1, 2]);
  });
});

describe('a fever', () => {
  const withFever = () => {
    const journey = tellWell(journeyIn('monitoring', rules).later(1)).later(2);
    return journey.tell('vitals.recorded', { celsius: 39, measuredAt: journey.now });
  };

  it('is put down to something by a clinician, and the alert about it stands', () => {
    const journey = withFever();
    const decided = journey.decide('attribute-finding', { kind: 'crs', finding: 'infection' });
    expect(decided.outcome).toBe('accepted');
    expect(journey.state.toxicity.crs).toMatchObject({ grade: 1, status: 'proposed' });
  });

  it.each([
    [{ kind: 'crs', finding: 'weather' }, 'finding-unknown'],
    [{ kind: 'gvhd', finding: 'other' }, 'nothing-found'],
    [{ kind: 'flu', finding: 'other' }, 'kind-unknown'],
  ])('is not put down by %j', (data, code) => {
    expect(withFever().decide('attribute-finding', data)).toMatchObject({ code });
  });
});

describe('a thawed bag whose time is over', () => {
  it('pages: a person decides, nothing is stopped by itself', () => {
    const journey = journeyIn('infusion', rules);
    const bag = { coi: journey.state.journeyId, batchId: 'B1', bagId: 'P1' };
    journey.ask('infusion.authorized').tell('product.thawed', { ...bag, thawedAt: journey.now });
    journey.tell('infusion.started', { ...bag, doseNumber: 1 });
    journey.waitUntil(plusMinutes(journey.now, 31));
    expect(raised(journey, 'missed')).toEqual([1]);
    expect(journey.state.infusions).toMatchObject([{ stopped: null, completedAt: null }]);
    expect(journey.state.authorizations).toHaveLength(1);
  });
});
