import type { GateName, Stage } from './journey/vocabulary.js';
import type { RuleSlice } from './rules/rule-slice.js';

/** One stage of the protocol: the gate that lets a journey leave it, the gates within it, what follows. */
export type ProtocolStep = {
  readonly stage: Exclude<Stage, 'closed'>;
  readonly gate: GateName;
  readonly inner: readonly GateName[];
  readonly next: Stage;
  /** What follows instead for a product off the shelf, where that differs. */
  readonly nextOffTheShelf?: Stage;
};

/** The clinical protocol, top to bottom; the only description of it. */
export const protocol: readonly ProtocolStep[] = [
  { stage: 'referral', gate: 'referral.complete', inner: [], next: 'eligibility' },
  { stage: 'eligibility', gate: 'eligibility.confirmed', inner: [], next: 'scheduling' },
  {
    stage: 'scheduling',
    gate: 'schedule.confirmed',
    inner: [],
    next: 'leukapheresis',
    nextOffTheShelf: 'allocation',
  },
  {
    stage: 'leukapheresis',
    gate: 'material.may-ship',
    inner: ['apheresis.may-start'],
    next: 'outbound-shipment',
  },
  {
    stage: 'outbound-shipment',
    gate: 'manufacturing.may-start',
    inner: [],
    next: 'manufacturing',
  },
  { stage: 'manufacturing', gate: 'product.may-ship', inner: [], next: 'inbound-shipment' },
  { stage: 'allocation', gate: 'allocation.confirmed', inner: [], next: 'inbound-shipment' },
  {
    stage: 'inbound-shipment',
    gate: 'lymphodepletion.may-start',
    inner: [],
    next: 'lymphodepletion',
  },
  { stage: 'lymphodepletion', gate: 'infusion.may-start', inner: [], next: 'infusion' },
  {
    stage: 'infusion',
    gate: 'infusion.complete',
    inner: ['next-dose.may-start'],
    next: 'monitoring',
  },
  { stage: 'monitoring', gate: 'monitoring.may-end', inner: [], next: 'follow-up' },
  { stage: 'follow-up', gate: 'follow-up.may-close', inner: [], next: 'closed' },
];

/** The step of a stage. @throws RangeError for `closed`, which has none. */
export function stepOf(stage: Stage): ProtocolStep {
  const step = protocol.find((candidate) => candidate.stage === stage);
  if (step === undefined) throw new RangeError(`no protocol step for stage ${stage}`);
  return step;
}

/** The stage that follows through the gate out of a stage, by where the cells come from. */
export function stageAfter(stage: Stage, { source }: Pick<RuleSlice, 'source'>): Stage {
  const { next, nextOffTheShelf } = stepOf(stage);
  return source === 'allogeneic' ? (nextOffTheShelf ?? next) : next;
}

/** The gates a journey waits at in a stage: those within it first, then the one that leads out. */
export function gatesOf(stage: Stage): readonly GateName[] {
  if (stage === 'closed') return [];
  const step = stepOf(stage);
  return [...step.inner, step.gate];
}
