import type { Milestone } from '#domain/status/milestones.js';
import type { StationDates } from '../track/full-track.js';
import { difference, shortDate } from '../words/time.js';

/** Which date of the chain stands under which station. */
const milestoneOf: Readonly<Record<string, string>> = {
  referral: 'enrolment',
  eligibility: 'eligibility',
  leukapheresis: 'apheresis',
  'outbound-shipment': 'material-received',
  manufacturing: 'release',
  allocation: 'unit-allocated',
  'inbound-shipment': 'product-received',
  lymphodepletion: 'lymphodepletion-start',
  infusion: 'infusion',
  monitoring: 'monitoring-end',
};

/** What stands under each station of a journey, in the zone of its site. */
export function stationDates(
  milestones: readonly Milestone[],
  zone: string,
  now: number,
): Readonly<Record<string, StationDates>> {
  return Object.fromEntries(
    Object.entries(milestoneOf).flatMap(([stage, name]) => {
      const found = milestones.find((one) => one.name === name);
      return found === undefined ? [] : [[stage, datesOf(found, zone, now)]];
    }),
  );
}

function datesOf(
  { planned, expected, actual }: Milestone,
  zone: string,
  now: number,
): StationDates {
  const wanted = planned ?? expected;
  const shown = (at: string | null): string => (at === null ? '–' : shortDate(at, zone, now));
  if (wanted === null)
    return { planned: '–', actual: shown(actual), difference: '', isLate: false };
  if (actual !== null)
    return {
      planned: shown(wanted),
      actual: shown(actual),
      difference: difference(wanted, actual),
      isLate: false,
    };
  const isLate = Date.parse(wanted) < now;
  return {
    planned: shown(wanted),
    actual: '–',
    difference: isLate ? difference(wanted, new Date(now).toISOString()) : '',
    isLate,
  };
}
