import type { Instant } from '../time/instant.js';
import type { Leg } from '../journey/vocabulary.js';

type Bag = { readonly bagId: string };
type ProductBag = Bag & { readonly component?: string; readonly carPositiveViableCells: number };
type Shipment = { readonly shipmentId: string; readonly leg: Leg };

/**
 * What the journey reads from the events that change it, per event type: the catalogue's fields, no more.
 * Types of the catalogue that do not stand here are journalled and change nothing.
 */
export type FactData = {
  'identifier.assigned': { readonly system: string; readonly value: string };
  'screening.resulted': {
    readonly test: string;
    readonly value?: number;
    readonly unit?: string;
    /** The value lies beyond the range of the method: below or above `value`. */
    readonly comparator?: '<' | '>';
    readonly qualitative?: 'positive' | 'negative' | 'indeterminate' | 'not-done';
    readonly collectedAt: Instant;
  };
  'patient.measured': { readonly weightKg: number; readonly measuredAt: Instant };
  'medication.recorded': {
    readonly drug: string;
    readonly drugClass: string;
    readonly lastDose?: string;
    readonly ongoing?: boolean;
    readonly unknown?: boolean;
  };
  'eligibility.assessed': {
    readonly recommendation: 'eligible' | 'ineligible' | 'deferred';
    readonly validUntil?: Instant;
  };
  'consent.signed': { readonly scope: string; readonly documentVersion: string };
  'consent.withdrawn': { readonly scope: string; readonly reason?: string };
  'coverage.requested': { readonly reference: string; readonly covers: readonly string[] };
  'coverage.appealed': { readonly reference: string; readonly covers: readonly string[] };
  'coverage.approved': {
    readonly reference: string;
    readonly covers: readonly string[];
    readonly validUntil?: Instant;
  };
  'coverage.denied': { readonly reference: string; readonly covers: readonly string[] };
  'coverage.expired': { readonly reference: string; readonly covers: readonly string[] };
  'appointment.offered': AppointmentData;
  'appointment.confirmed': AppointmentData;
  'appointment.changed': AppointmentData;
  'appointment.declined': AppointmentData;
  'appointment.cancelled': AppointmentData;
  'slot.offered': SlotData;
  'slot.confirmed': SlotData;
  'slot.changed': SlotData;
  'slot.withdrawn': { readonly slotId: string; readonly revision: number };
  'apheresis.started': {
    readonly coi: string;
    readonly attempt: number;
    readonly startedAt: Instant;
  };
  'apheresis.completed': {
    readonly coi: string;
    readonly attempt: number;
    readonly donationId: string;
    readonly bags: readonly (Bag & { readonly volumeMl: number })[];
    readonly completedAt: Instant;
  };
  'apheresis.failed': { readonly attempt: number; readonly reason: string };
  'collection.counted': {
    readonly donationId: string;
    readonly totalNucleatedCells: number;
    readonly cd3Cells: number;
    readonly viabilityPercent?: number;
  };
  'label.applied': { readonly labelId: string; readonly bagId: string };
  'label.voided': { readonly labelId: string; readonly bagId: string };
  'shipment.booked': ShipmentData;
  'shipment.picked-up': ShipmentData;
  'shipment.handed-over': ShipmentData;
  'shipment.customs-cleared': ShipmentData;
  'shipment.delayed': ShipmentData;
  'shipment.delivered': ShipmentData;
  'shipment.lost': { readonly shipmentId: string };
  'shipment.damaged': { readonly shipmentId: string };
  'shipment.temperature-breached': {
    readonly shipmentId: string;
    readonly deviceId: string;
    readonly limitCelsius: number;
    readonly worstCelsius: number;
    readonly since: Instant;
    readonly until?: Instant;
  };
  'shipment.telemetry-lost': {
    readonly shipmentId: string;
    readonly deviceId: string;
    readonly since: Instant;
  };
  'excursion.assessed': {
    readonly shipmentId: string;
    readonly bagIds: readonly string[];
    readonly assessment: Assessment;
    readonly basis: string;
  };
  'material.received': {
    readonly coi: string;
    readonly donationIds: readonly string[];
    readonly bagIds: readonly string[];
    readonly shipmentId?: string;
    readonly sealIntact?: boolean;
    readonly receivedAt: Instant;
  };
  'material.rejected': { readonly coi: string; readonly reason: string };
  'manufacturing.started': {
    readonly coi: string;
    readonly batchId: string;
    readonly attempt: number;
    readonly inputBagIds: readonly string[];
    readonly vectorLot: string;
  };
  'manufacturing.step-completed': { readonly batchId: string; readonly step: string };
  'manufacturing.paused': { readonly batchId: string; readonly cause: string };
  'manufacturing.resumed': { readonly batchId: string };
  'manufacturing.failed': {
    readonly batchId: string;
    readonly cause: string;
    readonly retainedMaterial?: boolean;
  };
  'quality.tested': {
    readonly batchId: string;
    readonly coi: string;
    readonly sampleId: string;
    readonly test: string;
    readonly resultStatus: 'interim' | 'final' | 'inconclusive' | 'invalid';
    readonly value?: number;
    readonly unit?: string;
    readonly passed: boolean;
  };
  'quality.amended': FactData['quality.tested'];
  'batch.released': {
    readonly coi: string;
    readonly batchId: string;
    readonly releaseType: 'full' | 'conditional' | 'exceptional';
    readonly pendingTests: readonly string[];
    readonly bags: readonly ProductBag[];
    readonly viabilityPercent: number;
    readonly expiresAt: Instant;
  };
  'batch.out-of-specification': {
    readonly coi: string;
    readonly batchId: string;
    readonly bags: readonly ProductBag[];
    readonly viabilityPercent: number;
    readonly expiresAt: Instant;
    readonly deviations: readonly {
      readonly test: string;
      readonly value: number;
      readonly limit: number;
    }[];
  };
  'out-of-specification.supply-approved': SupplyData;
  'out-of-specification.supply-refused': SupplyData;
  'batch.rejected': { readonly batchId: string };
  'batch.release-withdrawn': { readonly coi: string; readonly batchId: string };
  'histocompatibility.resulted': {
    readonly hla?: readonly string[];
    readonly donorSpecificAntibodies?: boolean;
  };
  'donor.eligibility-determined': { readonly donorCode: string; readonly eligible: boolean };
  'unit.offered': UnitData;
  'unit.reserved': UnitData;
  'unit.allocated': UnitData;
  'unit.returned-to-stock': UnitData;
  'product.received': {
    readonly coi: string;
    readonly batchId: string;
    readonly shipmentId: string;
    readonly bags: readonly (Bag & {
      readonly condition: 'intact' | 'broken' | 'thawed' | 'label-damaged';
    })[];
    readonly sealIntact: boolean;
    readonly maxCelsius: number;
    readonly storageLocation: string;
    readonly receivedAt: Instant;
  };
  'intensive-care.informed': { readonly unit?: string };
  'bag.damaged': { readonly bagId: string };
  'medicine-stock.confirmed': {
    readonly drug: string;
    readonly doses: number;
    readonly expiresOn?: string;
  };
  'medicine-stock.withdrawn': { readonly drug: string };
  'bridging.started': { readonly modality: string; readonly regimen?: string };
  'bridging.completed': { readonly modality: string; readonly lastDoseAt?: Instant };
  'disease.progressed': { readonly assessedAt: Instant };
  'lymphodepletion.started': { readonly regimen: string };
  'lymphodepletion.dose-given': {
    readonly drug: string;
    readonly doseMgPerM2: number;
    readonly day: number;
  };
  'lymphodepletion.completed': { readonly completedAt: Instant };
  'lymphodepletion.held': { readonly reason: string };
  'product.thawed': {
    readonly coi: string;
    readonly batchId: string;
    readonly bagId: string;
    readonly thawedAt: Instant;
    /** When the bag left the freezer and when its thaw began, where the clinic says. */
    readonly outOfFreezerAt?: Instant;
    readonly thawBegunAt?: Instant;
  };
  'product.stored': { readonly bagId: string; readonly storageCelsius?: number };
  'infusion.started': InfusionData;
  'infusion.completed': InfusionData;
  'infusion.stopped': InfusionData & { readonly reason: string };
  'patient.admitted': { readonly unit: CareUnit };
  'patient.transferred': { readonly unit: CareUnit };
  'patient.discharged': { readonly unit: string };
  'adverse-event.reported': {
    readonly term: string;
    readonly grade: number;
    readonly serious: boolean;
    readonly relatedness: string;
  };
  'infusion.reaction-reported': { readonly term: string; readonly grade: number };
  'gvhd.assessed': { readonly grade: number; readonly scale: string };
  'safety-switch.activated': {
    readonly agent: string;
    readonly dose: number;
    readonly unit: string;
    readonly activatedAt: Instant;
  };
  'response.assessed': {
    readonly criteria: string;
    readonly response: string;
    readonly mrd?: 'negative' | 'positive' | 'indeterminate';
    readonly assessedAt: Instant;
  };
  'antigen.tested': {
    readonly antigen: string;
    readonly status: 'positive' | 'dim' | 'negative' | 'heterogeneous';
  };
  'relapse.detected': { readonly detectedAt: Instant; readonly lineageSwitch?: boolean };
  'secondary-malignancy.suspected': Malignancy;
  'secondary-malignancy.confirmed': Malignancy;
  'secondary-malignancy.excluded': Malignancy;
  'contact.failed': { readonly attempt: number; readonly channel: string };
  'registry.report-submitted': {
    readonly registry: string;
    readonly form: string;
    readonly visit: string;
  };
  'safety-report.submitted': { readonly to: string; readonly reference: string };
  'follow-up.completed': { readonly visit: string; readonly alive: boolean };
  'death.reported': {
    readonly diedOn: string;
    readonly cause: string;
    readonly relatedness: string;
  };
  'lot.recalled': {
    readonly recallId: string;
    readonly batchIds?: readonly string[];
    readonly vectorLot?: string;
    readonly class: string;
    readonly action: RecallAction;
  };
  'site.suspended': { readonly siteId: string; readonly reason: string };
  'site.reinstated': { readonly siteId: string; readonly reason?: string };
};

