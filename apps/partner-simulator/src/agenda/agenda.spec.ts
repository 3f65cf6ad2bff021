import { describe, expect, it } from '@jest/globals';
import type { PlannedEvent } from '../story/planned-event.js';
import { Agenda } from './agenda.js';
import { undisturbed } from './disturbances.js';

function event(id: string, time: string, more: Partial<PlannedEvent> = {}): PlannedEvent {
  return {
    topic: 'clinic.events.v1',
    id,
    source: 'urn:v2v:site:northgate',
    type: 'consent.signed',
    subject: 'J1',
    time,
    requestid: 'J1/eligibility.requested/1',
    data: {},
    ...more,
  };
}

function due(agenda: Agenda, at: string): readonly string[] {
  return agenda.due(Date.parse(at)).map((sending) => sending.event.id);
}

describe('an agenda', () => {
  it('gives what is due, earliest first, and each once', () => {
    const agenda = new Agenda(1, undisturbed);
    agenda.plan([event('later', '2026-03-03T00:00:00Z'), event('earlier', '2026-03-02T00:00:00Z')]);
    expect(due(agenda, '2026-03-01T00:00:00Z')).toEqual([]);
    expect(due(agenda, '2026-03-04T00:00:00Z')).toEqual(['earlier', 'later']);
    expect(due(agenda, '2026-03-05T00:00:00Z')).toEqual([]);
  });

  it('plans nothing twice, and nothing that an earlier run has published', () => {
    const agenda = new Agenda(1, undisturbed);
    agenda.alreadyPublished('old');
    const events = [event('old', '2026-03-02T00:00:00Z'), event('new', '2026-03-02T00:00:00Z')];
    agenda.plan(events);
    agenda.plan(events);
    expect(due(agenda, '2026-03-04T00:00:00Z')).toEqual(['new']);
  });

  it('drops of the answers to a request that was withdrawn what had not happened by then', () => {
    const agenda = new Agenda(1, undisturbed);
    const requestid = 'J1/infusion.authorized/1';
    agenda.plan([
      event('thawed', '2026-03-02T00:00:00Z', { requestid }),
      event('infused', '2026-03-02T01:00:00Z', { requestid }),
    ]);
    agenda.withdraw(requestid, Date.parse('2026-03-02T00:30:00Z'));
    expect(due(agenda, '2026-03-04T00:00:00Z')).toEqual(['thawed']);
  });

  it('says nothing of a patient after the death, and everything of others', () => {
    const agenda = new Agenda(1, undisturbed);
    agenda.plan([
      event('visit', '2026-03-09T00:00:00Z'),
      event('death', '2026-03-05T00:00:00Z', { type: 'death.reported' }),
      event('of-another', '2026-03-09T00:00:00Z', { subject: 'J2' }),
    ]);
    expect(due(agenda, '2026-03-10T00:00:00Z')).toEqual(['death', 'of-another']);
  });
});
