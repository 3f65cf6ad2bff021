import {
  bagIdsOf,
  type Fact,
  type Fields,
  type JournalRecord,
  textOf,
  textsOf,
} from './journal-record.js';
import { type Name, type ToldFact, ToldFacts } from './told-facts.js';

/** A decision that was recorded, with everybody who signed it. */
export type MadeDecision = {
  readonly sequence: number;
  readonly type: string;
  readonly data: Fields;
  readonly signedBy: readonly string[];
};

/** A permission a partner holds until it is withdrawn or acted on. */
export type Authorization = {
  readonly sequence: number;
  readonly requestId: string;
  readonly type: string;
  readonly data: Fields;
};

type Receipt = {
  readonly coi: string;
  readonly batchId: string;
  readonly bagIds: readonly string[];
};

const bars = new Set([
  'batch.rejected',
  'batch.out-of-specification',
  'batch.release-withdrawn',
  'manufacturing.failed',
]);

const authorizing = new Set(['lymphodepletion.authorized', 'infusion.authorized']);

const actedOn: Readonly<Record<string, string>> = {
  'lymphodepletion.started': 'lymphodepletion.authorized',
  'infusion.started': 'infusion.authorized',
  'infusion.completed': 'infusion.authorized',
};

const tests = new Set(['quality.tested', 'quality.amended']);

/** What the records of a journey say up to one of them: the ground on which material, product and drug may move. */
export class Ground {
  readonly decisions: MadeDecision[] = [];
  /** Permissions that were neither withdrawn nor acted on. */
  authorizations: readonly Authorization[] = [];
  /** The sequence of the last record by which permissions of a type ended: sent, withdrawn. */
  readonly lastPermission = new Map<string, number>();
  /** From when until when permissions of a type were in force; one that was used up was not taken back. */
  private readonly inForce: { requestId: string; type: string; from: number; until: number }[] = [];
  /** What was told to be looked into: mismatches and reviews, by what they are about. */
  readonly lookedInto = new Set<string>();
  private readonly told = new ToldFacts();
  private readonly holds = new Map<string, string>();
  private standing: readonly ToldFact[] = [];

  constructor(private readonly journeyId: string) {}

  /** The kinds of the holds that stand. */
  get openHolds(): readonly string[] {
    return [...this.holds.values()];
  }

  /** Whether the patient's death stands as told. */
  get isDead(): boolean {
    return this.factsOf('death.reported').length > 0;
  }

  /** Takes in the next record. */
  add(record: JournalRecord): void {
    const { fact } = record.data;
    if (fact !== undefined) this.addFact(record.type, fact);
    else this.addOwn(record);
  }

  /** Whether a permission of a type was in force at a moment; what happened then may be heard of much later. */
  wasAuthorized(type: string, at: number): boolean {
    return this.inForce.some((one) => one.type === type && one.from <= at && at < one.until);
  }

  /** Why a batch may not be given to this patient at `time`; null when it may. */
  faultOf(batchId: string, time: number): string | null {
    const release = this.releaseOf(batchId);
    if (release === undefined) return 'not released';
    if (this.isBarred(batchId)) return 'no longer released';
    if (textOf(release, 'coi') !== this.journeyId) return 'released for another patient';
    if (this.hasFailedTest(batchId)) return 'a release test failed';
    return time < Date.parse(textOf(release, 'expiresAt')) ? null : 'expired';
  }

  /** Whether a bag belongs to the release of a batch. */
  isReleasedBag(batchId: string, bagId: string): boolean {
    const release = this.releaseOf(batchId);
    return release !== undefined && bagIdsOf(release).includes(bagId);
  }

  /** Whether a bag was collected from this patient. */
  isCollectedBag(bagId: string): boolean {
    return this.factsOf('apheresis.completed').some(({ data }) => bagIdsOf(data).includes(bagId));
  }

  /** Whether a bag of a batch was received for this patient by the treatment centre. */
  isReceivedBag(batchId: string, bagId: string): boolean {
    return this.receipts.some((one) => one.batchId === batchId && one.bagIds.includes(bagId));
  }

  /** The batch received last for this patient. */
  get receivedBatchId(): string | undefined {
    return this.receipts.at(-1)?.batchId;
  }

  private get receipts(): readonly Receipt[] {
    return this.factsOf('product.received')
      .map(({ data }) => ({
        coi: textOf(data, 'coi'),
        batchId: textOf(data, 'batchId'),
        bagIds: bagIdsOf(data),
      }))
      .filter(({ coi }) => coi === this.journeyId);
  }

