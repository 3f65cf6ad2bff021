import type { Caller } from '#access/caller.js';
import type { Custody, CustodyFile } from '#contracts/http/custody.schema.js';
import type { Database } from '#database/database.js';
import { happenedAt } from '#domain/journey/event.js';
import type { JournalRecord } from '#domain/journey/record.js';
import type { JourneyState } from '#domain/journey/state.js';
import { identifiersOf } from '#domain/status/identifiers.js';
import { materialOf } from '#domain/status/material.js';
import type { SignatureKey } from '#signatures/record-signature.js';
import { sealed } from '#signatures/seal.js';
import type { KnownJourneys } from '../journeys/known-journeys.js';
import { ProblemError } from '../problems/problem-error.js';

/** What reading custody depends on. */
export type CustodyPorts = {
  readonly database: Database;
  readonly known: KnownJourneys;
  readonly key: SignatureKey;
};

/** The first parts of the types of records that belong to identity and custody. */
const families = [
  'identifier',
  'apheresis',
  'material',
  'label',
  'bag',
  'unit',
  'shipment',
  'excursion',
  'manufacturing',
  'batch',
  'quality',
  'product',
  'infusion',
  'hold',
  'identity',
];

const decisions = [
  'verify-product-identity',
  'resolve-identity-mismatch',
  'dispose-excursion',
  'accept-material',
  'dispose-material',
  'accept-out-of-specification',
  'refuse-out-of-specification',
  'lift-hold',
];

/** Reads who had the cells when, and what was scanned, from the journal. */
export class CustodyReading {
  constructor(private readonly ports: CustodyPorts) {}

  async custody(caller: Caller, journeyId: string): Promise<Custody> {
    const { state } = await this.ports.known.readable(caller, journeyId);
    if (state === undefined) throw new ProblemError('unavailable', { detail: aboutToStart });
    const records = await this.records(journeyId);
    return {
      journeyId,
      version: state.sequence,
      asOf: state.lastTime,
      environment: state.enrolment.environment,
      identifiers: [...identifiersOf(state)],
      // The projector's state is what the status shows it as.
      material: materialOf(state) as unknown as Custody['material'],
      labels: labelsOf(state),
      steps: records.filter(isOfCustody).map(stepOf),
    };
  }

  /** The whole record of a journey in one sealed file. */
  async file(caller: Caller, journeyId: string): Promise<CustodyFile> {
    const { state } = await this.ports.known.visible(caller, journeyId);
    if (state === undefined) throw new ProblemError('unavailable', { detail: aboutToStart });
    const records = await this.records(journeyId);
    const document = {
      format: 'vein-to-vein-custody/1' as const,
      exportedAt: new Date().toISOString(),
      exportedBy: caller.subject,
      environment: state.enrolment.environment,
      journeyId,
      version: records.at(-1)?.data.sequence ?? 0,
      key: this.publicKey,
      records,
    };
    return { ...document, seal: await sealed(this.ports.key, document) };
  }

  /** The key that whoever checks an exported file or a signature needs. */
  get publicKey(): CustodyFile['key'] {
    const { publicJwk, keyId } = this.ports.key;
    return { kty: 'OKP', crv: 'Ed25519', x: publicJwk.x ?? '', kid: keyId };
  }

  private async records(journeyId: string): Promise<JournalRecord[]> {
    const rows = await this.ports.database
      .selectFrom('read_model.record')
      .select('record')
      .where('journey_id', '=', journeyId)
      .orderBy('sequence')
      .execute();
    return rows.map(({ record }) => record as JournalRecord);
  }
}

const aboutToStart = 'The journey is enrolled and about to start; ask again in a moment.';

function isOfCustody({ type, data }: JournalRecord): boolean {
  const [family = ''] = type.split('.');
  return families.includes(family) || decisions.includes(data.decision?.type ?? '');
}

function stepOf(record: JournalRecord): Custody['steps'][number] {
  const { sequence, fact, decision, detail, actor, hash } = record.data;
  const event = fact === undefined ? undefined : { ...fact, type: record.type };
  return {
    sequence,
    type: decision?.type ?? record.type,
    happenedAt: event === undefined ? record.time : happenedAt(event),
    recordedAt: record.time,
    by: actor,
    performedBy: fact?.performedBy ?? null,
    toldBy: fact?.toldBy ?? null,
    entryMode: fact?.entryMode ?? null,
    eventId: fact?.id ?? null,
    data: { ...(fact?.data ?? decision?.data ?? detail) },
    signatures: (decision?.signatures ?? []).map(({ printedName, meaning, signedAt }) => ({
      printedName,
      meaning,
      signedAt,
    })),
    hash,
  };
}

function labelsOf({ labelsApplied, labelsVoided }: JourneyState): Custody['labels'] {
  return labelsApplied.map(({ labelId, bagId }) => ({
    labelId,
    bagId,
    state: labelsVoided.includes(labelId) ? 'voided' : 'live',
  }));
}
