import { createHash } from 'node:crypto';

function digest(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('|')).digest('hex');
}

/** A short code of capital letters and digits that names one thing of one journey. */
export function codeOf(...parts: readonly string[]): string {
  const number = BigInt(`0x${digest(...parts).slice(0, 12)}`);
  return number.toString(36).toUpperCase().padStart(10, '0').slice(-10);
}

const facilities: Readonly<Record<string, string>> = {
  northgate: 'W9001',
  riverside: 'W9002',
  lakeview: 'S9003',
};

/** An invented donation identification number: facility, year, serial of six digits. */
export function donationNumber(siteId: string, year: string, ...parts: readonly string[]): string {
  const serial = Number(BigInt(`0x${digest(...parts).slice(0, 12)}`) % 1_000_000n);
  const facility = facilities[siteId] ?? 'W9000';
  return `${facility}${year.slice(2, 4)}${String(serial).padStart(6, '0')}`;
}

/** A shipment of a journey; its first letter tells the leg. */
export function shipmentNumber(leg: string, requestId: string): string {
  return `${leg === 'collection-to-manufacturer' ? 'C' : 'P'}-${codeOf('shipment', requestId)}`;
}

/** Whether a shipment number is one of collected material. */
export function isOutbound(shipmentId: string): boolean {
  return shipmentId.startsWith('C-');
}
