import { canonical } from '../journals/digest.js';
import { type Authorization, bagsOf, Ground } from '../journals/ground.js';
import {
  type Fields,
  type JournalRecord,
  type Journals,
  textOf,
} from '../journals/journal-record.js';
import { reactionsOf } from '../journals/reactions.js';
import { Findings, type Invariant } from './findings.js';

type Permit = (ground: Ground, data: Fields, time: number) => readonly string[];

/** What must be true of the records before a request that moves material, product or drug is sent. */
const permits: Readonly<Record<string, Permit>> = {
  'pickup.requested': (ground, data, time) =>
    data['leg'] === 'manufacturer-to-clinic'
      ? productFaults(ground, textOf(data, 'batchId'), bagsOf(data), time)
      : bagsOf(data)
          .filter((bagId) => !ground.isCollectedBag(bagId))
          .map((bagId) => `bag ${bagId} was not collected from this patient`),
  'lymphodepletion.authorized': (ground, _data, time) => [
    ...receivedProductFaults(ground, ground.receivedBatchId ?? '', [], time),
    ...decisionFaults(ground, 'authorize-lymphodepletion', 'lymphodepletion.authorized', 1),
  ],
  'infusion.authorized': (ground, data, time) => {
    const batchId = textOf(data, 'batchId');
    return [
      ...receivedProductFaults(ground, batchId, bagsOf(data), time),
      ...(bagsOf(data).length === 0 ? ['no bag named'] : []),
      ...decisionFaults(ground, 'authorize-infusion', 'infusion.authorized', 1),
      ...decisionFaults(
        ground,
        'verify-product-identity',
        'infusion.authorized',
        2,
        (checked) =>
          checked['batchId'] === batchId && bagsOf(data).includes(textOf(checked, 'bagId')),
      ),
    ];
  },
};

function productFaults(
  ground: Ground,
  batchId: string,
  bagIds: readonly string[],
  time: number,
): readonly string[] {
  const fault = ground.faultOf(batchId, time);
  return [
    ...(fault === null ? [] : [`batch ${batchId} ${fault}`]),
    ...bagIds
      .filter((bagId) => !ground.isReleasedBag(batchId, bagId))
      .map((bagId) => `bag ${bagId} is not of the released batch`),
  ];
}

function receivedProductFaults(
  ground: Ground,
  batchId: string,
  bagIds: readonly string[],
  time: number,
): readonly string[] {
  return [
    ...productFaults(ground, batchId, bagIds, time),
    ...bagIds
      .filter((bagId) => !ground.isReceivedBag(batchId, bagId))
      .map((bagId) => `bag ${bagId} was not received for this patient`),
    ...(batchId === '' ? ['no product on site'] : []),
  ];
}

/** One decision permits once: it must be newer than the last permission, and carry enough different signers. */
function decisionFaults(
  ground: Ground,
  type: string,
  permission: string,
  persons: number,
  isAbout: (data: Fields) => boolean = () => true,
): readonly string[] {
  const since = ground.lastPermission.get(permission) ?? 0;
  const signers = new Map<string, Set<string>>();
  for (const decision of ground.decisions) {
    if (decision.type !== type || decision.sequence <= since || !isAbout(decision.data)) continue;
    const about = canonical(decision.data);
    const known = signers.get(about) ?? new Set();
    signers.set(about, known);
    for (const subject of decision.signedBy) known.add(subject);
  }
  const most = Math.max(0, ...[...signers.values()].map((known) => known.size));
  return most >= persons ? [] : [`${type} signed by ${most} of ${persons}`];
}

/** Whether material, product and drug moved only with permission, and permissions fell with their ground. */
export function checkAuthorizations(journals: Journals): readonly Invariant[] {
  const given = new Findings('nothing is authorised without its ground', 'authorisations');
  const kept = new Findings('an authorisation whose ground is gone is withdrawn', 'authorisations');
  const infused = new Findings('every infused bag is the released and received one', 'infusions');
  for (const [journeyId, records] of journals) {
    const ground = new Ground(journeyId);
    const flowing: Flow[] = [];
    const begun = new Set<string>();
    for (const reaction of reactionsOf(records)) {
      for (const record of reaction) {
        checkPermit(ground, record, given);
        ground.add(record);
        flowing.push(...flowOf(record, infused));
      }
      for (const flow of flowing.splice(0)) checkFlow(ground, flow, begun, infused);
      checkKept(ground, reaction, kept);
    }
  }
  return [given, kept, infused].map((findings) => findings.conclude());
}

function checkPermit(ground: Ground, record: JournalRecord, findings: Findings): void {
  const { detail } = record.data;
  const type = textOf(detail, 'type');
  const permit = permits[type];
  if (record.type !== 'request.sent' || permit === undefined) return;
  findings.saw('authorisations');
  const data = (detail?.['data'] ?? {}) as Fields;
  const faults = [
    ...ground.openHolds.map((kind) => `hold ${kind} stands`),
    ...(ground.isDead ? ['the patient is dead'] : []),
    ...permit(ground, data, Date.parse(record.time)),
  ];
  findings.expect(faults.length === 0, () => `${record.id} sends ${type}: ${faults.join(', ')}`);
}