/** What a manufacturer wants done with the lots it recalls. */
export type RecallAction = 'quarantine' | 'do-not-infuse' | 'inform-patient' | 'watch';

/** A manufacturer's or quality's word on product that left its temperature range. */
export type Assessment = 'acceptable' | 'acceptable-with-conditions' | 'rejected';

/** Where a patient lies. */
export type CareUnit = 'ward' | 'icu' | 'emergency' | 'other-hospital';

type Malignancy = { readonly kind: string; readonly vectorPositive?: boolean };

/** The catalogue's appointment fields. */
export type AppointmentData = {
  readonly kind: 'apheresis' | 'bed' | 'lymphodepletion' | 'infusion' | 'visit';
  readonly appointmentId: string;
  readonly revision: number;
  readonly startsAt: Instant;
  readonly endsAt?: Instant;
  readonly holdUntil?: Instant;
};

/** The catalogue's manufacturing slot fields. */
export type SlotData = {
  readonly slotId: string;
  readonly revision: number;
  readonly collectionDate: string;
  readonly manufacturingStart: string;
  readonly expectedRelease: string;
  readonly holdUntil?: Instant;
};

type ShipmentData = Shipment & {
  readonly carrier?: string;
  readonly waybill?: string;
  readonly qualifiedUntil?: Instant;
  readonly sealId?: string;
  readonly eta?: Instant;
};

/** The catalogue's fields of one unit of a donor's lot in stock. */
export type UnitData = {
  readonly unitId: string;
  readonly donorLotId: string;
  /** The donor, where the lot does not name them. */
  readonly donorCode?: string;
  readonly hlaMatch?: string;
  readonly carPositiveViableCells?: number;
  readonly reservedUntil?: Instant;
  readonly expiresAt?: Instant;
  readonly releasedAt?: Instant;
};

type SupplyData = {
  readonly batchId: string;
  readonly regulatorReference?: string;
  readonly conditions?: string | readonly string[];
};

type InfusionData = {
  readonly coi: string;
  readonly batchId: string;
  readonly bagId: string;
  readonly doseNumber: number;
  readonly carPositiveViableCells?: number;
};

/** The event types that change a journey. */
export type FactType = keyof FactData;
