import { z } from 'zod';

/** Every stable code of a problem with its HTTP status and title. */
export const problems = {
  'malformed-json': [400, 'The body is not valid JSON'],
  'invalid-body': [400, 'The body is not what this route takes'],
  'invalid-query': [400, 'The query is not what this route takes'],
  'idempotency-key-missing': [400, 'The header Idempotency-Key is missing or malformed'],
  unauthenticated: [401, 'A valid bearer token is needed'],
  forbidden: [403, 'The roles of the caller do not allow this'],
  'not-found': [404, 'There is nothing at this address'],
  'unknown-journey': [404, 'There is no such journey'],
  'unknown-note': [404, 'There is no such note'],
  'unknown-task': [404, 'There is no such task, or it is done'],
  'unknown-dead-letter': [404, 'There is no such dead letter'],
  'no-identity': [404, 'No identity is recorded for this journey'],
  'decision-refused': [409, 'The protocol refuses this decision now'],
  'basis-changed': [409, 'What the decision rests on has changed'],
  'journey-closed': [409, 'The journey is closed'],
  'task-claimed': [409, 'Somebody else has taken on this task'],
  'not-snoozable': [409, 'This cannot wait'],
  conflict: [409, 'The request contradicts the present state'],
  'too-large': [413, 'The body is too large'],
  'unsupported-media-type': [415, 'The body must be application/json'],
  'idempotency-key-reused': [422, 'The Idempotency-Key was used for another request'],
  'unknown-site': [422, 'There is no such site'],
  'unknown-product': [422, 'There is no such product'],
  'no-rules-in-force': [422, 'No rules are in force for this product, indication and site'],
  'no-partners': [422, 'No partners are registered for this product at this site'],
  'unknown-fact': [422, 'There is no such type of fact, or none that is written down'],
  'unknown-decision': [422, 'There is no such decision'],
  'signature-missing': [422, 'The decision must be signed'],
  'signature-unexpected': [422, 'The decision takes no signature, or fewer of them'],
  'token-invalid': [422, 'The identity token is not valid for signing'],
  'token-for-other-record': [422, 'The identity token was made for another record'],
  'authentication-too-old': [422, 'The person authenticated too long ago'],
  'token-used': [422, 'The identity token has signed already'],
  'other-person': [422, 'No signature is that of the caller'],
  'same-person-twice': [422, 'Two signatures of two people are needed'],
  'wrong-meaning': [422, 'The signature does not mean what this decision needs'],
  'too-many-requests': [429, 'Too much is asked at once'],
  internal: [500, 'Something failed here'],
  unavailable: [503, 'The service cannot answer at the moment'],
  'no-worker': [503, 'The journey did not answer in time'],
  'identity-provider-unavailable': [503, 'The identity provider cannot be reached'],
} as const satisfies Readonly<Record<string, readonly [status: number, title: string]>>;

/** A stable code of a problem. */
export type ProblemCode = keyof typeof problems;

/** Where in a body or query something is wrong: a JSON pointer and what was expected, never a value. */
export const fault = z.object({ pointer: z.string(), expected: z.string() });

/** A requirement that stands against a decision. */
export const unmetRequirement = z.object({ id: z.string(), text: z.string(), owner: z.string() });

/** A requirement that a decision rests on, as it stands; `evidence` are ids of events. */
export const presentRequirement = z.object({
  id: z.string(),
  text: z.string(),
  met: z.boolean(),
  evidence: z.array(z.string()),
});

/** Problem details (RFC 9457) with the extensions of this API. */
export const problem = z.object({
  type: z.string().describe('urn:v2v:problem:<code>'),
  title: z.string(),
  status: z.int(),
  code: z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]),
  detail: z.string().optional(),
  instance: z.string().optional(),
  faults: z.array(fault).optional(),
  reason: z.string().optional().describe('why the protocol refuses a decision'),
  unmet: z.array(unmetRequirement).optional(),
  requirements: z
    .array(presentRequirement)
    .optional()
    .describe('what a decision whose basis has changed rests on now'),
  version: z.int().optional(),
  basis: z.string().optional().describe('the basis in force'),
});
export type Problem = z.infer<typeof problem>;
