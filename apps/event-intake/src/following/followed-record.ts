import { z } from 'zod';
import { normalisedIdentifier } from '#domain/identifiers/normalised-identifier.js';
import type { Disposition } from '../noticing/notices.js';
import type { NewCourse } from '#register/enrolled-courses.js';
import type { Settlement } from '#register/received-settlements.js';

const event = z.looseObject({ source: z.string(), id: z.string() });

const record = z.looseObject({
  type: z.string(),
  subject: z.string(),
  data: z.looseObject({
    sequence: z.int(),
    fact: event.extend({ data: z.looseObject({ value: z.unknown().optional() }) }).optional(),
    detail: z
      .looseObject({
        event: event
          .extend({
            type: z.string().optional(),
            data: z.looseObject({ recallId: z.string().optional() }).optional(),
          })
          .optional()
          .catch(undefined),
        kind: z.string().optional().catch(undefined),
        about: z.string().nullish().catch(undefined),
        reason: z.string().optional().catch(undefined),
        needs: z.string().optional().catch(undefined),
        enrolment: z.looseObject({ referralId: z.string().optional() }).optional().catch(undefined),
        newCourse: z.looseObject({ previousJourneyId: z.string() }).optional().catch(undefined),
      })
      .optional(),
  }),
});

/** What of a journal record concerns received events. */
export type FollowedRecord = {
  readonly settlement: Settlement | null;
  /** The journey that began, if it is this record that says so. */
  readonly begun: string | null;
  /** The closed journey that was opened again, if this record says so. */
  readonly reopened: string | null;
  /** The journey that closed, if this record says so. */
  readonly closed: string | null;
  /** What was decided about a recall, if this record says so. */
  readonly disposition: Disposition | null;
  /** An identifier that a partner registered or a referral that has a journey, if this record says so. */
  readonly named: string | null;
  /** The journey with which a patient is treated again, if this record decides it. */
  readonly course: NewCourse | null;
};

const states: Readonly<Record<string, Settlement['state']>> = {
  'event.parked': 'parked',
  'event.refused': 'refused',
  'event.confirmed': 'confirmed',
};

/** Reads a message of the journal. @throws Error when it is no record: nobody but ourselves writes there. */
export function followedRecord(value: Uint8Array | null): FollowedRecord {
  const { type, subject, data } = record.parse(
    JSON.parse(new TextDecoder().decode(value ?? new Uint8Array())),
  );
  const isBegun = type === 'journey.enrolled';
  const assigned = type === 'identifier.assigned' ? data.fact?.data.value : undefined;
  const named = isBegun ? data.detail?.enrolment?.referralId : assigned;
  return {
    settlement: settlementOf(type, subject, data),
    begun: isBegun ? subject : null,
    reopened: type === 'journey.reopened' ? subject : null,
    closed: type === 'journey.closed' ? subject : null,
    disposition: dispositionOf(type, subject, data),
    named: typeof named === 'string' ? normalisedIdentifier(named) : null,
    // Only a journey writes this detail, of a type that the domain gives it.
    course: type === 'decision.recorded' ? ((data.detail?.newCourse as NewCourse) ?? null) : null,
  };
}

/** Quality lifts the hold of a recall; a journey that refuses it is not of its manufacturer. */
function dispositionOf(
  type: string,
  journeyId: string,
  { detail }: z.infer<typeof record>['data'],
): Disposition | null {
  if (type === 'hold.lifted' && detail?.kind === 'recall' && typeof detail.about === 'string') {
    return { journeyId, recallId: detail.about, disposition: type };
  }
  const recallId = detail?.event?.data?.recallId;
  const isRefused = type === 'event.refused' && detail?.event?.type === 'lot.recalled';
  return isRefused && recallId !== undefined && detail?.reason !== 'journey-closed'
    ? { journeyId, recallId, disposition: type }
    : null;
}

function settlementOf(
  type: string,
  journeyId: string,
  { sequence, fact, detail }: z.infer<typeof record>['data'],
): Settlement | null {
  if (fact !== undefined) {
    const { source, id: eventId } = fact;
    return { source, eventId, journeyId, sequence, state: 'applied', reason: null };
  }
  const state = states[type];
  const told = detail?.event;
  if (state === undefined || told === undefined) return null;
  const reason = detail?.reason ?? detail?.needs ?? null;
  return { source: told.source, eventId: told.id, journeyId, sequence, state, reason };
}
