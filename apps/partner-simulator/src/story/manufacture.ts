import { createHash } from 'node:crypto';
import { codeOf } from './identifiers.js';
import type { Circumstances, PartnerRequest } from './partner-request.js';
import { answering, days, hours, instant, type PlannedEvent } from './planned-event.js';

/** The steps of a manufacture and when they end, as shares of its length. */
const steps = [
  ['selection', 0.03],
  ['activation', 0.08],
  ['transduction', 0.15],
  ['expansion', 0.52],
  ['harvest', 0.55],
  ['formulation', 0.57],
  ['cryopreservation', 0.6],
] as const;

/** One attempt to make a product, from `startsAt` (epoch milliseconds). */
export type Attempt = {
  readonly startsAt: number;
  readonly attempt: number;
  readonly inputBagIds: readonly string[];
  readonly partnerId: string;
};

/** Whether one release test is still open when the batch is released. */
export function isReleasedWithPendingTest(random: Circumstances['random']): boolean {
  return random('pending-test').chance(0.2);
}

/** Manufacture step by step to release, or to its failure with material retained. */
export function manufacture(
  request: PartnerRequest,
  circumstances: Circumstances,
  { startsAt, attempt, inputBagIds, partnerId }: Attempt,
): readonly PlannedEvent[] {
  const { cast, fate, random } = circumstances;
  const write = answering(request, cast.partner(partnerId), 'manufacturing.events.v1');
  const chance = random(`manufacture-${request.id}`);
  const batchId = `LOT-${codeOf('batch', request.id)}`;
  const coi = request.subject;
  const length = days(fate.manufacturingDays);
  const started = write('manufacture-started', startsAt, 'manufacturing.started', {
    coi,
    batchId,
    attempt,
    role: 'primary',
    inputBagIds,
    vectorLot: `VEC-${instant(startsAt).slice(0, 7)}`,
  });
  const done = (share: number): number => startsAt + length * share;
  const step = ([name, share]: (typeof steps)[number]): PlannedEvent =>
    write(`step-${name}`, done(share), 'manufacturing.step-completed', { batchId, step: name });
  if (attempt <= fate.failingAttempts) {
    return [
      started,
      ...steps.slice(0, 3).map(step),
      write('failed', done(0.45), 'manufacturing.failed', {
        batchId,
        cause: chance.pick(['no-growth', 'low-viability', 'low-purity'] as const),
        retainedMaterial: true,
      }),
    ];
  }
  const weightKg = circumstances.patient?.weightKg ?? null;
  const bags = cast.bagsMade(weightKg, () => chance.chance(0.25));
  const isPending = isReleasedWithPendingTest(random);
  const releasedAt = done(1) + hours(chance.between(0, 8));
  return [
    started,
    ...steps.map(step),
    write('released', releasedAt, 'batch.released', {
      coi,
      batchId,
      releaseType: isPending ? 'conditional' : 'full',
      pendingTests: isPending ? ['rcl'] : [],
      market: 'demonstration',
      certificateSha256: createHash('sha256').update(batchId).digest('hex'),
      bags: bags.map((bag, index) => ({ bagId: `${batchId}-${index + 1}`, ...bag })),
      viabilityPercent: chance.whole(84, 97),
      expiresAt: instant(startsAt + days(cast.shelfLifeDays())),
      releasedBy: 'qualified-person-1',
    }),
  ];
}
