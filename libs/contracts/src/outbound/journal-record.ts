import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });
const hash = z.string().regex(/^[0-9a-f]{64}$/, 'a lower-case hex SHA-256');
const fields = z.record(z.string(), z.unknown());

const fact = z.looseObject({
  source: z.string(),
  id: z.string(),
  time: instant,
  data: fields,
  corrects: z.string().exactOptional(),
  entryMode: z.string().exactOptional(),
  performedBy: z.string().exactOptional(),
  toldBy: z.string().exactOptional(),
  requestId: z.string().exactOptional(),
  flags: z
    .array(z.string())
    .describe(
      '`clock-suspect`: by a clock that runs ahead, it opens no gate; `identity-mismatch`: names somebody else, it is no ground for anything; `disputed`: told before in another way, a review asks which stands',
    )
    .exactOptional(),
});

const decision = z.looseObject({
  type: z.string(),
  data: fields,
  basis: z.string().exactOptional(),
  signatures: z.array(
    z.looseObject({
      subject: z.string(),
      printedName: z.string(),
      meaning: z.string(),
      signedAt: instant,
      jws: z.string(),
    }),
  ),
});

/** What each type of the journey's own says in `detail`, in words. */
const detail = fields.describe(
  [
    'gate.opened, gate.blocked: gate, requirements',
    'hold.placed, hold.lifted: kind, about',
    'deadline.*: name, at, step, severity, owner, consequence',
    'alert.raised: alertId, kind, severity, about, eventType?, reason?',
    'alert.acknowledged: alertId, by',
    'decision.recorded: by, awaitingSecond, basis, restsOn? (ids of the events a signed decision rests on)',
    'decision.refused: code, unmet',
    'event.parked: event, needs',
    'event.refused: event, reason',
    'event.confirmed: event, confirms? { source, id }, flags?',
    'event.corrected: event { source, id } (the one corrected), by (the id of the correction)',
    'event.retracted: event { source, id }, reason',
    'identity.mismatch-detected: eventId, identifier, about?',
    'deviation.raised: kind, about',
    'review.requested: reviewId, about',
    'review.answered: reviewId, finding, overruled? [{ source, id }]',
    'toxicity.*: kind, grade, scale, atLeast, missingInputs',
    'window.*: name, from, until',
    'request.sent, request.withdrawn: type, requestId',
    'journey.closed: outcome, reason',
    'journey.reopened: stage, reason',
  ].join('; '),
);

/** A record of `journey.events.v1`: one accepted fact, decision or consequence of a journey. */
export const journalRecordSchema = z.looseObject({
  specversion: z.literal('1.0'),
  id: z.string(),
  source: z.literal('urn:v2v:journey'),
  type: z.string(),
  subject: z.string(),
  time: instant,
  data: z.looseObject({
    sequence: z.int().positive(),
    fact: fact.exactOptional(),
    decision: decision.exactOptional(),
    detail: detail.exactOptional(),
    actor: z.looseObject({
      kind: z.enum(['partner', 'person', 'system']),
      id: z.string(),
      role: z.string().exactOptional(),
    }),
    stageBefore: z.string(),
    stageAfter: z.string(),
    holds: z.array(z.looseObject({ kind: z.string(), since: instant })),
    nextDeadline: z.looseObject({ name: z.string(), at: instant }).exactOptional(),
    causedBy: z.int().positive().exactOptional(),
    receipt: z
      .looseObject({ keyHash: z.string(), bodyHash: z.string(), outcome: fields })
      .exactOptional(),
    protocolVersion: z.int().positive(),
    previousHash: hash,
    hash,
  }),
});
