import { outranks, evidenceOf } from '../facts/fact.js';
import { asArrived } from '../journey/event.js';
import { earliest } from '../time/instant.js';
import type { KeptFact } from '../told/told.js';
import { contentText } from './content.js';
import { occurrenceKey } from './occurrence-key.js';

/** An occurrence as it is read from everything that stands of it. */
export type Reading = {
  /** Its place: that of the first that was told of it. */
  readonly sequence: number;
  readonly facts: readonly KeptFact[];
  /** Told in different ways of which none is the safer: what rests on it waits until people have looked. */
  readonly isDisputed: boolean;
};

type Data = Readonly<Record<string, unknown>>;
/** How an occurrence is read that was told in different ways; `facts` are the first of each way. */
type Safer = (facts: readonly [KeptFact, ...KeptFact[]]) => Omit<Reading, 'sequence'>;

const first: Safer = ([fact]) => ({ facts: [fact], isDisputed: false });
const disputed: Safer = ([fact]) => ({ facts: [fact], isDisputed: true });
/** Of product that flows every word counts: whatever it was, the patient may have it. */
const every: Safer = (facts) => ({ facts, isDisputed: false });

/** The first, with some of its fields as the worst of all tell them. */
function worst(fields: Readonly<Record<string, (values: readonly unknown[]) => unknown>>): Safer {
  return (facts) => {
    const [fact] = facts;
    const told = Object.entries(fields).flatMap(([name, worse]) => {
      const values = facts.flatMap(({ event }) => event.data[name] ?? []);
      return values.length === 0 ? [] : [[name, worse(values)] as const];
    });
    const data = { ...fact.event.data, ...Object.fromEntries(told) };
    return { facts: [{ ...fact, event: { ...fact.event, data } }], isDisputed: false };
  };
}

function smallest(values: readonly unknown[]): number {
  return Math.min(...values.map(Number));
}

function largest(values: readonly unknown[]): number {
  return Math.max(...values.map(Number));
}

function isEvery(values: readonly unknown[]): boolean {
  return values.every((value) => value === true);
}

const conditions: readonly unknown[] = ['intact', 'label-damaged', 'broken', 'thawed'];

/** Each bag in the worst condition that anybody saw it in. */
function worstBags(fact: KeptFact, facts: readonly KeptFact[]): readonly Data[] {
  const seen = facts.flatMap(({ event }) => event.data['bags'] as readonly Data[]);
  return (fact.event.data['bags'] as readonly Data[]).map((bag) => ({
    ...bag,
    condition:
      conditions[
        Math.max(
          ...seen
            .filter((one) => one['bagId'] === bag['bagId'])
            .map((one) => conditions.indexOf(one['condition'])),
        )
      ],
  }));
}

const receipt = worst({
  sealIntact: isEvery,
  loggerDownloaded: isEvery,
  minCelsius: smallest,
  maxCelsius: largest,
});

/** The worst of seal, temperatures and bags; which shipment it was has no worse. */
const worstReceipt: Safer = (facts) => {
  const { facts: read } = receipt(facts);
  const shipments = new Set(facts.map(({ event }) => event.data['shipmentId']));
  return {
    facts: read.map((fact) => ({
      ...fact,
      event: { ...fact.event, data: { ...fact.event.data, bags: worstBags(fact, facts) } },
    })),
    isDisputed: shipments.size > 1,
  };
};

/** A result that failed stands before one that passed. */
const failedBeforePassed: Safer = (facts) =>
  first([facts.find(({ event }) => event.data['passed'] === false) ?? facts[0]]);

const milestone = worst({
  qualifiedUntil: (values) => earliest(values.map(String)),
});

/**
 * The safer reading of each type whose occurrence was told in different ways. Where no order exists the first stands and
 * what rests on it is held back.
 */
const safer: Readonly<Record<string, Safer>> = {
  'apheresis.started': first,
  'apheresis.completed': disputed,
  'collection.counted': worst({
    totalNucleatedCells: smallest,
    cd3Cells: smallest,
    viabilityPercent: smallest,
  }),
  'quality.tested': failedBeforePassed,
  'quality.amended': failedBeforePassed,
  'product.received': worstReceipt,
  'product.thawed': every,
  'infusion.started': every,
  'infusion.completed': every,
  'infusion.stopped': every,
  'death.reported': first,
  'shipment.booked': milestone,
  'shipment.picked-up': milestone,
  'shipment.handed-over': milestone,
  'shipment.customs-cleared': milestone,
  'shipment.delayed': milestone,
  'shipment.delivered': milestone,
};

/** The order among tellings of one occurrence: a right clock before a wrong one, then the earlier. */
function earlierFirst(a: KeptFact, b: KeptFact): number {
  if ((a.suspectAt === undefined) !== (b.suspectAt === undefined)) {
    return a.suspectAt === undefined ? -1 : 1;
  }
  return outranks(evidenceOfKept(a), evidenceOfKept(b)) ? 1 : -1;
}

function evidenceOfKept({ event, suspectAt }: KeptFact) {
  return evidenceOf(suspectAt === undefined ? event : asArrived(event, suspectAt), {});
}

/** The standing facts as they are read: one reading of each occurrence, in their places. */
export function readingsOf(standing: readonly KeptFact[]): readonly Reading[] {
  const alone: Reading[] = [];
  const occurrences = new Map<string, KeptFact[]>();
  for (const fact of standing) {
    const key = occurrenceKey(fact.event);
    const told = key === null ? undefined : occurrences.get(key);
    if (key === null) {
      alone.push({ sequence: fact.sequence, facts: [fact], isDisputed: false });
    } else if (told === undefined) occurrences.set(key, [fact]);
    else told.push(fact);
  }
  return [...alone, ...[...occurrences.values()].map(readingOf)];
}

function readingOf(told: readonly KeptFact[]): Reading {
  const sequence = Math.min(...told.map((fact) => fact.sequence));
  const [one, ...others] = firstOfEachContent(told.toSorted(earlierFirst));
  if (one === undefined) return { sequence, facts: [], isDisputed: false };
  const read = others.length === 0 ? first : (safer[one.event.type] ?? disputed);
  return { sequence, ...read([one, ...others]) };
}

function firstOfEachContent(facts: readonly KeptFact[]): readonly KeptFact[] {
  const contents = new Map<string, KeptFact>();
  for (const fact of facts) {
    const content = `${fact.event.type} ${contentText(fact.event.data)}`;
    if (!contents.has(content)) contents.set(content, fact);
  }
  return [...contents.values()];
}
