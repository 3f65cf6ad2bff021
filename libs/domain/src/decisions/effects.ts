import type { DetailOf } from '../journey/record-detail.js';
import { type RecordDraft, system } from '../journey/record.js';
import { isInfused, type JourneyState, type ToxicityKind } from '../journey/state.js';
import type { HoldKind, Outcome, Stage } from '../journey/vocabulary.js';
import type { DecisionCommand } from './decision-command.js';

type Effect = (state: JourneyState, command: DecisionCommand) => readonly RecordDraft[];

/** The record of entering a stage, with the attempts counted and the decisions that lapse. */
export function stageEntered(
  state: JourneyState,
  stage: Stage,
  options: { readonly isNewAttempt: boolean; readonly voids?: readonly string[] },
): RecordDraft {
  const { attempts } = state;
  const next = options.isNewAttempt ? 1 : 0;
  const detail: DetailOf['stage.entered'] = {
    stage,
    attempts: {
      ...attempts,
      ...(stage === 'leukapheresis' ? { apheresis: attempts.apheresis + next } : {}),
      ...(stage === 'lymphodepletion' ? { lymphodepletion: attempts.lymphodepletion + next } : {}),
      ...(stage === 'infusion' ? { infusion: attempts.infusion + next } : {}),
    },
    voids: options.voids ?? [],
  };
  return { type: 'stage.entered', actor: system, detail };
}

/** The record that ends a journey. */
export function journeyClosed(
  state: JourneyState,
  outcome: Outcome,
  reason: string,
  actor: RecordDraft['actor'] = system,
): RecordDraft {
  const detail: DetailOf['journey.closed'] = {
    outcome,
    reason,
    stageAtEnd: state.stage,
    infused: isInfused(state),
  };
  return { type: 'journey.closed', actor, detail };
}

function hold(
  type: 'hold.placed' | 'hold.lifted',
  kind: HoldKind,
  about: string | null,
  actor: RecordDraft['actor'] = system,
): RecordDraft {
  return { type, actor, detail: { kind, about } satisfies DetailOf['hold.placed'] };
}

/** The record that places a hold. */
export const holdPlaced = hold.bind(null, 'hold.placed');
/** The record that lifts a hold. */
export const holdLifted = hold.bind(null, 'hold.lifted');

function personOf(command: DecisionCommand): RecordDraft['actor'] {
  return { kind: 'person', id: command.actor.id, role: command.actor.role };
}

const closes: (outcome: Outcome) => Effect = (outcome) => (state, command) => {
  const { reason } = command.data;
  const stated = typeof reason === 'string' ? reason : outcome;
  return [journeyClosed(state, outcome, stated, personOf(command))];
};

/** Decisions that lapse when a new course of lymphodepletion is needed. */
const lymphodepletionPermissions = [
  'authorize-lymphodepletion',
  'verify-product-identity',
  'authorize-infusion',
];

/** A second collection starts with a new chain of dates. */
function collectAgain(state: JourneyState): RecordDraft {
  return stageEntered(state, 'scheduling', {
    isNewAttempt: false,
    voids: ['book-schedule', 'accept-low-yield'],
  });
}

const effects: Readonly<Record<string, Effect>> = {
  'reject-eligibility': closes('ineligible'),
  'close-journey': (state, command) => closes(command.data['outcome'] as Outcome)(state, command),
  'withdraw-patient': (state, command) =>
    isInfused(state) ? [] : closes('withdrawn')(state, command),
  'request-second-apheresis': (state) => [collectAgain(state)],
  'repeat-lymphodepletion': (state) => [
    stageEntered(state, 'inbound-shipment', {
      isNewAttempt: false,
      voids: lymphodepletionPermissions,
    }),
  ],
  'dispose-excursion': (state, { data }) => {
    const shipment = state.shipments.find((one) => one.shipmentId === data['shipmentId']);
    if (data['disposition'] !== 'rejected' || shipment === undefined) return [];
    if (shipment.leg === 'manufacturer-to-clinic' && state.stage === 'inbound-shipment') {
      return [stageEntered(state, 'manufacturing', { isNewAttempt: false })];
    }
    return shipment.leg === 'collection-to-manufacturer' && state.stage === 'outbound-shipment'
      ? [collectAgain(state)]
      : [];
  },
  'place-hold': (_state, command) => [
    holdPlaced(command.data['kind'] as HoldKind, null, personOf(command)),
  ],
  'lift-hold': (state, command) =>
    state.holds
      .filter((one) => one.kind === command.data['kind'])
      .map((one) => holdLifted(one.kind, one.about, personOf(command))),
  'resolve-identity-mismatch': (state, command) =>
    state.holds
      .filter((one) => one.kind === 'identity-mismatch')
      .map((one) => holdLifted(one.kind, one.about, personOf(command))),
  'acknowledge-alert': (_state, command) => [
    {
      type: 'alert.acknowledged',
      actor: personOf(command),
      detail: {
        alertId: String(command.data['alertId']),
        by: command.actor.id,
      } satisfies DetailOf['alert.acknowledged'],
    },
  ],
  'confirm-toxicity-grade': (_state, command) => {
    const kind = command.data['kind'] as ToxicityKind;
    const grade = Number(command.data['grade']);
    const detail: DetailOf['toxicity.confirmed'] = {
      kind,
      grade,
      scale: String(command.data['scale']),
      agrees: command.data['agrees'] === true,
    };
    return [
      { type: 'toxicity.confirmed', actor: personOf(command), detail },
      ...(grade === 0
        ? [{ type: 'toxicity.resolved', actor: personOf(command), detail: { kind } }]
        : []),
    ];
  },
};

/** The records that follow from an accepted decision. */
export function effectsOf(state: JourneyState, command: DecisionCommand): readonly RecordDraft[] {
  return effects[command.type]?.(state, command) ?? [];
}
