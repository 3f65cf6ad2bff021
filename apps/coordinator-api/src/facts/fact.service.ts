import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { type Caller, rolesAt } from '#access/caller.js';
import type { AcceptedFact, FactEntry } from '#contracts/http/fact.schema.js';
import { inboundType, isTypeOfTopic } from '#contracts/inbound/catalogue.js';
import { decodeInboundEvent } from '#contracts/inbound/decode-inbound-event.js';
import { type BusinessTopic, businessTopics } from '#contracts/topics.js';
import type { Database } from '#database/database.js';
import { recordersOf } from '#domain/facts/recorders.js';
import type { Instant } from '#domain/time/instant.js';
import type { KafkaProducer } from '#kafka/producer.js';
import { entryVoucher, entryVoucherHeader } from '#partners/entry-voucher.js';
import { contentHash } from '../http/idempotency-key.js';
import type { KnownJourney, KnownJourneys } from '../journeys/known-journeys.js';
import { ProblemError } from '../problems/problem-error.js';

/** What recording facts depends on; `now` is journey time. */
export type FactPorts = {
  readonly known: KnownJourneys;
  readonly database: Database;
  readonly producer: Pick<KafkaProducer, 'publish'>;
  readonly operationsKey: Buffer;
  readonly now: () => Instant;
};

type Event = { readonly topic: BusinessTopic; readonly value: Buffer };

/** Makes events of what people saw or were told. */
export class FactService {
  constructor(private readonly ports: FactPorts) {}

  /**
   * Publishes the fact as an event of the person's site; the same key gives the same event, which counts once.
   * @throws ProblemError when the type, the data or the person is not the right one.
   */
  async record(
    caller: Caller,
    journeyId: string,
    idempotencyKey: string,
    entry: FactEntry,
  ): Promise<AcceptedFact> {
    const journey = await this.ports.known.visible(caller, journeyId);
    const source = `urn:v2v:site:${siteOf(caller, journey, entry.type)}`;
    const eventId = contentHash([caller.subject, journeyId, idempotencyKey]).slice(0, 32);
    const { topic, value } = this.event(caller, journey, entry, { id: eventId, source });
    await this.refuseAnother(source, eventId, value);
    const voucher = entryVoucher(this.ports.operationsKey, topic, value);
    await this.ports.producer.publish([
      { topic, key: journeyId, value, headers: { [entryVoucherHeader]: voucher } },
    ]);
    return { eventId, source, type: entry.type, journeyId };
  }

  /** The same key with another body is another fact under the name of the first. */
  private async refuseAnother(source: string, eventId: string, value: Buffer): Promise<void> {
    const known = await this.ports.database
      .selectFrom('register.received_event')
      .select('content_hash')
      .where('source', '=', source)
      .where('event_id', '=', eventId)
      .executeTakeFirst();
    const hash = createHash('sha256').update(value).digest('hex');
    if (known !== undefined && known.content_hash !== hash) {
      throw new ProblemError('idempotency-key-reused');
    }
  }

  private event(
    caller: Caller,
    { journeyId }: KnownJourney,
    { type, data, happenedAt, entryMode, toldBy }: FactEntry,
    origin: { readonly id: string; readonly source: string },
  ): Event {
    const happened = inboundType(type)?.happened ?? 'happenedAt';
    const value = Buffer.from(
      canonicalize({
        specversion: '1.0',
        ...origin,
        type,
        subject: journeyId,
        // What it says does not depend on when it is repeated, so that a repetition is the same event.
        time: happenedAt,
        data: { ...data, [happened]: happenedAt },
        entrymode: entryMode,
        performedby: caller.subject,
        ...(toldBy === undefined ? {} : { toldby: toldBy }),
      }) ?? '',
    );
    if (Date.parse(happenedAt) > Date.parse(this.ports.now())) throw notYet;
    if ('note' in data) throw noNotes;
    const decoded = decodeInboundEvent(value);
    if (!decoded.ok) throw faulty(decoded.detail);
    const topic = businessTopics.find((one) => isTypeOfTopic(one, type));
    if (topic === undefined) throw new ProblemError('unknown-fact');
    return { topic, value };
  }
}

const notYet = new ProblemError('invalid-body', {
  faults: [{ pointer: '/happenedAt', expected: 'an instant that is past' }],
});

const noNotes = new ProblemError('invalid-body', {
  faults: [{ pointer: '/data/note', expected: 'no free text: it might name the patient' }],
});

/** The faults of an event as pointers into the body that it was made of. */
function faulty(detail: string): ProblemError {
  const faults = detail.split('; ').map((one) => {
    const [pointer = '', ...expected] = one.split(': ');
    return { pointer, expected: expected.join(': ').replace(/^expected /, '') };
  });
  return new ProblemError('invalid-body', { faults });
}

/** The site of the journey at which the person may write this down. */
function siteOf(caller: Caller, { sites }: KnownJourney, type: string): string {
  if (inboundType(type) === undefined) throw new ProblemError('unknown-fact');
  const allowed = recordersOf(type);
  const site = [sites.treating, sites.collection].find((one) =>
    rolesAt(caller, one).some((role) => allowed.some((recorder) => recorder === role)),
  );
  if (site !== undefined) return site;
  const who = allowed.length === 0 ? 'nobody by hand' : `${allowed.join(', ')} of its sites`;
  throw new ProblemError('forbidden', { detail: `Written down by: ${who}.` });
}
