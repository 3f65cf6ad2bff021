import type {
  Evidence,
  Excursion,
  JourneyState,
  Shipment,
  ShipmentStatus,
} from '../journey/state.js';
import { earliest, type Instant, isAtOrAfter } from '../time/instant.js';
import type { FactData } from './fact-data.js';
import {
  changeWhere,
  type Fact,
  type FactRule,
  type FactRules,
  inOrder,
  outranks,
  stating,
} from './fact.js';
import { withTrouble } from './trouble.facts.js';

type MilestoneType =
  | 'shipment.booked'
  | 'shipment.picked-up'
  | 'shipment.handed-over'
  | 'shipment.customs-cleared'
  | 'shipment.delayed'
  | 'shipment.delivered';

const progress: readonly ShipmentStatus[] = [
  'known',
  'booked',
  'picked-up',
  'handed-over',
  'customs-cleared',
  'delivered',
  'lost',
];

function furthest(a: ShipmentStatus, b: ShipmentStatus): ShipmentStatus {
  return progress.indexOf(a) >= progress.indexOf(b) ? a : b;
}

function changeShipment(
  state: JourneyState,
  shipmentId: string,
  change: (shipment: Shipment) => Shipment,
): JourneyState {
  const known = state.shipments.some((shipment) => shipment.shipmentId === shipmentId);
  const shipments = known
    ? state.shipments
    : [
        ...state.shipments,
        { shipmentId, leg: null, status: 'known' as const, milestones: [], excursions: [] },
      ].toSorted((a, b) => (a.shipmentId < b.shipmentId ? -1 : 1));
  return {
    ...state,
    shipments: changeWhere(shipments, (shipment) => shipment.shipmentId === shipmentId, change),
  };
}

function withMilestone(shipment: Shipment, name: string, at: Instant): Shipment['milestones'] {
  const milestones = [...shipment.milestones, { name, at }];
  return milestones.toSorted(
    (a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.name < b.name ? -1 : 1),
  );
}

const details = ['leg', 'carrier', 'waybill', 'sealId', 'qualifiedUntil', 'eta'] as const;

/** Milestones arrive in any order: each is kept, the status only moves forward, of each detail the latest word counts. */
function milestone<T extends MilestoneType>(name: string, status: ShipmentStatus): FactRule<T> {
  return {
    apply: (state, { data, at, evidence }: Fact<T>) => {
      const known = changeShipment(state, data.shipmentId, (shipment) => ({
        ...shipment,
        status: furthest(shipment.status, status),
        milestones: withMilestone(shipment, name, at),
      }));
      return details.reduce((told, detail) => withDetail(told, data, detail, evidence), known);
    },
  };
}

function withDetail(
  state: JourneyState,
  data: FactData['shipment.booked'],
  detail: (typeof details)[number],
  evidence: Evidence,
): JourneyState {
  const value = data[detail];
  if (value === undefined) return state;
  return stating(state, `shipment/${data.shipmentId}/${detail}`, evidence, (told) =>
    changeShipment(told, data.shipmentId, (shipment) => ({ ...shipment, [detail]: value })),
  );
}

type Breach = FactData['shipment.temperature-breached'];

