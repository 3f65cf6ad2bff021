import { expectedReleaseAt } from '../gates/expected-release.js';
import { infusionWindow } from '../gates/infusion.gate.js';
import { unitsOnOffer } from '../gates/allocation.gate.js';
import { currentDonations } from '../gates/collected-material.js';
import { isOffTheShelf } from '../journey/allocation.js';
import { currentBatch, isInfused, type JourneyState } from '../journey/state.js';
import { clockEnds } from '../rules/thaw-clocks.js';
import { apheresisAppointment, bookedSchedule, linksOf } from '../scheduling/booked-schedule.js';
import { isBefore, plusDays, plusHours, plusYears } from '../time/instant.js';
import { endOfValidity } from '../time/stated-date.js';
import { nextAssessment } from './assessment-cadence.js';
import { checkInReminders } from './check-in.js';
import type { Deadline } from './deadline.js';
import { safetySwitchDeadlines } from './safety-switch.js';
import { type DeadlineKind, deadlineKinds } from './deadline-kinds.js';

/** Hours an event may wait for what has to come before it; an operating default. */
const parkedHours = 24;
const parkedInfusionHours = 1;

const known = new WeakMap<JourneyState, readonly Deadline[]>();

/** Days before which somebody is told that a result or an approval ends; an operating default. */
const warnedDaysBefore = 7;

const beforeCollection: readonly string[] = ['eligibility', 'scheduling', 'leukapheresis'];

/** Every deadline of a journey that is still open, earliest first; sought once a state. */
export function deadlinesOf(state: JourneyState): readonly Deadline[] {
  const before = known.get(state);
  if (before !== undefined) return before;
  const deadlines = openDeadlines(state);
  known.set(state, deadlines);
  return deadlines;
}

function openDeadlines(state: JourneyState): readonly Deadline[] {
  if (state.stage === 'closed') return [];
  return [
    ...holdUntil(state),
    ...collection(state),
    ...screeningValidity(state),
    ...coverageExpiry(state),
    ...reservations(state),
    ...material(state),
    ...manufacture(state),
    ...shippers(state),
    ...product(state),
    ...infusionWindowEnd(state),
    ...thawClocks(state),
    ...assessment(state),
    ...visits(state),
    ...registryForms(state),
    ...safetySwitchDeadlines(state),
    ...majority(state),
    ...parkedEvents(state),
  ].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.name < b.name ? -1 : 1));
}

/** The earliest deadline that is still open. */
export function nextDeadlineOf(
  state: JourneyState,
): { readonly name: string; readonly at: string } | undefined {
  const [first] = deadlinesOf(state);
  return first === undefined ? undefined : { name: first.name, at: first.at };
}

function holdUntil(state: JourneyState): readonly Deadline[] {
  if (state.stage !== 'scheduling') return [];
  const booked = bookedSchedule(state);
  const links = booked === null ? null : linksOf(state, booked);
  const offers = links ?? [...Object.values(state.slots), ...Object.values(state.appointments)];
  return offers.flatMap((offer) =>
    offer.status === 'offered' && offer.holdUntil !== undefined
      ? [
          {
            name: `offer-held/${'slotId' in offer ? offer.slotId : offer.appointmentId}`,
            at: offer.holdUntil,
            ...of('offer-held'),
          },
        ]
      : [],
  );
}

/** The first of the results that a criterion rests on to grow too old before the cells are collected. */
function screeningValidity(state: JourneyState): readonly Deadline[] {
  if (!beforeCollection.includes(state.stage)) return [];
  const { criteria, screeningValidityDays } = state.rules.eligibility;
  const [first] = criteria
    .flatMap(({ test }) => {
      const collectedAt = state.screening[test]?.collectedAt;
      return collectedAt === undefined
        ? []
        : [{ test, at: plusDays(collectedAt, screeningValidityDays) }];
    })
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return first === undefined
    ? []
    : [
        {
          name: `screening-validity/${first.test}/${first.at}`,
          warnAt: plusDays(first.at, -warnedDaysBefore),
          at: first.at,
          ...of('screening-validity'),
        },
      ];
}

