import type { KeptFact } from './told.js';

function nameOf(source: string, id: string): string {
  return `${source} ${id}`;
}

/** The later of two corrections of one event: by when they were recorded, then by id. */
function later(a: KeptFact, b: KeptFact): KeptFact {
  const difference = Date.parse(a.event.time) - Date.parse(b.event.time);
  if (difference !== 0) return difference > 0 ? a : b;
  return a.event.id > b.event.id ? a : b;
}

/** The facts that stand: of each only its latest correction, whatever the order in which they came. */
export function standingFacts(facts: readonly KeptFact[]): readonly KeptFact[] {
  const corrections = new Map<string, KeptFact>();
  for (const fact of facts) {
    const { source, corrects } = fact.event;
    if (corrects === undefined) continue;
    const name = nameOf(source, corrects);
    const known = corrections.get(name);
    corrections.set(name, known === undefined ? fact : later(known, fact));
  }
  if (corrections.size === 0) return facts;
  const isStanding = ({ event }: KeptFact): boolean => {
    if (corrections.has(nameOf(event.source, event.id))) return false;
    return event.corrects === undefined || isLatest(event, event.corrects);
  };
  // A correction that gave way to a later one takes with it whatever corrected it.
  const isLatest = (event: KeptFact['event'], corrects: string): boolean => {
    const latest = corrections.get(nameOf(event.source, corrects));
    if (latest?.event.id !== event.id) return false;
    const target = facts.find(
      (one) => one.event.source === event.source && one.event.id === corrects,
    );
    return target?.event.corrects === undefined || isLatest(target.event, target.event.corrects);
  };
  return facts.filter(isStanding);
}
