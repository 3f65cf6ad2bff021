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
  flags: z.array(z.string()).exactOptional(),
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
    detail: fields.exactOptional(),
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
