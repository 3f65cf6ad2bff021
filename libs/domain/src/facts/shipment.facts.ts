import type { JourneyState, Shipment, ShipmentStatus } from '../journey/state.js';
import type { Instant } from '../time/instant.js';
import type { FactData } from './fact-data.js';
import { changeWhere, type Fact, type FactRule, type FactRules } from './fact.js';

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

/** Milestones arrive in any order: each is kept, and the status only moves forward. */
function milestone<T extends MilestoneType>(name: string, status: ShipmentStatus): FactRule<T> {
  return {
    apply: (state, { data, at }: Fact<T>) =>
      changeShipment(state, data.shipmentId, (shipment) => ({
        ...shipment,
        ...details(data),
        status: furthest(shipment.status, status),
        milestones: withMilestone(shipment, name, at),
      })),
  };
}

function details(data: FactData['shipment.booked']): Pick<Shipment, 'leg'> & Partial<Shipment> {
  return {
    leg: data.leg,
    ...(data.carrier === undefined ? {} : { carrier: data.carrier }),
    ...(data.waybill === undefined ? {} : { waybill: data.waybill }),
    ...(data.sealId === undefined ? {} : { sealId: data.sealId }),
    ...(data.qualifiedUntil === undefined ? {} : { qualifiedUntil: data.qualifiedUntil }),
    ...(data.eta === undefined ? {} : { eta: data.eta }),
  };
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
    apply: (state, { data, at }) =>
      changeShipment(state, data.shipmentId, (shipment) => ({
        ...shipment,
        status: 'lost',
        milestones: withMilestone(shipment, 'lost', at),
      })),
  },
  'shipment.damaged': {
    apply: (state, { data, at }) =>
      changeShipment(state, data.shipmentId, (shipment) => ({
        ...shipment,
        milestones: withMilestone(shipment, 'damaged', at),
      })),
  },
  'shipment.temperature-breached': {
    apply: (state, { data, evidence }) =>
      changeShipment(state, data.shipmentId, (shipment) => {
        const { deviceId, limitCelsius, worstCelsius, since, until } = data;
        const same = (known: { readonly deviceId: string; readonly since: Instant }): boolean =>
          known.deviceId === deviceId && known.since === since;
        if (shipment.excursions.some(same)) return shipment;
        const excursion = {
          deviceId,
          limitCelsius,
          worstCelsius,
          since,
          ...(until === undefined ? {} : { until }),
          assessment: null,
          disposition: null,
          evidence,
        };
        return { ...shipment, excursions: [...shipment.excursions, excursion] };
      }),
  },
  'excursion.assessed': {
    needs: (state, data) =>
      state.shipments.some(
        (shipment) => shipment.shipmentId === data.shipmentId && shipment.excursions.length > 0,
      )
        ? null
        : 'shipment.temperature-breached',
    apply: (state, { data }) =>
      changeShipment(state, data.shipmentId, (shipment) => ({
        ...shipment,
        excursions: changeWhere(
          shipment.excursions,
          (excursion) => excursion.disposition === null,
          (excursion) => ({ ...excursion, assessment: data.assessment }),
        ),
      })),
  },
};
