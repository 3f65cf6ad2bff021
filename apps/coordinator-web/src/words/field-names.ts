import { sentenceOf } from './names.js';

const names: Readonly<Record<string, string>> = {
  coi: 'Chain-of-identity identifier',
  scannedCoi: 'Chain-of-identity identifier, as scanned',
  alertId: 'Alert',
  reviewId: 'Review',
  eventId: 'Event',
  requestId: 'Request',
  donationIds: 'Donations',
  donationId: 'Donation',
  batchId: 'Batch',
  bagId: 'Bag',
  bagIds: 'Bags',
  slotId: 'Manufacturing slot',
  apheresisAppointmentId: 'Apheresis appointment',
  bedAppointmentId: 'Bed',
  pickupAt: 'Pickup',
  shipmentId: 'Shipment',
  spo2Percent: 'SpO₂, %',
  celsius: 'Temperature, °C',
  minCelsius: 'Lowest, °C',
  maxCelsius: 'Highest, °C',
  systolicMmHg: 'Systolic pressure, mmHg',
  diastolicMmHg: 'Diastolic pressure, mmHg',
  heartRatePerMinute: 'Heart rate, per minute',
  respiratoryRatePerMinute: 'Respiratory rate, per minute',
  weightKg: 'Weight, kg',
  litresPerMinute: 'Flow, L/min',
  volumeMl: 'Volume, mL',
  doseMgPerM2: 'Dose, mg/m²',
  cd3Cells: 'CD3+ cells',
  totalNucleatedCells: 'Nucleated cells',
  viabilityPercent: 'Viability, %',
  carPositiveViableCells: 'CAR+ viable cells',
  agrees: 'Do you agree with the proposal?',
  doseNumber: 'Dose number',
  validUntil: 'Valid until',
  kind: 'Kind',
  regulatorReference: 'Reference of the regulator',
};

const hints: Readonly<Record<string, string>> = {
  reason: 'A short phrase; nothing that names the patient. It stays in the record.',
  note: 'Kept apart and encrypted; only the treating team reads it.',
};

/** What a field asks for. */
export function fieldName(name: string): string {
  return names[name] ?? sentenceOf(name.replace(/Id$/, ''));
}

/** What somebody should know before filling in a field; undefined where nothing is to be said. */
export function fieldHint(name: string): string | undefined {
  return hints[name];
}

const values: Readonly<Record<string, string>> = {
  acceptable: 'Acceptable: use the product',
  'acceptable-with-conditions': 'Acceptable with conditions',
  rejected: 'Rejected: do not use',
  crs: 'Cytokine release syndrome',
  icans: 'Neurotoxicity (ICANS)',
  'iec-hs': 'Hyperinflammation (IEC-HS)',
  icaht: 'Low blood counts (ICAHT)',
  gvhd: 'Graft-versus-host disease',
};

/** What a choice means. */
export function valueName(value: string): string {
  return values[value] ?? sentenceOf(value);
}
