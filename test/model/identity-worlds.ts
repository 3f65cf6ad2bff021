import { plusDays } from '#domain/time/instant.js';
import { sliceFor } from '#products/products.js';
import { journeyIn } from '../../libs/domain/test-journeys/story.js';
import { journeyIds, script, type Swap, told } from './identity-scripts.js';
import { after, identityHolds, type Patient, type World, worldKey } from './identity-world.js';

/** How one end of the two scripts looks, and by how many of their merges it is reached. */
export type End = { readonly merges: number; readonly holds: ReturnType<typeof identityHolds> };

/** The two journeys as their patients come to the collection of their cells. */
function beginning(product: string, indication: string): World {
  const rules = sliceFor({ product, indication, jurisdiction: 'US', date: '2026-03-02' });
  const of = (patient: Patient) => {
    const journey = journeyIn('leukapheresis', rules, {
      enrolment: { journeyId: journeyIds[patient] },
    });
    return journey.at(plusDays(journey.now, 60));
  };
  return { journeys: [of(0), of(1)], owners: {}, scans: {} };
}

/** A world, how many events of each patient were told in it, and by how many merges it is reached. */
type Place = {
  readonly world: World;
  readonly taken: readonly [number, number];
  readonly merges: number;
};

/**
 * Plays two scripts of seven events in every order in which they can be merged, with one exchange of labels or none.
 * Merges that lead to the same world are played on together and counted.
 */
export function everyMerge(product: string, indication: string, swap: Swap | null): readonly End[] {
  const world = beginning(product, indication);
  let places: readonly Place[] = [{ world, taken: [0, 0], merges: 1 }];
  for (let count = 0; count < 2 * script.length; count += 1) {
    places = together(places.flatMap((place) => reachedFrom(place, swap)));
  }
  return places.map(({ world: end, merges }) => ({ merges, holds: identityHolds(end) }));
}

function reachedFrom({ world, taken, merges }: Place, swap: Swap | null): readonly Place[] {
  return ([0, 1] as const).flatMap((patient) => {
    const event = told(patient, taken[patient], world.journeys[patient].now, swap);
    if (event === undefined) return [];
    const steps: [number, number] = [...taken];
    steps[patient] += 1;
    return [{ world: after(world, patient, event), taken: steps, merges }];
  });
}

function together(places: readonly Place[]): readonly Place[] {
  const known = new Map<string, Place>();
  for (const place of places) {
    const key = `${place.taken.join()} ${worldKey(place.world)}`;
    const merges = place.merges + (known.get(key)?.merges ?? 0);
    known.set(key, { ...place, merges });
  }
  return [...known.values()];
}
