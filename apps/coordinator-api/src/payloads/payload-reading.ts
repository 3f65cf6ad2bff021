import { z } from 'zod';
import type { Database } from '#database/database.js';
import { isJourneyIdentifier } from '#domain/identifiers/journey-identifier.js';
import type { PayloadReader, WrittenPayload } from '#temporal/payload-reader.js';
import { parsed } from '../http/parsed.js';

const mostPayloads = 1_000;

const asked = z.object({
  payloads: z
    .array(
      z.object({
        metadata: z.record(z.string(), z.base64()).optional(),
        data: z.base64().optional(),
      }),
    )
    .max(mostPayloads),
});

/** Payloads as Temporal's page asks for them and is answered. */
export type Payloads = { readonly payloads: readonly WrittenPayload[] };

const journeyIdentifiers = /\bJ[0-9A-Z]{27}\b/g;

/** Reads payloads for people, and writes down who had which journeys' read before they are answered. */
export class PayloadReading {
  constructor(
    private readonly reader: PayloadReader,
    private readonly database: Database,
  ) {}

  /** The payloads in the clear; one that cannot be read stays as it is. @throws ProblemError `invalid-body` */
  async read(subject: string, body: unknown): Promise<Payloads> {
    const { payloads } = parsed(asked, body, 'invalid-body');
    const read = await Promise.all(payloads.map(async (payload) => this.reader.read(payload)));
    const readable = read.filter((payload) => payload !== undefined);
    const about = {
      payloads: payloads.length,
      unreadable: payloads.length - readable.length,
      journeys: journeysIn(readable),
    };
    await this.database
      .insertInto('audit.operation')
      .values({
        at: new Date().toISOString(),
        subject,
        action: 'read-payloads',
        about: JSON.stringify(about),
        reason: 'shown in Temporal’s page',
      })
      .execute();
    return { payloads: payloads.map((payload, index) => read[index] ?? payload) };
  }
}

function journeysIn(payloads: readonly WrittenPayload[]): readonly string[] {
  const texts = payloads.map(({ data = '' }) => Buffer.from(data, 'base64').toString());
  const named = texts.flatMap((text) => text.match(journeyIdentifiers) ?? []);
  return [...new Set(named)].filter(isJourneyIdentifier);
}
