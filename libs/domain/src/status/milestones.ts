import { expectedReleaseAt } from '../gates/expected-release.js';
import { infusionWindow } from '../gates/infusion.gate.js';
import { currentDonations } from '../gates/collected-material.js';
import { productReceipt } from '../gates/product-receipt.js';
import { isOffTheShelf } from '../journey/allocation.js';
import { currentBatch, type Infusion, type JourneyState } from '../journey/state.js';
import type { GateName, Leg } from '../journey/vocabulary.js';
import { apheresisAppointment, bookedSchedule } from '../scheduling/booked-schedule.js';
import { earliest, type Instant } from '../time/instant.js';

/**
 * One date of the chain: as booked, as it looks now, as it was. Null while unknown; `precision` says whether a
 * day or an instant was stated; `source` is the event (or record) that the latest of the three comes from.
 */
export type Milestone = {
  readonly name: string;
  readonly planned: Instant | null;
  readonly expected: Instant | null;
  readonly actual: Instant | null;
  readonly precision: 'day' | 'instant';
  readonly source: string | null;
};

type Known = {
  readonly planned?: Instant | undefined;
  readonly expected?: Instant | undefined;
  readonly actual?: Instant | null | undefined;
  readonly source?: string | undefined;
};

function milestone(name: string, { planned, expected, actual, source }: Known): Milestone {
  const latest = actual ?? expected ?? planned;
  return {
    name,
    planned: planned ?? null,
    expected: actual == null ? (expected ?? planned ?? null) : null,
    actual: actual ?? null,
    precision: latest?.includes('T') === true ? 'instant' : 'day',
    source: source ?? null,
  };
}

/** The chain of dates from referral to the end of monitoring, in the order of the protocol. */
export function milestonesOf(state: JourneyState): readonly Milestone[] {
  return [
    milestone('enrolment', {
      actual: state.enrolment.enrolledAt,
      source: `${state.journeyId}/1`,
    }),
    passed(state, 'eligibility', 'eligibility.confirmed'),
    ...(isOffTheShelf(state) ? [] : [...collection(state), ...manufacture(state)]),
    ...(isOffTheShelf(state) ? [allocated(state)] : []),
    productOnSite(state),
    ...treatment(state),
  ];
}

function passed(state: JourneyState, name: string, gate: GateName, known: Known = {}): Milestone {
  const opened = state.openedGates.findLast((one) => one.gate === gate);
  return milestone(name, { ...known, actual: opened?.at });
}

function etaOf(state: JourneyState, leg: Leg): Instant | undefined {
  return state.shipments.findLast((shipment) => shipment.leg === leg)?.eta;
}

function collection(state: JourneyState): readonly Milestone[] {
  const appointment = apheresisAppointment(state);
  const donation = currentDonations(state).at(-1);
  const receipt = state.materialReceipts.findLast((one) =>
    currentDonations(state).some(({ donationId }) => one.donationIds.includes(donationId)),
  );
  return [
    milestone('apheresis', {
      planned: appointment?.startsAt,
      actual: donation?.completedAt,
      source: donation?.evidence.eventId ?? appointment?.evidence.eventId,
    }),
    milestone('material-received', {
      expected: etaOf(state, 'collection-to-manufacturer'),
      actual: receipt?.receivedAt,
      source: receipt?.evidence.eventId,
    }),
  ];
}

function manufacture(state: JourneyState): readonly Milestone[] {
  const slotId = bookedSchedule(state)?.slotId;
  const slot = slotId === undefined ? undefined : state.slots[slotId];
  const batch = currentBatch(state);
  const release = batch?.release ?? undefined;
  return [
    milestone('manufacturing-start', {
      planned: slot?.manufacturingStart,
      actual: batch?.startedAt,
      source: batch?.evidence.eventId ?? slot?.evidence.eventId,
    }),
    milestone('release', {
      planned: slot?.expectedRelease,
      expected: batch === undefined ? undefined : expectedReleaseAt(state, batch),
      actual: release?.evidence.happenedAt,
      source: release?.evidence.eventId ?? slot?.evidence.eventId,
    }),
  ];
}

function allocated(state: JourneyState): Milestone {
  const batch = currentBatch(state);
  return milestone('unit-allocated', {
    actual: batch?.startedAt,
    source: batch?.evidence.eventId,
  });
}

function productOnSite(state: JourneyState): Milestone {
  const receipt = productReceipt(state);
  return milestone('product-received', {
    expected: etaOf(state, 'manufacturer-to-clinic'),
    actual: receipt?.receivedAt,
    source: receipt?.evidence.eventId,
  });
}

function treatment(state: JourneyState): readonly Milestone[] {
  const bedId = bookedSchedule(state)?.bedAppointmentId;
  const bed = bedId === undefined ? undefined : state.appointments[bedId];
  const course = state.lymphodepletion;
  const first = firstInfusion(state);
  const lastWindow = state.windows
    .filter(({ name }) => name === 'daily-monitoring' || name === 'total-watch')
    .map(({ until }) => until)
    .toSorted((a, b) => Date.parse(a) - Date.parse(b))
    .at(-1);
  return [
    milestone('lymphodepletion-start', {
      planned: bed?.startsAt,
      actual: course?.startedAt,
      source: course?.evidence[0] ?? bed?.evidence.eventId,
    }),
    milestone('lymphodepletion-end', {
      actual: course?.completedAt,
      source: course?.completedAt == null ? undefined : course.evidence.at(-1),
    }),
    milestone('infusion', {
      expected: infusionWindow(state)?.from,
      actual: first?.at,
      source: first?.source,
    }),
    passed(state, 'monitoring-end', 'monitoring.may-end', { expected: lastWindow }),
  ];
}

function firstInfusion(
  state: JourneyState,
): { readonly at: Instant; readonly source: string } | undefined {
  const beganAt = ({ startedAt, completedAt }: Infusion): Instant | undefined =>
    startedAt ?? completedAt ?? undefined;
  const at = earliest(state.infusions.map(beganAt));
  const infusion = state.infusions.find((one) => beganAt(one) === at);
  return at === undefined || infusion === undefined
    ? undefined
    : { at, source: infusion.evidence.eventId };
}