/** The ends of what the payer has approved, until it is used: the collection, the making, the stay. */
function coverageExpiry(state: JourneyState): readonly Deadline[] {
  if (isInfused(state)) return [];
  return Object.entries(state.coverage).flatMap(([part, { status, validUntil }]) =>
    status !== 'approved' || validUntil === undefined || isSpent(state, part)
      ? []
      : [
          {
            name: `coverage-expiry/${part}/${validUntil}`,
            warnAt: plusDays(endOfValidity(validUntil), -warnedDaysBefore),
            at: endOfValidity(validUntil),
            ...of('coverage-expiry'),
          },
        ],
  );
}

function isSpent(state: JourneyState, part: string): boolean {
  if (part === 'apheresis') return state.donations.length > 0;
  return part === 'product' && state.batches.length > 0;
}

function collection(state: JourneyState): readonly Deadline[] {
  const appointment = apheresisAppointment(state);
  const isCollected = state.donations.some((one) => one.attempt === state.attempts.apheresis);
  if (state.stage !== 'leukapheresis' || appointment === undefined || isCollected) return [];
  return [
    {
      name: `apheresis/${state.attempts.apheresis}`,
      warnAt: appointment.startsAt,
      at: appointment.endsAt ?? plusHours(appointment.startsAt, 24),
      ...of('apheresis'),
    },
  ];
}

function material(state: JourneyState): readonly Deadline[] {
  const { holdHours, maximumAgeDays } = state.rules.material;
  return currentDonations(state).flatMap(({ donationId, completedAt }): readonly Deadline[] => {
    const isReceived = state.materialReceipts.some((one) => one.donationIds.includes(donationId));
    const isUsed = state.batches.some((batch) => !isBefore(batch.startedAt, completedAt));
    return [
      ...(holdHours === undefined || isReceived || isUsed
        ? []
        : [
            {
              name: `material-hold-time/${donationId}`,
              warnAt: plusHours(completedAt, holdHours * 0.5),
              moreWarningsAt: [0.75, 0.9].map((part) => plusHours(completedAt, holdHours * part)),
              at: plusHours(completedAt, holdHours),
              ...of('material-hold-time'),
            },
          ]),
      ...(maximumAgeDays === undefined || isUsed
        ? []
        : [
            {
              name: `material-age/${donationId}`,
              warnAt: plusDays(completedAt, maximumAgeDays - 30),
              at: plusDays(completedAt, maximumAgeDays),
              ...of('material-age'),
            },
          ]),
    ];
  });
}

/** A unit that is only put aside for a while, until the manufacturer has allocated it. */
function reservations(state: JourneyState): readonly Deadline[] {
  if (state.stage !== 'allocation') return [];
  return unitsOnOffer(state).flatMap(({ unitId, status, reservedUntil }) =>
    status === 'allocated' || reservedUntil === undefined
      ? []
      : [{ name: `unit-reserved/${unitId}`, at: reservedUntil, ...of('unit-reserved') }],
  );
}

function manufacture(state: JourneyState): readonly Deadline[] {
  const batch = currentBatch(state);
  const expectedAt = batch?.status === 'started' ? expectedReleaseAt(state, batch) : undefined;
  if (batch === undefined || expectedAt === undefined || isOffTheShelf(state)) return [];
  return [
    {
      name: `manufacturing-turn-around/${batch.batchId}`,
      at: expectedAt,
      ...of('manufacturing-turn-around'),
    },
  ];
}

function shippers(state: JourneyState): readonly Deadline[] {
  const receivedShipments = [
    ...state.materialReceipts.map((receipt) => receipt.shipmentId),
    ...state.productReceipts.map((receipt) => receipt.shipmentId),
  ];
  return state.shipments.flatMap((shipment) =>
    shipment.qualifiedUntil === undefined ||
    shipment.status === 'lost' ||
    receivedShipments.includes(shipment.shipmentId)
      ? []
      : [
          {
            name: `shipper-hold-time/${shipment.shipmentId}`,
            warnAt: plusDays(shipment.qualifiedUntil, -2),
            at: shipment.qualifiedUntil,
            ...of('shipper-hold-time'),
          },
        ],
  );
}

function product(state: JourneyState): readonly Deadline[] {
  const release = currentBatch(state)?.release;
  if (release === undefined || release === null || isInfused(state)) return [];
  return [
    {
      name: `product-expiry/${release.batchId}`,
      warnAt: plusDays(release.expiresAt, -30),
      at: release.expiresAt,
      ...of('product-expiry'),
    },
  ];
}

