import type { Status } from '../api/queries.js';
import type { Suggestions } from '../forms/schema-fields.js';

/** The identifiers of a journey under the names of the fields that ask for them. */
export function suggestionsOf(status: Status): Suggestions {
  const { identifiers, material, alerts } = status;
  const of = (system: string): readonly string[] =>
    identifiers.filter((one) => one.system === system).map(({ value }) => value);
  const bags = material.bags.map(({ bagId }) => bagId);
  const donations = material.donations.map(({ donationId }) => donationId);
  return {
    coi: of('coi'),
    donationId: donations,
    donationIds: donations,
    batchId: material.batches.map(({ batchId }) => batchId).toReversed(),
    bagId: bags.toReversed(),
    bagIds: bags,
    inputBagIds: bags,
    shipmentId: material.shipments.map(({ shipmentId }) => shipmentId).toReversed(),
    slotId: of('slot'),
    alertId: alerts.map(({ alertId }) => alertId),
  };
}

/** What stands in a form at first: what was given, and identifiers of which there is only one. */
export function firstValues(
  names: readonly string[],
  given: Readonly<Record<string, unknown>>,
  suggestions: Suggestions,
): Readonly<Record<string, unknown>> {
  const only = names.flatMap((name) => {
    // What is scanned or read at the bag is never filled in for somebody.
    const known = name === 'scannedCoi' ? [] : (suggestions[name] ?? []);
    if (known.length !== 1) return [];
    return [[name, name.endsWith('Ids') ? known : known[0]] as const];
  });
  const taken = Object.entries(given).filter(([name]) => names.includes(name));
  return { ...Object.fromEntries(only), ...Object.fromEntries(taken) };
}
