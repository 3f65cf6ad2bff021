import { evaluate } from '#domain/gates/gates.js';
import type { Command } from '#domain/journey/command.js';
import { foreignNamesIn, namedIdentifiers } from '#workflows/journey/named-identifiers.js';
import type { ToldJourney } from '../../libs/domain/test-journeys/told-journey.js';

/** Which of two patients something is of. */
export type Patient = 0 | 1;

/** Two journeys and the one register that knows what both of them claimed and scanned. */
export type World = {
  readonly journeys: readonly [ToldJourney, ToldJourney];
  /** The patient who claimed an identifier first, by the identifier. */
  readonly owners: Readonly<Record<string, Patient>>;
  /** What each patient's journey scanned that it does not own. */
  readonly scans: Readonly<Record<string, Patient>>;
};

type Named = { readonly system: string; readonly value: string; readonly eventId: string };

const keyOf = ({ system, value }: Named): string => `${system}|${value}`;

/** The other of two. */
export function other(patient: Patient): Patient {
  return patient === 0 ? 1 : 0;
}

/** What makes two worlds the same for all that can still be told: what holds and what is known, not when it was learnt. */
export function worldKey({ journeys, owners, scans }: World): string {
  const known = journeys.map(({ state }) => [
    state.stage,
    state.holds.map(({ kind, about }) => `${kind} ${about}`).toSorted(),
    state.mismatches.toSorted(),
    state.parked.map(({ event }) => event.id),
  ]);
  return JSON.stringify([known, owners, scans]);
}

/** A world in which one of the journeys took an event, and the register told both of what it found. */
export function after(
  world: World,
  patient: Patient,
  event: Extract<Command, { kind: 'receive' }>['event'],
): World {
  const journey = world.journeys[patient].fork();
  const before = journey.records.length;
  journey.receive(event);
  const names = journey.records.slice(before).flatMap((record) => foreignNamesIn(record));
  return registered({ ...world, journeys: withJourney(world, patient, journey) }, patient, names);
}

function withJourney({ journeys }: World, patient: Patient, journey: ToldJourney) {
  const changed: [ToldJourney, ToldJourney] = [...journeys];
  changed[patient] = journey;
  return changed;
}

/** What the register does when a journey says what it names: the first to claim owns, everybody else is told. */
function registered(world: World, patient: Patient, names: readonly Named[]): World {
  const { own, scanned } = namedIdentifiers(world.journeys[patient].state);
  const looked = [...scanned, ...names];
  const claims = own.map((one) => [keyOf(one), patient] as const);
  const owners: World['owners'] = { ...Object.fromEntries(claims), ...world.owners };
  const newScans = looked.map((one) => [`${patient}|${keyOf(one)}`, patient] as const);
  const scans: World['scans'] = { ...world.scans, ...Object.fromEntries(newScans) };
  const isForeign = (one: Named): boolean => (owners[keyOf(one)] ?? patient) !== patient;
  const [mine, theirs] = [world.journeys[patient].fork(), world.journeys[other(patient)].fork()];
  for (const { system, value, eventId } of [...own, ...looked].filter(isForeign)) {
    theirs.command({ kind: 'named-elsewhere', system, value, eventId });
  }
  mine.command({ kind: 'claims-answered', foreign: own.filter(isForeign) });
  for (const one of own.filter((named) => scans[`${other(patient)}|${keyOf(named)}`] !== undefined))
    mine.command({ ...one, kind: 'named-elsewhere' });
  const journeys = withJourney(
    { ...world, journeys: withJourney(world, patient, mine) },
    other(patient),
    theirs,
  );
  return { journeys, owners: sorted(owners), scans: sorted(scans) };
}

function sorted<T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The kinds of the holds for identity on each journey, and whether its infusion is barred by a hold. */
export function identityHolds({ journeys }: World): readonly {
  readonly kinds: readonly string[];
  readonly isBarred: boolean;
}[] {
  return journeys.map(({ state, now }) => ({
    kinds: [...new Set(state.holds.map(({ kind }) => kind))].toSorted(),
    isBarred: evaluate('infusion.may-start', state, now).requirements.some(
      ({ id, met }) => id === 'no-hold' && !met,
    ),
  }));
}