/** At the end of a reaction no permission may be left whose ground is gone. */
function checkKept(ground: Ground, reaction: readonly JournalRecord[], findings: Findings): void {
  const last = reaction.at(-1);
  if (last === undefined) return;
  const sent = reaction.filter(
    (one) => one.type === 'request.sent' && textOf(one.data.detail, 'type').endsWith('.authorized'),
  );
  findings.saw('authorisations', sent.length);
  for (const one of reaction) {
    if (one.type === 'request.withdrawn') checkTold(one, reaction, findings);
  }
  for (const authorization of ground.authorizations) {
    const faults = groundFaults(ground, authorization, last);
    findings.expect(
      faults.length === 0,
      () => `${authorization.requestId} is in force after ${last.id}: ${faults.join(', ')}`,
    );
  }
}

function groundFaults(
  ground: Ground,
  { type, data }: Authorization,
  last: JournalRecord,
): readonly string[] {
  const time = Date.parse(last.time);
  const batchId =
    type === 'infusion.authorized' ? textOf(data, 'batchId') : (ground.receivedBatchId ?? '');
  const fault = ground.faultOf(batchId, time);
  return [
    ...ground.openHolds.map((kind) => `hold ${kind} stands`),
    ...(ground.isDead ? ['the patient is dead'] : []),
    ...(last.data.stageAfter === 'closed' ? ['the journey is closed'] : []),
    ...(fault === null ? [] : [`batch ${batchId} ${fault}`]),
    ...bagsOf(data)
      .filter((bagId) => !ground.isReceivedBag(batchId, bagId))
      .map((bagId) => `bag ${bagId} was not received for this patient`),
    ...(time > Date.parse(textOf(data, 'validUntil')) ? ['its validity is over'] : []),
  ];
}

/** Who was given a permission must be told that it is withdrawn. */
function checkTold(
  withdrawn: JournalRecord,
  reaction: readonly JournalRecord[],
  findings: Findings,
): void {
  const { detail } = withdrawn.data;
  const isTold = reaction.some(({ type, data }) => {
    const told = (data.detail?.['data'] ?? {}) as Fields;
    return (
      type === 'request.sent' &&
      textOf(data.detail, 'type').endsWith('.authorization-withdrawn') &&
      told['withdraws'] === detail?.['requestId']
    );
  });
  const isPermission = textOf(detail, 'type').endsWith('.authorized');
  findings.saw('withdrawals');
  findings.expect(!isPermission || isTold, () => `${withdrawn.id} withdraws and tells nobody`);
}

const infusing = new Map([
  ['product.thawed', 'thawed'],
  ['infusion.started', 'infusion'],
  ['infusion.completed', 'infusion'],
]);

/** Product that was thawed for this patient or flows. */
type Flow = {
  readonly record: JournalRecord;
  readonly act: string;
  readonly batchId: string;
  readonly bagId: string;
  readonly at: number;
};

function flowOf(record: JournalRecord, findings: Findings): readonly Flow[] {
  const { fact } = record.data;
  const act = infusing.get(record.type);
  if (fact === undefined || act === undefined) return [];
  // Flagged, it holds the journey; what was given cannot be taken back.
  if (fact.flags?.includes('identity-mismatch') === true) {
    findings.saw('flagged mismatches');
    return [];
  }
  const batchId = textOf(fact.data, 'batchId');
  const bagId = textOf(fact.data, 'bagId');
  findings.expect(
    fact.data['coi'] === record.subject,
    () => `${record.id} names another patient and is not flagged`,
  );
  const happenedAt = textOf(fact.data, 'happenedAt') || textOf(fact.data, 'thawedAt') || fact.time;
  return [{ record, act, batchId, bagId, at: Date.parse(happenedAt) }];
}

/**
 * Whatever flows is right, or is told to people at once: what was given cannot be taken back. A bag that was begun with
 * permission may be given to its end.
 */
function checkFlow(
  ground: Ground,
  { record, act, batchId, bagId, at }: Flow,
  begun: Set<string>,
  findings: Findings,
): void {
  const isRightBag = ground.isReleasedBag(batchId, bagId) && ground.isReceivedBag(batchId, bagId);
  const isToldWrong = ['receipt', act].some((one) =>
    ground.lookedInto.has(`${one}/${batchId}/${bagId}`),
  );
  if (isRightBag && record.type === 'infusion.completed') findings.saw('infusions');
  if (!isRightBag && isToldWrong) findings.saw('mismatches told');
  findings.expect(
    isRightBag || isToldWrong,
    () => `${record.id} is about bag ${bagId}, not released and received for this patient`,
  );
  const bag = `${batchId}/${bagId}`;
  const wasAuthorized = begun.has(bag) || ground.wasAuthorized('infusion.authorized', at);
  if (wasAuthorized) begun.add(bag);
  const isToldUnpermitted = ground.lookedInto.has(
    `infusion-without-authorization/${batchId}/${bagId}`,
  );
  findings.expect(
    wasAuthorized || isToldUnpermitted,
    () => `${record.id} is about a bag nobody authorised`,
  );
}
