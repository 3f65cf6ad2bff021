import type { Message } from '../evidence/message.js';
import { positionOf } from '../evidence/message.js';
import { canonical } from '../journals/digest.js';
import {
  type Fields,
  type JournalRecord,
  type Journals,
  textOf,
} from '../journals/journal-record.js';
import { Findings, type Invariant } from './findings.js';

/** What a partner is told without being asked; it comes from no record of a journal. */
const notices = new Set(['journey.enrolled', 'event.rejected', 'event.parked']);

/** The part in a journey that each request is addressed to. */
const addressees: Readonly<Record<string, string>> = {
  'eligibility.requested': 'clinic',
  'appointment.requested': 'clinic',
  'slot.requested': 'manufacturer',
  'slot.released': 'manufacturer',
  'apheresis.requested': 'clinic',
  'apheresis.cancelled': 'clinic',
  'pickup.requested': 'courier',
  'pickup.rescheduled': 'courier',
  'pickup.cancelled': 'courier',
  'manufacturing.ordered': 'manufacturer',
  'manufacturing.cancelled': 'manufacturer',
  'remanufacture.requested': 'manufacturer',
  'quality-test.requested': 'qualityLaboratory',
  'excursion.assessment-requested': 'manufacturer',
  'lymphodepletion.authorized': 'clinic',
  'lymphodepletion.authorization-withdrawn': 'clinic',
  'infusion.authorized': 'clinic',
  'infusion.authorization-withdrawn': 'clinic',
  'assessment.due': 'clinic',
  'care-team.alerted': 'clinic',
};

type Request = {
  readonly type: string;
  readonly source: string;
  readonly subject: string;
  readonly data: Fields;
};

/**
 * Whether every request of the journals stands once in its partner's topic, and nothing else does. A request that `isDue` does
 * not hold for was sent after the journals were read, and may be of a record that is not among them.
 */
export function checkRequests(
  journals: Journals,
  messages: readonly Message[],
  isDue: (message: Message) => boolean,
): Invariant {
  const findings = new Findings('every request reaches its own partner once', 'requests');
  const published = firstOccurrences(messages, findings);
  for (const [journeyId, records] of journals) {
    const partners = partnersOf(records);
    for (const record of records) {
      if (record.type !== 'request.sent') continue;
      findings.saw('requests');
      checkRequest(journeyId, record, partners, published, findings);
    }
  }
  for (const [requestId, { message }] of published) {
    if (isDue(message)) {
      findings.violated(`${positionOf(message)} holds ${requestId}, which no journal sent`);
    } else findings.saw('later ones');
  }
  return findings.conclude();
}

type Published = { readonly message: Message; readonly request: Request };

function firstOccurrences(
  messages: readonly Message[],
  findings: Findings,
): Map<string, Published> {
  const published = new Map<string, Published>();
  for (const message of messages) {
    const request = requestOf(message);
    if (request === undefined) {
      findings.violated(`${positionOf(message)} is no request`);
      continue;
    }
    if (notices.has(request.type)) {
      findings.saw('notices');
      continue;
    }
    const requestId = textOf(request.data, 'requestId');
    const earlier = published.get(requestId);
    if (earlier === undefined) published.set(requestId, { message, request });
    else {
      findings.saw('repeats');
      findings.expect(
        earlier.message.topic === message.topic &&
          earlier.message.value?.equals(message.value ?? Buffer.alloc(0)) === true,
        () => `${requestId} was sent twice with different content`,
      );
    }
  }
  return published;
}

function requestOf(message: Message): Request | undefined {
  try {
    const request = JSON.parse(message.value?.toString('utf8') ?? '') as Request | null;
    return typeof request?.type === 'string' && typeof request.data === 'object'
      ? request
      : undefined;
  } catch {
    return undefined;
  }
}

function partnersOf(records: readonly JournalRecord[]): Readonly<Record<string, Fields>> {
  const enrolment = records[0]?.data.detail?.['enrolment'] as Fields | undefined;
  return (enrolment?.['partners'] ?? {}) as Readonly<Record<string, Fields>>;
}

/** Takes the request out of `published`, so that what is left was sent by no journal. */
function checkRequest(
  journeyId: string,
  record: JournalRecord,
  partners: Readonly<Record<string, Fields>>,
  published: Map<string, Published>,
  findings: Findings,
): void {
  const { detail } = record.data;
  const requestId = textOf(detail, 'requestId');
  const type = textOf(detail, 'type');
  findings.expect(
    new RegExp(`^${journeyId}/[a-z.-]+/[1-9][0-9]*$`).test(requestId),
    () => `${record.id} sends a request without a stable id`,
  );
  const found = published.get(requestId);
  if (found === undefined) {
    findings.violated(`${record.id} sends ${requestId}, which stands nowhere or a second time`);
    return;
  }
  published.delete(requestId);
  const { message, request } = found;
  const partner = textOf(partners[addressees[type] ?? ''], 'id') || textOf(detail, 'partnerId');
  findings.expect(
    message.topic === `requests.${partner}.v1`,
    () => `${requestId} stands in ${message.topic}, not in the topic of ${partner}`,
  );
  findings.expect(
    request.type === type &&
      request.source === 'urn:v2v:journey' &&
      request.subject === journeyId &&
      message.key === journeyId,
    () => `${requestId} has another envelope than its record`,
  );
  const expected = { ...(detail?.['data'] as Fields), requestId, dueAt: detail?.['dueAt'] };
  const differs = Object.entries(expected).find(
    ([name, value]) => canonical(request.data[name]) !== canonical(value),
  );
  findings.expect(
    differs === undefined,
    () => `${requestId} says another ${differs?.[0]} than its record`,
  );
  findings.expect(
    textOf(request.data, 'coi') === journeyId,
    () => `${requestId} does not name the identifier to scan`,
  );
}
