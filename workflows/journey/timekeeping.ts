import { condition } from '@temporalio/workflow';
import { nextDeadlineOf } from '#domain/deadlines/deadlines.js';
import { wakesAt } from '#domain/deadlines/steps.js';
import { isIdentity, type JourneyClock, wallTimeAt } from '#domain/time/clock.js';
import { type Instant, isBefore } from '#domain/time/instant.js';
import type { Journey } from './journey.js';

const demonstrationGraceMs = 3_000;

/** What a demonstration's scale allows before anything is called missed: three seconds of wall time, in journey time. */
export function graceMsOf(clock: JourneyClock): number {
  return isIdentity(clock) ? 0 : demonstrationGraceMs * clock.scale;
}

/** Lets time pass: one timer, for the earliest instant at which time alone changes something. Never returns. */
export async function keepTime(journey: Journey): Promise<never> {
  for (;;) {
    const graceMs = graceMsOf(journey.clock);
    look(journey, graceMs);
    const { clock } = journey;
    const { sequence } = journey.state;
    const armedFor = wakesAt(journey.state, journey.now(), graceMs);
    if (armedFor === undefined) {
      await condition(() => journey.state.sequence !== sequence || journey.clock !== clock);
      continue;
    }
    const wait = Math.max(1, wallTimeAt(clock, Date.parse(armedFor)) - Date.now());
    const isEarlier = earlierThan(armedFor, journey, graceMs);
    await condition(() => isEarlier() || journey.clock !== clock, wait, {
      summary: summaryOf(journey, armedFor),
    });
  }
}

/** What opened by time may be over by now as well: looks until nothing follows. */
function look(journey: Journey, graceMs: number): void {
  let sequence: number;
  do {
    sequence = journey.state.sequence;
    journey.timePassed(graceMs);
  } while (journey.state.sequence !== sequence);
}

/** Armed anew only for something earlier: a timer that fires too early looks and is armed again. Asked per state once. */
function earlierThan(armedFor: Instant, journey: Journey, graceMs: number): () => boolean {
  let { state } = journey;
  return () => {
    if (journey.state === state) return false;
    state = journey.state;
    const due = wakesAt(state, journey.now(), graceMs);
    return due !== undefined && isBefore(due, armedFor);
  };
}

function summaryOf({ state }: Journey, armedFor: Instant): string {
  const deadline = nextDeadlineOf(state);
  return deadline === undefined
    ? `${state.stage}: looks again at ${armedFor}`
    : `${state.stage}: looks again at ${armedFor}; next deadline ${deadline.name} at ${deadline.at}`;
}
