import { isValidAt } from './event-signature.js';
import type { Partner } from './registry.schema.js';

const dayMs = 86_400_000;

/** How many days before a key expires its partner is to be told: once at each. */
export const expiryWarnings = [30, 14, 3] as const;

/** A key that expires. `goesOn` names another of the partner that is valid then, null when there is none. */
export type ExpiringKey = {
  readonly partnerId: string;
  readonly kid: string;
  /** Whole days that are left of it, rounded up; 0 and less when it is over. */
  readonly daysLeft: number;
  readonly goesOn: string | null;
};

/** The keys of partners that have an end, at a wall time in ms; those that are over and replaced are left out. */
export function expiringKeys(partners: readonly Partner[], now: number): readonly ExpiringKey[] {
  return partners
    .flatMap((partner) => keysWithEnd(partner, now))
    .filter(({ daysLeft, goesOn }) => daysLeft > 0 || goesOn === null);
}

/** The last warning that is due for a key with so many days left; null when none is. */
export function warningDue(daysLeft: number): number | null {
  return expiryWarnings.findLast((days) => daysLeft <= days) ?? null;
}

function keysWithEnd({ id, keys }: Partner, now: number): readonly ExpiringKey[] {
  return keys.flatMap(({ kid, validUntil }) => {
    if (validUntil === undefined) return [];
    const end = Date.parse(validUntil);
    const next = keys.find((key) => key.kid !== kid && isValidAt(key, Math.max(end, now)));
    return [
      {
        partnerId: id,
        kid,
        daysLeft: Math.ceil((end - now) / dayMs),
        goesOn: next?.kid ?? null,
      },
    ];
  });
}
