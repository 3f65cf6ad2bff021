import { retracted } from '../corrections/retracted.js';
import { deviations } from '../corrections/dependent-decisions.js';
import { isReviewOf, tellingsInReview } from '../corrections/disputed-occurrence.js';
import { sameIdentifier } from '../identifiers/normalised-identifier.js';
import { isOffTheShelf } from '../journey/allocation.js';
import { holdLifted, holdPlaced } from '../journey/hold.js';
import type { DetailOf } from '../journey/record-detail.js';
import { type RecordDraft, system } from '../journey/record.js';
import { isInfused, type JourneyState } from '../journey/state.js';
import type { HoldKind, Outcome } from '../journey/vocabulary.js';
import { legOf } from '../journey/cargo.js';
import { releasedCommitments } from '../requests/released-commitments.js';
import { withdrawalOf } from '../requests/withdrawal.js';
import type { Instant } from '../time/instant.js';
import { kindNamed } from '../toxicity/toxicity-kind.js';
import type { DecisionCommand } from './decision-command.js';
import { allocationEffects, allocateAgain } from './allocation.decisions.js';
import { arrangingEffects } from './arranging.decisions.js';
import { type Effect, personOf } from './effect.js';
import { bookings, lymphodepletionPermissions } from './lapsing.js';
import { lymphodepletionEffects } from './lymphodepletion.decisions.js';
import { outOfSpecificationEffects } from './out-of-specification.decisions.js';
import { schedulingEffects } from './scheduling.decisions.js';
import { revocable, takenBack } from './permissions.js';
import { stageEntered } from './stage-entered.js';

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

/** Closes, and takes back first what partners are still permitted to do or hold for the journey. */
const closes: (outcome: Outcome) => Effect = (outcome) => (state, command, now) => {
  const { reason } = command.data;
  const stated = typeof reason === 'string' ? reason : outcome;
  return [
    ...withdrawalOf(state, revocable(state), now),
    ...releasedCommitments(state, now),
    journeyClosed(state, outcome, stated, personOf(command)),
  ];
};

/** A second collection starts with a new chain of dates; the one that was booked is let go. */
function collectAgain(state: JourneyState, now: Instant): readonly RecordDraft[] {
  return [
    ...releasedCommitments(state, now),
    stageEntered(state, 'scheduling', {
      isNewAttempt: false,
      voids: [...bookings, 'accept-low-yield', 'accept-material', ...lymphodepletionPermissions],
    }),
  ];
}

/** Another attempt at the product, from wherever the journey learnt that it cannot have this one. */
function manufactureAgain(state: JourneyState): readonly RecordDraft[] {
  return state.stage === 'manufacturing'
    ? []
    : [
        stageEntered(state, 'manufacturing', {
          isNewAttempt: false,
          voids: lymphodepletionPermissions,
        }),
      ];
}

/** A review is answered; of an occurrence told in different ways the telling that was found stands, and no other. */
function reviewAnswered(state: JourneyState, command: DecisionCommand): readonly RecordDraft[] {
  const [reviewId, finding] = ['reviewId', 'finding'].map((field) => String(command.data[field]));
  const tellings = tellingsInReview(state, reviewId ?? '');
  const overruled = tellings.filter(({ id }) => id !== finding);
  const isAnswered = (one: string): boolean =>
    one === reviewId || tellings.some(({ id }) => isReviewOf(one, id));
  const answers = state.reviews
    .filter((one) => isAnswered(one.reviewId))
    .map((one): RecordDraft => {
      const detail: DetailOf['review.answered'] = {
        reviewId: one.reviewId,
        finding: finding ?? '',
        ...(one.reviewId === reviewId && overruled.length > 0 ? { overruled } : {}),
      };
      return { type: 'review.answered', actor: personOf(command), detail };
    });
  const ids = overruled.map(({ id }) => id);
  return [...answers, ...deviations(state, ids, 'overruled')];
}

const effects: Readonly<Record<string, Effect>> = {
  ...allocationEffects,
  ...arrangingEffects,
  ...lymphodepletionEffects,
  ...outOfSpecificationEffects,
  ...schedulingEffects,
  'decline-referral': closes('declined'),
  'reject-eligibility': closes('ineligible'),
  'close-journey': (state, command, now) =>
    closes(command.data['outcome'] as Outcome)(state, command, now),
  'withdraw-patient': (state, command, now) =>
    isInfused(state) || command.data['scope'] !== 'treatment'
      ? []
      : closes('withdrawn')(state, command, now),
  'request-second-apheresis': (state, _command, now) => collectAgain(state, now),
  'order-remanufacture': manufactureAgain,
  'withdraw-authorization': (state, { data }, now) => takenBack(state, data['requestId'], now),
  // What was rejected is never used: the journey goes back to where it can be had again.
  'dispose-excursion': (state, { data }, now) => {
    const shipment = state.shipments.find((one) =>
      sameIdentifier(one.shipmentId, data['shipmentId']),
    );
    if (data['disposition'] !== 'rejected' || shipment === undefined || isInfused(state)) return [];
    return legOf(state, shipment) === 'manufacturer-to-clinic'
      ? isOffTheShelf(state)
        ? allocateAgain(state)
        : manufactureAgain(state)
      : collectAgain(state, now);
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
  'answer-review': reviewAnswered,
  'retract-record': (state, command) => {
    const { source, eventId, reason } = command.data;
    const event = { source: String(source), id: String(eventId) };
    return [
      retracted(event, String(reason), personOf(command)),
      ...deviations(state, [event.id], 'retracted'),
    ];
  },
  // The stage it ended in goes on; what was told meanwhile is told again by intake.
  'reopen-journey': (state, command) => {
    const detail: DetailOf['journey.reopened'] = {
      stage: state.outcome?.stageAtEnd ?? state.stage,
      reason: String(command.data['reason']),
    };
    return [{ type: 'journey.reopened', actor: personOf(command), detail }];
  },
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
  'confirm-toxicity-grade': (state, command) => {
    const { scale } = command.data;
    const kind = kindNamed(command.data['kind'], scale);
    if (kind === undefined) return [];
    const grade = Number(command.data['grade']);
    // Who confirms a grade says that it is no higher, whatever was not measured.
    const resolved: DetailOf['toxicity.resolved'] = {
      kind,
      grade,
      scale: String(scale),
      atLeast: false,
      missingInputs: state.toxicity[kind]?.proposal.missingInputs ?? [],
    };
    const detail: DetailOf['toxicity.confirmed'] = {
      ...resolved,
      agrees: command.data['agrees'] === true,
    };
    return [
      { type: 'toxicity.confirmed', actor: personOf(command), detail },
      ...(grade === 0
        ? [{ type: 'toxicity.resolved', actor: personOf(command), detail: resolved }]
        : []),
    ];
  },
};

/** The records that follow from an accepted decision. */
export function effectsOf(
  state: JourneyState,
  command: DecisionCommand,
  now: Instant,
): readonly RecordDraft[] {
  return effects[command.type]?.(state, command, now) ?? [];
}
