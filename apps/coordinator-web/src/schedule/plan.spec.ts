import { describe, expect, it } from '@jest/globals';
import { bookable, isMovable, movedTo, type Offer } from './plan.js';

const zone = 'America/New_York';
const bed: Offer = {
  kind: 'appointment',
  id: 'BED-2',
  purpose: 'bed',
  status: 'offered',
  isOnOffer: true,
  startsAt: '2026-12-05T13:00:00Z',
  endsAt: null,
  holdUntil: null,
};
const on = (instant: string): number => Date.parse(instant);

describe('a link that is moved', () => {
  it('takes what is offered on that day, at the site', () => {
    expect(
      movedTo({ bedAt: '2026-12-09T13:00:00Z' }, 'bed', on('2026-12-05T20:00:00Z'), [bed], zone),
    ).toEqual({ bedAppointmentId: 'BED-2' });
  });

  it('is a wish where nobody has offered the day, or not any more', () => {
    const wish = { bedAt: '2026-12-06T20:00:00.000Z' };
    expect(movedTo({}, 'bed', on('2026-12-06T20:00:00Z'), [bed], zone)).toEqual(wish);
    const gone = { ...bed, isOnOffer: false };
    expect(movedTo({}, 'bed', on('2026-12-05T20:00:00Z'), [gone], zone)).toEqual({
      bedAt: '2026-12-05T20:00:00.000Z',
    });
  });

  it('leaves the other links where they are', () => {
    const change = { slotId: 'SLOT-1', pickupAt: '2026-12-01T08:00:00Z' };
    expect(movedTo(change, 'apheresis', on('2026-12-01T08:00:00Z'), [bed], zone)).toEqual({
      ...change,
      apheresisAt: '2026-12-01T08:00:00.000Z',
    });
  });

  it('can be moved until its stage is over', () => {
    expect(isMovable('apheresis', 'leukapheresis')).toBe(true);
    expect(isMovable('apheresis', 'manufacturing')).toBe(false);
    expect(isMovable('bed', 'manufacturing')).toBe(true);
    expect(isMovable('expected-release', 'scheduling')).toBe(false);
  });
});

describe('what can be booked of a change', () => {
  it('is what was offered, never a wish', () => {
    expect(bookable({ slotId: 'SLOT-1', bedAt: '2026-12-06T20:00:00Z' })).toEqual({
      slotId: 'SLOT-1',
    });
  });
});