function infusionWindowEnd(state: JourneyState): readonly Deadline[] {
  const window = infusionWindow(state);
  if (window === null || window.until === null || isInfused(state)) return [];
  return [
    {
      name: `lymphodepletion-to-infusion/${state.lymphodepletion?.attempt ?? 1}`,
      warnAt: plusDays(window.until, -1),
      at: window.until,
      ...of('lymphodepletion-to-infusion'),
    },
  ];
}

function thawClocks(state: JourneyState): readonly Deadline[] {
  return state.infusions.flatMap((infusion) => {
    const { bagId, thawedAt, startedAt, completedAt, stopped } = infusion;
    const { outOfFreezerAt, thawBegunAt } = infusion;
    const isOver = completedAt !== null || stopped !== null || state.damagedBags.includes(bagId);
    if (thawedAt === null || isOver) return [];
    const times = {
      thawedAt,
      ...(outOfFreezerAt === undefined ? {} : { outOfFreezerAt }),
      ...(thawBegunAt === undefined ? {} : { thawBegunAt }),
    };
    return clockEnds(state.rules.product.clocks, times).flatMap(({ until, at }) =>
      until === 'begun' && startedAt !== null
        ? []
        : [
            {
              name: until === 'given' ? `thaw-clock/${bagId}` : `thaw-clock/${bagId}/${until}`,
              at,
              ...of('thaw-clock'),
              reminders: [{ step: 3, afterHours: 0, pages: true, ...of('thaw-clock') }],
            },
          ],
    );
  });
}

function assessment(state: JourneyState): readonly Deadline[] {
  const next = nextAssessment(state);
  if (next === null) return [];
  const { name, dueAt: at } = next;
  return next.setting === 'outpatient'
    ? [{ name: `check-in/${name}`, at, ...of('check-in'), reminders: checkInReminders(state, at) }]
    : [{ name: `next-assessment/${name}`, at, ...of('next-assessment') }];
}

function visits(state: JourneyState): readonly Deadline[] {
  return state.visits.flatMap((visit) =>
    visit.completed !== null || isBefore(visit.windowUntil, state.stageSince)
      ? []
      : [
          {
            name: `follow-up-visit/${visit.name}`,
            warnAt: visit.dueAt,
            at: visit.windowUntil,
            ...of('follow-up-visit'),
          },
        ],
  );
}

/** The forms of the registry about visits that were made, until one was sent. */
function registryForms(state: JourneyState): readonly Deadline[] {
  const sent = Object.keys(state.clinical.reported);
  return state.visits.flatMap(({ name, completed, windowUntil }) =>
    completed === null ||
    isBefore(windowUntil, completed.happenedAt) ||
    sent.some((form) => form.startsWith(`${name}/`))
      ? []
      : [{ name: `registry-form/${name}`, at: windowUntil, ...of('registry-form') }],
  );
}

/** From this age on patients consent for themselves; an operating default. */
const ageOfMajority = 18;

/** A child who was infused and comes of age consents anew: what the parents signed ends then. Only the year of birth is known. */
function majority(state: JourneyState): readonly Deadline[] {
  const { ageYears, enrolledAt } = state.enrolment;
  if (ageYears >= ageOfMajority || !isInfused(state)) return [];
  const yearsLeft = ageOfMajority - ageYears;
  const warnAt = plusYears(enrolledAt, yearsLeft - 1);
  const isSigned = Object.values(state.consents).some(
    ({ given, evidence }) => given && !isBefore(evidence.happenedAt, warnAt),
  );
  return isSigned
    ? []
    : [
        {
          name: `majority-consent/${ageOfMajority}`,
          warnAt,
          at: plusYears(enrolledAt, yearsLeft),
          ...of('majority-consent'),
        },
      ];
}

/** An event whose precondition never came: somebody has to ask its sender, soon where product was given. */
function parkedEvents(state: JourneyState): readonly Deadline[] {
  return state.parked.map(({ event: { type, id }, since }) => {
    const isGiven = type.startsWith('infusion.') || type === 'product.thawed';
    return isGiven
      ? {
          name: `parked-infusion/${type}/${id}`,
          at: plusHours(since, parkedInfusionHours),
          ...of('parked-infusion'),
        }
      : {
          name: `parked-event/${type}/${id}`,
          at: plusHours(since, parkedHours),
          ...of('parked-event'),
        };
  });
}

function of(kind: keyof typeof deadlineKinds): Omit<DeadlineKind, 'due'> {
  const { severity, owner, consequence } = deadlineKinds[kind];
  return { severity, owner, consequence };
}
