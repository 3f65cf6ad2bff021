import { describe, expect, it } from '@jest/globals';
import { sliceFor } from '#products/products.js';
import { tellWell } from '../../test-journeys/scenes.js';
import { journeyIn } from '../../test-journeys/story.js';
import type { ToldJourney } from '../../test-journeys/told-journey.js';
import { plusHours } from '../time/instant.js';
import { deadlinesOf } from '../deadlines/deadlines.js';

const rules = sliceFor({
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: '2026-03-02',
});

const armoured = sliceFor({
  product: 'illustrative-armoured-dual-target',
  indication: 'solid-tumour',
  jurisdiction: 'US',
  date: '2026-03-02',
});

const alertsOf = (journey: ToldJourney, kind: string) =>
  journey.state.alerts.filter((one) => one.kind === kind);

const failed = (journey: ToldJourney, attempt: number) =>
  journey.later(24).tell('contact.failed', { attempt, channel: 'phone' });

describe('a patient in follow-up', () => {
  const followed = () => journeyIn('follow-up', rules);

  it('who cannot be reached three times is told to people once, and the journey stays open', () => {
    const journey = failed(failed(failed(followed(), 1), 2), 3);
    failed(failed(journey, 4), 5);
    expect(alertsOf(journey, 'not-reached')).toHaveLength(1);
    expect(journey.state.stage).toBe('follow-up');
  });

  it('who is found again is counted from then on', () => {
    const journey = failed(failed(followed(), 1), 2).later(1);
    const [visit] = journey.state.visits;
    journey.tell('follow-up.completed', { visit: visit!.name, alive: true });
    failed(failed(journey, 1), 2);
    expect(alertsOf(journey, 'not-reached')).toEqual([]);
    expect(alertsOf(failed(journey, 3), 'not-reached')).toHaveLength(1);
  });

  it('with a malignancy that may come from the cells pages; excluded it is no matter', () => {
    const journey = followed();
    journey.tell('secondary-malignancy.suspected', { kind: 't-cell' });
    expect(alertsOf(journey, 'secondary-malignancy')).toMatchObject([{ severity: 'today' }]);
    journey
      .later(1)
      .tell('secondary-malignancy.confirmed', { kind: 't-cell', vectorPositive: true });
    expect(alertsOf(journey, 'secondary-malignancy').at(-1)).toMatchObject({
      severity: 'immediate',
    });
    const cleared = followed().tell('secondary-malignancy.excluded', { kind: 'myeloid' });
    expect(alertsOf(cleared, 'secondary-malignancy')).toEqual([]);
  });

  it('whose disease is back keeps the antigens as they were tested last', () => {
    const journey = followed();
    journey.tell('antigen.tested', { antigen: 'cd19', status: 'positive', method: 'flow' });
    journey.later(24).tell('relapse.detected', { detectedAt: journey.now });
    journey.tell('antigen.tested', { antigen: 'cd19', status: 'negative', method: 'flow' });
    expect(alertsOf(journey, 'relapse')).toHaveLength(1);
    expect(journey.state.clinical.antigens['cd19']).toMatchObject({ status: 'negative' });
  });

  it('who was a child is asked for a consent of their own when of age', () => {
    const due = (journey: ToldJourney) =>
      deadlinesOf(journey.state).find(({ name }) => name.startsWith('majority-consent'));
    const journey = followed();
    expect(due(journey)).toMatchObject({
      warnAt: '2029-03-02T09:00:00.000Z',
      at: '2030-03-02T09:00:00.000Z',
    });
    journey.at('2029-06-01T09:00:00.000Z').tell('consent.signed', {
      scope: 'follow-up',
      documentVersion: '1',
      signedBy: 'patient',
    });
    expect(due(journey)).toBeUndefined();
  });
});

describe('the response', () => {
  const assessed = (slice: typeof rules, criteria: string, response: string) =>
    journeyIn('follow-up', slice).tell('response.assessed', { criteria, response });

  it.each([
    ['acute leukaemia', rules, 'nccn-all'],
    ['a solid tumour', armoured, 'recist'],
  ])('of %s that fails to come is told to people once', (_, slice, criteria) => {
    const journey = assessed(slice, criteria, 'pd');
    journey.later(24).tell('response.assessed', { criteria, response: 'pd' });
    expect(alertsOf(journey, 'no-response')).toMatchObject([{ severity: 'today' }]);
    expect(alertsOf(assessed(slice, criteria, 'cr'), 'no-response')).toEqual([]);
  });

  it.each([
    ['acute leukaemia by those of solid tumours', rules, 'recist'],
    ['a solid tumour by those of lymphoma', armoured, 'lugano'],
  ])('of %s is asked about, and concluded from is nothing', (_, slice, criteria) => {
    const journey = assessed(slice, criteria, 'pd');
    expect(alertsOf(journey, 'response-by-other-criteria')).toHaveLength(1);
    expect(alertsOf(journey, 'no-response')).toEqual([]);
  });
});