/** One excursion per device and beginning: a worse report of it needs another decision. */
function withExcursion(
  excursions: readonly Excursion[],
  breach: Breach,
  reportedAt: Instant,
  evidence: Evidence,
): readonly Excursion[] {
  const { deviceId, limitCelsius, worstCelsius, since, until } = breach;
  const known = excursions.find(
    (one) => one.deviceId === deviceId && Date.parse(one.since) === Date.parse(since),
  );
  const ends = [known?.until, until]
    .flatMap((one) => one ?? [])
    .toSorted((one, other) => Date.parse(one) - Date.parse(other));
  const isWorse = known === undefined || worstCelsius > known.worstCelsius;
  const isAsBad = known?.worstCelsius === worstCelsius;
  const worstAt = isWorse
    ? reportedAt
    : earliest([known.worstAt, isAsBad ? reportedAt : undefined]);
  const excursion: Excursion = {
    deviceId,
    limitCelsius: Math.min(limitCelsius, known?.limitCelsius ?? limitCelsius),
    worstCelsius: Math.max(worstCelsius, known?.worstCelsius ?? worstCelsius),
    since,
    ...(ends.length === 0 ? {} : { until: ends.at(-1) ?? '' }),
    ...(worstAt === undefined ? {} : { worstAt }),
    assessment: known?.assessment ?? null,
    disposition: isWorse ? null : known.disposition,
    evidence: known !== undefined && outranks(known.evidence, evidence) ? known.evidence : evidence,
  };
  return [...excursions.filter((one) => one !== known), excursion].toSorted(
    (one, other) =>
      Date.parse(one.since) - Date.parse(other.since) || (one.deviceId < other.deviceId ? -1 : 1),
  );
}

/** What the manufacturer said last about an excursion once its worst reading was reported; what it said before says nothing. */
function assessed(state: JourneyState, shipmentId: string): JourneyState {
  const words = state.assessments[shipmentId] ?? [];
  return changeShipment(state, shipmentId, (shipment) => ({
    ...shipment,
    excursions: shipment.excursions.map((excursion) => ({
      ...excursion,
      assessment:
        words.findLast(({ evidence: { happenedAt } }) =>
          [excursion.since, excursion.worstAt ?? excursion.since].every((known) =>
            isAtOrAfter(happenedAt, known),
          ),
        )?.assessment ?? null,
    })),
  }));
}

/** Custody on the road: milestones, temperature excursions and their assessment. */
export const shipmentFacts: FactRules<
  | MilestoneType
  | 'shipment.lost'
  | 'shipment.damaged'
  | 'shipment.temperature-breached'
  | 'excursion.assessed'
> = {
  'shipment.booked': milestone('booked', 'booked'),
  'shipment.picked-up': milestone('picked-up', 'picked-up'),
  'shipment.handed-over': milestone('handed-over', 'handed-over'),
  'shipment.customs-cleared': milestone('customs-cleared', 'customs-cleared'),
  'shipment.delayed': milestone('delayed', 'known'),
  'shipment.delivered': milestone('delivered', 'delivered'),
  'shipment.lost': {
    apply: (state, { data, at, evidence }) =>
      changeShipment(
        withTrouble(state, 'shipment-lost', data.shipmentId, evidence),
        data.shipmentId,
        (shipment) => ({
          ...shipment,
          status: 'lost',
          milestones: withMilestone(shipment, 'lost', at),
        }),
      ),
  },
  'shipment.damaged': {
    apply: (state, { data, at, evidence }) =>
      changeShipment(
        withTrouble(state, 'shipment-damaged', data.shipmentId, evidence),
        data.shipmentId,
        (shipment) => ({ ...shipment, milestones: withMilestone(shipment, 'damaged', at) }),
      ),
  },
  'shipment.temperature-breached': {
    apply: (state, { data, evidence, event }) =>
      assessed(
        changeShipment(state, data.shipmentId, (shipment) => ({
          ...shipment,
          excursions: withExcursion(shipment.excursions, data, event.time, evidence),
        })),
        data.shipmentId,
      ),
  },
  'excursion.assessed': {
    needs: (state, data) =>
      state.shipments.some(
        (shipment) => shipment.shipmentId === data.shipmentId && shipment.excursions.length > 0,
      )
        ? null
        : 'shipment.temperature-breached',
    apply: (state, { data: { shipmentId, assessment }, evidence }) => {
      const known = state.assessments[shipmentId] ?? [];
      const words = inOrder(known, { assessment, evidence });
      const assessments = { ...state.assessments, [shipmentId]: words };
      return assessed({ ...state, assessments }, shipmentId);
    },
  },
};
