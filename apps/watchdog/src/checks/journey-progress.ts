import { sql } from 'kysely';
import type { Database } from '#database/database.js';
import { openSteps } from '#domain/deadlines/steps.js';
import type { JourneyState } from '#domain/journey/state.js';
import { type JourneyClock, journeyTimeAt, wallTimeAt } from '#domain/time/clock.js';
import { isBefore, toInstant } from '#domain/time/instant.js';
import type { Finding } from '#register/watchdog-findings.js';
import { type Check, instantOf, noVerdict, type Verdict, verdictOn } from '../check.js';

const lookedBackMs = 3_600_000;

/** Whether deadlines are raised when they are due, judged by the read model, with the domain's own deadlines. */
export class DeadlinesCheck implements Check {
  readonly name = 'deadlines';

  constructor(
    private readonly database: Database,
    private readonly clock: JourneyClock,
    private readonly graceMs: number,
    /** Whether the read model shows every record there is. */
    private readonly isReadModelCurrent: () => boolean,
  ) {}

  async look(now: number): Promise<Verdict> {
    if (!this.isReadModelCurrent()) return noVerdict;
    const latest = toInstant(journeyTimeAt(this.clock, now - this.graceMs));
    const rows = await this.database
      .selectFrom('read_model.journey')
      .select(['journey_id', 'state'])
      .where('stage', '<>', 'closed')
      .where('next_deadline_at', '<', latest)
      .execute();
    const found = rows.flatMap(({ journey_id: journeyId, state }) => {
      const steps = openSteps(state as JourneyState, this.graceMs * this.clock.scale);
      const [missed] = steps
        .filter(({ at }) => isBefore(at, latest))
        .toSorted((a, b) => a.at.localeCompare(b.at));
      if (missed === undefined) return [];
      const { deadline, at } = missed;
      return [notRaised(journeyId, deadline.name, this.wallTimeOf(at))];
    });
    return verdictOn(['deadline-not-raised'], found);
  }

  private wallTimeOf(at: string): string {
    return instantOf(wallTimeAt(this.clock, Date.parse(at)));
  }
}

function notRaised(journeyId: string, deadline: string, since: string): Finding {
  const text = `Automatic alarms are not running for ${journeyId} since ${since}: ${deadline} was due and nothing was raised.`;
  return { kind: 'deadline-not-raised', about: journeyId, isJourney: true, text, since };
}

/** Whether what was received for a journey reaches it and is applied. */
export class ReceivedEventsCheck implements Check {
  readonly name = 'received-events';

  constructor(
    private readonly database: Database,
    private readonly graceMs: number,
  ) {}

  async look(now: number): Promise<Verdict> {
    const before = instantOf(now - this.graceMs);
    const rows = await this.database
      .selectFrom('register.received_event')
      .select([
        'journey_id',
        sql<string>`min(changed_at)`.as('since'),
        sql<number>`count(*)`.as('events'),
      ])
      .where('journey_id', 'is not', null)
      .where((eb) =>
        eb.or([
          eb('next_attempt_at', 'is not', null),
          eb.and([
            eb('received_at', '>', instantOf(now - lookedBackMs)),
            eb('state', 'in', ['received', 'delivered']),
          ]),
        ]),
      )
      .where('changed_at', '<', before)
      .where('received_at', '<', before)
      .groupBy('journey_id')
      .execute();
    const found = rows.map(({ journey_id: journeyId, since, events }) =>
      notApplied(journeyId ?? '', events, since),
    );
    return verdictOn(['events-not-applied'], found);
  }
}

function notApplied(journeyId: string, events: number, since: string): Finding {
  const text = `${events} received for ${journeyId} since ${since} and not applied: what is known of this patient is late.`;
  return { kind: 'events-not-applied', about: journeyId, isJourney: true, text, since };
}