describe('the form of a visit', () => {
  it('is due once the visit was made, until it is sent', () => {
    const journey = journeyIn('follow-up', rules);
    const [visit] = journey.state.visits;
    const forms = () =>
      deadlinesOf(journey.state).filter(({ name }) => name.startsWith('registry-form/'));
    expect(forms()).toEqual([]);
    journey.tell('follow-up.completed', { visit: visit!.name, alive: true });
    expect(forms()).toMatchObject([
      { name: `registry-form/${visit!.name}`, at: visit!.windowUntil, owner: 'data-manager' },
    ]);
    journey.tell('registry.report-submitted', {
      registry: 'cibmtr',
      form: '4100',
      visit: visit!.name,
    });
    expect(forms()).toEqual([]);
  });
});

describe('a patient who lies elsewhere', () => {
  it.each([
    ['other-hospital', 'admitted-elsewhere'],
    ['icu', 'intensive-care'],
  ])('in %s is told to people at once', (unit, kind) => {
    const journey = tellWell(journeyIn('monitoring', rules).later(1));
    journey.tell('patient.admitted', { unit, happenedAt: journey.now });
    expect(alertsOf(journey, kind)).toMatchObject([{ severity: 'immediate', level: 1 }]);
  });
});

describe('the safety switch', () => {
  const stocked = () => {
    const journey = tellWell(journeyIn('monitoring', armoured).later(1));
    return journey.tell('medicine-stock.confirmed', { drug: 'rimiducid', doses: 1 });
  };
  const followingSwitch = (journey: ToldJourney) =>
    deadlinesOf(journey.state)
      .map(({ name }) => name.split('/')[0])
      .filter((name) => name?.startsWith('safety-switch') === true);

  const order = (journey: ToldJourney, persons: readonly string[], agent = 'rimiducid') =>
    journey.decide('order-safety-switch', { agent, reason: 'crs-4' }, { persons });

  it('is ordered by two people, and its activation is kept', () => {
    const journey = stocked();
    expect(order(journey, ['physician-1']).outcome).toBe('awaiting-second');
    expect(order(journey, ['physician-2']).outcome).toBe('accepted');
    journey.tell('safety-switch.activated', {
      agent: 'rimiducid',
      dose: 20,
      unit: 'mg',
      activatedAt: journey.now,
    });
    expect(journey.state.clinical.activations).toMatchObject([{ agent: 'rimiducid' }]);
  });

  it('that is ordered and not activated within the hour pages', () => {
    const journey = stocked();
    order(journey, ['physician-1', 'physician-2']);
    expect(followingSwitch(journey)).toEqual(['safety-switch-activation']);
    journey.waitUntil(plusHours(journey.now, 1.1));
    expect(alertsOf(journey, 'missed')).toMatchObject([{ severity: 'immediate' }]);
  });

  it('that is activated is followed until the level of the cells is measured again', () => {
    const journey = stocked();
    order(journey, ['physician-1', 'physician-2']);
    const dose = { agent: 'rimiducid', dose: 20, unit: 'mg', activatedAt: journey.now };
    journey.later(0.5).tell('safety-switch.activated', dose);
    expect(followingSwitch(journey)).toEqual(['safety-switch-effect']);
    journey.later(6).tell(
      'laboratory.resulted',
      {
        test: 'car-t-level',
        value: 2,
        unit: '/uL',
        collectedAt: journey.now,
        reportedAt: journey.now,
      },
      { by: 'laboratory' },
    );
    expect(followingSwitch(journey)).toEqual([]);
  });

  it.each([
    [
      'of a product that has none',
      () => tellWell(journeyIn('monitoring', rules).later(1)),
      'rimiducid',
      'no-safety-switch',
    ],
    [
      'before cells were given',
      () => journeyIn('lymphodepletion', armoured),
      'rimiducid',
      'not-infused',
    ],
    ['by another agent', stocked, 'cetuximab', 'agent-unknown'],
    [
      'without its activator',
      () => tellWell(journeyIn('monitoring', armoured).later(1)),
      'rimiducid',
      'activator-missing',
    ],
  ] as const)('is not ordered %s', (_, begin, agent, code) => {
    expect(order(begin(), ['physician-1', 'physician-2'], agent)).toMatchObject({ code });
  });
});
