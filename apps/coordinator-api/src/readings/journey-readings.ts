import type { Caller } from '#access/caller.js';
import type {
  Accesses,
  Schedule,
  ScheduleChangeRequest,
  SchedulePreviewAnswer,
  Toxicity,
} from '#contracts/http/readings.schema.js';
import type { Database } from '#database/database.js';
import type { JournalRecord } from '#domain/journey/record.js';
import type { JourneyState } from '#domain/journey/state.js';
import { isOnOffer } from '#domain/scheduling/booked-schedule.js';
import { preview } from '#domain/scheduling/preview.js';
import { statusOf } from '#domain/status/journey-status.js';
import type { Instant } from '#domain/time/instant.js';
import { toxicityCourseOf, toxicityRecordTypes } from '#domain/toxicity/course-over-time.js';
import { digest } from '#workflows/journey/digest.js';
import type { KnownJourneys } from '../journeys/known-journeys.js';
import { ProblemError } from '../problems/problem-error.js';

/** What these readings depend on; `now` is journey time. */
export type ReadingsPorts = {
  readonly database: Database;
  readonly known: KnownJourneys;
  readonly now: () => Instant;
};

const mostAccesses = 1_000;

/** Dates, toxicities and accesses of one journey. */
export class JourneyReadings {
  constructor(private readonly ports: ReadingsPorts) {}

  async schedule(caller: Caller, journeyId: string): Promise<Schedule> {
    const state = await this.state(caller, journeyId);
    const { milestones, deadlines, windows } = statusOf(state, this.ports.now(), digest);
    return {
      journeyId,
      version: state.sequence,
      zone: state.enrolment.zone,
      milestones: [...milestones],
      deadlines: [...deadlines],
      windows: [...windows],
      offers: offersOf(state, this.ports.now()),
    };
  }

  /** What a change of the dates would do, under the journey's own rules. */
  async preview(
    caller: Caller,
    journeyId: string,
    change: ScheduleChangeRequest,
  ): Promise<SchedulePreviewAnswer> {
    const state = await this.state(caller, journeyId);
    // What was left out is not there for the domain either.
    const asked = Object.fromEntries(
      Object.entries(change).filter(([, value]) => value !== undefined),
    );
    const { links, broken, notOnOffer, alternatives } = preview(
      state,
      asked,
      state.rules,
      this.ports.now(),
    );
    return {
      journeyId,
      version: state.sequence,
      links: [...links],
      broken: [...broken],
      notOnOffer: [...notOnOffer],
      alternatives: alternatives.map((one) => ({ ...one, dates: { ...one.dates } })),
    };
  }

  async toxicity(caller: Caller, journeyId: string): Promise<Toxicity> {
    const state = await this.state(caller, journeyId);
    const rows = await this.ports.database
      .selectFrom('read_model.record')
      .select('record')
      .where('journey_id', '=', journeyId)
      .where('type', 'in', toxicityRecordTypes)
      .orderBy('sequence')
      .execute();
    const course = toxicityCourseOf(rows.map(({ record }) => record as JournalRecord));
    // Plain data of the domain, which is only read here.
    return { journeyId, version: state.sequence, ...course } as unknown as Toxicity;
  }

  /** Who touched the identity of a patient, whatever came of it. */
  async accesses(caller: Caller, journeyId: string): Promise<Accesses> {
    await this.ports.known.visible(caller, journeyId);
    const { database } = this.ports;
    const items = await database
      .selectFrom('audit.identity_access')
      .select(['at', 'subject', 'role', 'route', 'outcome'])
      .where('journey_id', '=', journeyId)
      .orderBy('id', 'desc')
      .limit(mostAccesses)
      .execute();
    const emergencies = await database
      .selectFrom('audit.emergency_access')
      .select(['id', 'subject', 'name', 'reason', 'given_at as givenAt', 'until'])
      .select('reviewed_by as reviewedBy')
      .where((where) =>
        where.or([where('journey_id', '=', journeyId), where('journey_id', 'is', null)]),
      )
      .orderBy('id', 'desc')
      .limit(mostAccesses)
      .execute();
    return { items, emergencies };
  }

  private async state(caller: Caller, journeyId: string): Promise<JourneyState> {
    const { state } = await this.ports.known.readable(caller, journeyId);
    if (state !== undefined) return state;
    throw new ProblemError('unavailable', {
      detail: 'The journey is enrolled and about to start; ask again in a moment.',
    });
  }
}

function offersOf({ slots, appointments }: JourneyState, now: Instant): Schedule['offers'] {
  return [
    ...Object.values(slots).map((slot) => ({
      kind: 'slot' as const,
      id: slot.slotId,
      purpose: 'manufacture',
      status: slot.status,
      isOnOffer: isOnOffer(slot, now),
      startsAt: slot.manufacturingStart ?? null,
      endsAt: slot.expectedRelease ?? null,
      holdUntil: slot.holdUntil ?? null,
    })),
    ...Object.values(appointments).map((appointment) => ({
      kind: 'appointment' as const,
      id: appointment.appointmentId,
      purpose: appointment.kind,
      status: appointment.status,
      isOnOffer: isOnOffer(appointment, now),
      startsAt: appointment.startsAt,
      endsAt: appointment.endsAt ?? null,
      holdUntil: appointment.holdUntil ?? null,
    })),
  ];
}
