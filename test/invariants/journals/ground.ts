import {
  bagIdsOf,
  type Fact,
  type Fields,
  type JournalRecord,
  textOf,
  textsOf,
} from './journal-record.js';

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

type Batch = {
  coi: string;
  bagIds: readonly string[];
  expiresAt: number;
  isReleased: boolean;
  /** Why the batch may not be used whatever its release says. */
  isBarred: boolean;
  readonly failedTests: Set<string>;
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

/** What the records of a journey say up to one of them: the ground on which material, product and drug may move. */
export class Ground {
  readonly decisions: MadeDecision[] = [];
  readonly receipts: Receipt[] = [];
  readonly collectedBags = new Set<string>();
  /** Permissions that were neither withdrawn nor acted on. */
  authorizations: readonly Authorization[] = [];
  /** The sequence of the last record by which permissions of a type ended: sent, withdrawn. */
  readonly lastPermission = new Map<string, number>();
  /** Types of permissions that were ever given and not taken back before they were acted on. */
  readonly everAuthorized = new Set<string>();
  isDead = false;
  private readonly batches = new Map<string, Batch>();
  private readonly holds = new Map<string, string>();

  constructor(private readonly journeyId: string) {}

  /** The kinds of the holds that stand. */
  get openHolds(): readonly string[] {
    return [...this.holds.values()];
  }

  /** Takes in the next record. */
  add(record: JournalRecord): void {
    const { fact } = record.data;
    if (fact !== undefined) this.addFact(record.type, fact);
    else this.addOwn(record);
  }

  /** Why a batch may not be given to this patient at `time`; null when it may. */
  faultOf(batchId: string, time: number): string | null {
    const batch = this.batches.get(batchId);
    if (batch?.isReleased !== true) return 'not released';
    if (batch.isBarred) return 'no longer released';
    if (batch.coi !== this.journeyId) return 'released for another patient';
    if (batch.failedTests.size > 0) return 'a release test failed';
    return time < batch.expiresAt ? null : 'expired';
  }

  /** Whether a bag belongs to the release of a batch. */
  isReleasedBag(batchId: string, bagId: string): boolean {
    return this.batches.get(batchId)?.bagIds.includes(bagId) === true;
  }

  /** Whether a bag of a batch was received for this patient by the treatment centre. */
  isReceivedBag(batchId: string, bagId: string): boolean {
    return this.receipts.some(
      (one) => one.coi === this.journeyId && one.batchId === batchId && one.bagIds.includes(bagId),
    );
  }

  /** The batch received last for this patient. */
  get receivedBatchId(): string | undefined {
    return this.receipts.findLast((one) => one.coi === this.journeyId)?.batchId;
  }

  private batch(batchId: string): Batch {
    const known = this.batches.get(batchId) ?? {
      coi: '',
      bagIds: [],
      expiresAt: 0,
      isReleased: false,
      isBarred: false,
      failedTests: new Set<string>(),
    };
    this.batches.set(batchId, known);
    return known;
  }

  private addFact(type: string, fact: Fact): void {
    const acts = actedOn[type];
    if (acts !== undefined) {
      this.authorizations = this.authorizations.filter((one) => one.type !== acts);
    }
    // What was scanned for another patient is no ground for anything.
    if (fact.flags?.includes('identity-mismatch') === true) return;
    const { data } = fact;
    const batchId = textOf(data, 'batchId');
    if (bars.has(type)) this.batch(batchId).isBarred = true;
    else if (type === 'batch.released') this.addRelease(batchId, data);
    else if (type === 'quality.tested') this.addTest(batchId, data);
    else if (type === 'product.received') {
      this.receipts.push({ coi: textOf(data, 'coi'), batchId, bagIds: bagIdsOf(data) });
    } else if (type === 'apheresis.completed') {
      for (const bagId of bagIdsOf(data)) this.collectedBags.add(bagId);
    } else if (type === 'death.reported') this.isDead = true;
  }

  private addRelease(batchId: string, data: Fields): void {
    Object.assign(this.batch(batchId), {
      coi: textOf(data, 'coi'),
      bagIds: bagIdsOf(data),
      expiresAt: Date.parse(textOf(data, 'expiresAt')),
      isReleased: true,
    });
  }

  private addTest(batchId: string, data: Fields): void {
    if (data['resultStatus'] !== 'final') return;
    const { failedTests } = this.batch(batchId);
    const name = `${textOf(data, 'test')}/${textOf(data, 'sampleId')}`;
    if (data['passed'] === true) failedTests.delete(name);
    else failedTests.add(name);
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
        this.addRequest(sequence, detail ?? {});
        break;
      case 'request.withdrawn':
        this.withdraw(sequence, textOf(detail, 'requestId'));
        break;
    }
  }

  private addRequest(sequence: number, detail: Fields): void {
    const type = textOf(detail, 'type');
    if (!authorizing.has(type)) return;
    const data = (detail['data'] ?? {}) as Fields;
    const requestId = textOf(detail, 'requestId');
    this.authorizations = [...this.authorizations, { sequence, requestId, type, data }];
    this.lastPermission.set(type, sequence);
    this.everAuthorized.add(type);
  }

  private withdraw(sequence: number, requestId: string): void {
    const withdrawn = this.authorizations.find((one) => one.requestId === requestId);
    if (withdrawn === undefined) return;
    this.authorizations = this.authorizations.filter((one) => one !== withdrawn);
    this.lastPermission.set(withdrawn.type, sequence);
    this.everAuthorized.delete(withdrawn.type);
  }
}

/** The bags a request names. */
export function bagsOf(data: Fields): readonly string[] {
  return textsOf(data, 'bagIds');
}
