import { describe, expect, it } from '@jest/globals';
import {
  clockTime,
  dateTime,
  dateTimeZone,
  difference,
  duration,
  instantIn,
  localInput,
  signedTime,
  untilDue,
  withLocalTimes,
} from './time.js';

const zurich = 'Europe/Zurich';
const newYork = 'America/New_York';
const now = Date.parse('2026-11-23T07:42:00Z');

describe('the time of a site', () => {
  it('stands in the sentences of the server as well', () => {
    expect(withLocalTimes('Over on 2026-11-24T11:00:00.000Z, not before', zurich, now)).toBe(
      'Over on Tue 24 Nov 12:00 CET, not before',
    );
    expect(withLocalTimes('It lasts until 2026-12-31', zurich, now)).toBe(
      'It lasts until Thu 31 Dec',
    );
  });

  it('is said with its zone', () => {
    expect(dateTimeZone('2026-11-24T11:00:00Z', zurich, now)).toBe('Tue 24 Nov 12:00 CET');
    expect(dateTimeZone('2026-11-24T11:00:00Z', newYork, now)).toBe('Tue 24 Nov 06:00 EST');
    expect(dateTimeZone('2026-07-24T11:00:00Z', zurich, now)).toBe('Fri 24 Jul 13:00 CEST');
  });

  it('is today on the day of the site, whatever day it is in Greenwich', () => {
    expect(dateTime('2026-11-23T23:30:00Z', newYork, now)).toBe('today 18:30');
    expect(dateTime('2026-11-23T23:30:00Z', zurich, now)).toBe('Tue 24 Nov 00:30');
  });

  it('moves no day that was stated without a time', () => {
    expect(dateTime('2026-12-10', newYork, now)).toBe('Thu 10 Dec');
    expect(dateTimeZone('2026-12-10', newYork, now)).toBe('Thu 10 Dec');
  });

  it('says midnight as the beginning of a day', () => {
    expect(clockTime('2026-11-22T23:00:00Z', zurich)).toBe('00:00');
  });

  it('stands beside a signature in both zones, with the year', () => {
    expect(signedTime(now, zurich)).toBe('Mon 23 Nov 2026 08:42 CET (07:42 UTC)');
  });
});

describe('what a person types as local time', () => {
  it.each([
    ['2026-11-23T08:42', zurich, '2026-11-23T07:42:00.000Z'],
    ['2026-07-23T08:42', zurich, '2026-07-23T06:42:00.000Z'],
    ['2026-03-29T03:30', zurich, '2026-03-29T01:30:00.000Z'],
    ['2026-11-01T00:30', newYork, '2026-11-01T04:30:00.000Z'],
  ])('%s in %s is %s', (local, zone, instant) => {
    expect(instantIn(local, zone)).toBe(instant);
    expect(localInput(Date.parse(instant), zone)).toBe(local);
  });

  it('is nothing when it is no time', () => {
    expect(instantIn('soon', zurich)).toBeNull();
  });
});

describe('how long something takes', () => {
  it.each([
    [30_000, 'less than 1 min'],
    [11 * 60_000, '11 min'],
    [78 * 60_000, '1 h 18 min'],
    [27 * 3_600_000, '1 d 3 h'],
    [23 * 86_400_000, '23 d'],
    [200 * 86_400_000, '6 months'],
    [15 * 366 * 86_400_000, '15 years'],
  ])('%d ms is %s', (ms, words) => {
    expect(duration(ms)).toBe(words);
  });

  it('is counted to a deadline and beyond it', () => {
    expect(untilDue('2026-11-23T09:00:00Z', now)).toBe('in 1 h 18 min');
    expect(untilDue('2026-11-23T07:31:00Z', now)).toBe('11 min late');
  });

  it('is told in days where a plan was missed', () => {
    expect(difference('2026-10-30', '2026-10-31T09:00:00Z')).toBe('1 d late');
    expect(difference('2026-10-31', '2026-10-31T09:00:00Z')).toBe('on time');
    expect(difference('2026-10-31', '2026-10-29T23:00:00Z')).toBe('1 d early');
  });
});
