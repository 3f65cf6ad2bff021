import { productReceipt } from '../gates/product-receipt.js';
import { currentBatch, isInfused, type JourneyState, type Shipment } from '../journey/state.js';

/** How much harm a minute without the system can do now, worst first. */
export const criticalities = [
  'thawed',
  'infusing',
  'acute-monitoring',
  'in-transit',
  'product-on-site',
  'stable',
] as const;
export type Criticality = (typeof criticalities)[number];

const checks: { readonly [C in Criticality]: (state: JourneyState) => boolean } = {
  thawed: (state) =>
    state.infusions.some(
      (bag) =>
        bag.thawedAt !== null &&
        bag.startedAt === null &&
        bag.completedAt === null &&
        bag.stopped === null &&
        !state.damagedBags.includes(bag.bagId),
    ),
  infusing: (state) =>
    state.infusions.some(
      (bag) => bag.startedAt !== null && bag.completedAt === null && bag.stopped === null,
    ),
  'acute-monitoring': (state) =>
    isInfused(state) && (isUnderDailyMonitoring(state) || hasOpenToxicity(state, 'crs', 'icans')),
  'in-transit': (state) => state.shipments.some((shipment) => isOnTheRoad(state, shipment)),
  'product-on-site': (state) =>
    productReceipt(state) !== undefined &&
    !isInfused(state) &&
    currentBatch(state)?.status === 'released',
  stable: () => true,
};

/** The worst of the criticalities that a journey has; a closed one is stable. */
export function criticalityOf(state: JourneyState): Criticality {
  if (state.stage === 'closed') return 'stable';
  return criticalities.find((criticality) => checks[criticality](state)) ?? 'stable';
}

/** Whether a shipment left its sender and the receiver has not recorded its receipt. */
export function isOnTheRoad(state: JourneyState, shipment: Shipment): boolean {
  return (
    ['picked-up', 'handed-over', 'customs-cleared', 'delivered'].includes(shipment.status) &&
    !isReceived(state, shipment.shipmentId)
  );
}

/** Whether the receiver's own receipt of a shipment is recorded. */
export function isReceived(state: JourneyState, shipmentId: string): boolean {
  return [...state.materialReceipts, ...state.productReceipts].some(
    (receipt) => receipt.shipmentId === shipmentId,
  );
}

function isUnderDailyMonitoring(state: JourneyState): boolean {
  if (state.stage !== 'infusion' && state.stage !== 'monitoring') return false;
  const daily = state.windows.find((window) => window.name === 'daily-monitoring');
  return daily?.state !== 'closed';
}

/** A grade that monitoring could not be closed with, or that no clinician has looked at. */
function hasOpenToxicity(state: JourneyState, ...kinds: readonly ('crs' | 'icans')[]): boolean {
  return kinds.some((kind) => {
    const course = state.toxicity[kind];
    if (course === null || course.grade === 0) return false;
    return (
      course.status === 'proposed' || course.grade > state.rules.monitoring.closeMaximumGrade[kind]
    );
  });
}