  private releaseOf(batchId: string): Fields | undefined {
    return (
      this.about(batchId).findLast(({ type }) => type === 'batch.released')?.data ??
      this.unitOfLot(batchId)
    );
  }

  /** A unit off the shelf that is put aside for this patient, as its manufacturer released it. */
  private unitOfLot(donorLotId: string): Fields | undefined {
    const allocated = this.factsOf('unit.allocated').findLast(
      ({ data }) => textOf(data, 'donorLotId') === donorLotId,
    );
    const unitId = allocated === undefined ? '' : textOf(allocated.data, 'unitId');
    const words = this.standing.filter(
      ({ type, data }) => type.startsWith('unit.') && textOf(data, 'unitId') === unitId,
    );
    if (unitId === '' || words.at(-1)?.type === 'unit.returned-to-stock') return undefined;
    const told: Fields = Object.assign({}, ...words.map(({ data }) => data));
    return textOf(told, 'releasedAt') === ''
      ? undefined
      : { coi: this.journeyId, expiresAt: told['expiresAt'], bags: [{ bagId: unitId }] };
  }

  /** Whether the batch may not be used whatever its release says. */
  private isBarred(batchId: string): boolean {
    return this.about(batchId).some(({ type }) => bars.has(type));
  }

  /** A result that failed stands until it is corrected or taken back, whatever else is said of the same sample. */
  private hasFailedTest(batchId: string): boolean {
    return this.about(batchId).some(
      ({ type, data }) =>
        tests.has(type) && data['resultStatus'] === 'final' && data['passed'] !== true,
    );
  }

  private about(batchId: string): readonly ToldFact[] {
    return this.standing.filter(({ data }) => textOf(data, 'batchId') === batchId);
  }

  private factsOf(type: string): readonly ToldFact[] {
    return this.standing.filter((one) => one.type === type);
  }

  private addFact(type: string, fact: Fact): void {
    const acts = actedOn[type];
    if (acts !== undefined) {
      this.authorizations = this.authorizations.filter((one) => one.type !== acts);
    }
    // What was scanned for another patient is no ground for anything.
    if (fact.flags?.includes('identity-mismatch') === true) return;
    this.told.add({ type, ...fact });
    this.standing = this.told.standing;
  }

  private addOwn(record: JournalRecord): void {
    const { detail, decision, sequence } = record.data;
    const hold = `${textOf(detail, 'kind')} ${textOf(detail, 'about')}`;
    switch (record.type) {
      case 'hold.placed':
        this.holds.set(hold, textOf(detail, 'kind'));
        break;
      case 'hold.lifted':
        this.holds.delete(hold);
        break;
      case 'identity.mismatch-detected':
      case 'review.requested':
        this.lookedInto.add(textOf(detail, 'about'));
        break;
      case 'event.retracted':
        this.told.takeBack((detail?.['event'] ?? {}) as Name);
        this.standing = this.told.standing;
        break;
      case 'decision.recorded':
        if (decision === undefined) break;
        this.decisions.push({
          sequence,
          type: decision.type,
          data: decision.data,
          signedBy: decision.signatures.map(({ subject }) => subject),
        });
        break;
      case 'request.sent':
        this.addRequest(record, detail ?? {});
        break;
      case 'request.withdrawn':
        this.withdraw(record, textOf(detail, 'requestId'));
        break;
    }
  }

  private addRequest({ time, data: { sequence } }: JournalRecord, detail: Fields): void {
    const type = textOf(detail, 'type');
    if (!authorizing.has(type)) return;
    const data = (detail['data'] ?? {}) as Fields;
    const requestId = textOf(detail, 'requestId');
    this.authorizations = [...this.authorizations, { sequence, requestId, type, data }];
    this.lastPermission.set(type, sequence);
    this.inForce.push({ requestId, type, from: Date.parse(time), until: Number.POSITIVE_INFINITY });
  }

  private withdraw({ time, data: { sequence } }: JournalRecord, requestId: string): void {
    const withdrawn = this.authorizations.find((one) => one.requestId === requestId);
    if (withdrawn === undefined) return;
    this.authorizations = this.authorizations.filter((one) => one !== withdrawn);
    this.lastPermission.set(withdrawn.type, sequence);
    for (const one of this.inForce) {
      if (one.requestId === requestId) one.until = Date.parse(time);
    }
  }
}

/** The bags a request names. */
export function bagsOf(data: Fields): readonly string[] {
  return textsOf(data, 'bagIds');
}
