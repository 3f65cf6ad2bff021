import { sameIdentifier } from '../identifiers/normalised-identifier.js';
import type { Arrangement } from '../journey/arrangement.js';
import type { DetailOf } from '../journey/record-detail.js';
import type { RecordDraft } from '../journey/record.js';
import { begunAt, type JourneyState } from '../journey/state.js';
import { releasedCommitments } from '../requests/released-commitments.js';
import { withdrawalOf } from '../requests/withdrawal.js';
import { because, type Check, type Refusal } from './because.js';
import type { DecisionCommand } from './decision-command.js';
import { type Effect, personOf } from './effect.js';
import { bookings, lymphodepletionPermissions } from './lapsing.js';
import { revocable } from './permissions.js';
import { stageEntered } from './stage-entered.js';

const eligibilityDecisions = [
  'confirm-eligibility',
  'defer-eligibility',
  ...bookings,
  'override-requirement',
];

/** The record of the rules and parties that hold from now on. */
function adopted(arrangement: Arrangement, command: DecisionCommand): RecordDraft {
  const detail: DetailOf['rules.adopted'] = { by: command.type, arrangement };
  return { type: 'rules.adopted', actor: personOf(command), detail };
}

/** The arrangement of a decision, when it says what the decision says. */
function arrangementFor(
  { arrangement }: DecisionCommand,
  isMeant: (arrangement: Arrangement) => boolean,
): Arrangement | null {
  return arrangement !== undefined && isMeant(arrangement) ? arrangement : null;
}

const notAvailable: Refusal = because(
  'rules-not-in-force',
  'There are no rules in force for this here',
  'coordinator',
);

function isBeingGiven({ infusions, damagedBags }: JourneyState): boolean {
  return infusions.some(
    (bag) =>
      (bag.thawedAt !== null || begunAt(bag) !== undefined) &&
      bag.completedAt === null &&
      bag.stopped === null &&
      !damagedBags.includes(bag.bagId),
  );
}

/** Whether a course of lymphodepletion has begun whose infusion is still awaited. */
function isBeingPrepared({ stage, lymphodepletion, attempts }: JourneyState): boolean {
  return (
    stage === 'lymphodepletion' &&
    lymphodepletion !== null &&
    lymphodepletion.attempt >= attempts.lymphodepletion
  );
}

function meantBy(command: DecisionCommand): Arrangement | null {
  const { type, data } = command;
  return arrangementFor(command, ({ product, indication, rules, sites }) => {
    if (type === 'select-product') {
      return product === data['product'] && indication === data['indication'];
    }
    return type === 'adopt-rules'
      ? rules.id === data['rulesId']
      : sameIdentifier(sites.treating, data['siteId']);
  });
}

/** What speaks against decisions that change rules and parties. */
export const arrangingChecks: Readonly<Record<string, Check>> = {
  'select-product': (state, command) => {
    const { product, indication } = state.enrolment;
    if (product === command.data['product'] && indication === command.data['indication']) {
      return because('product-unchanged', 'This product is selected already', 'physician');
    }
    return meantBy(command) === null ? notAvailable : null;
  },
  'adopt-rules': (state, command) => {
    if (state.rules.id === command.data['rulesId']) {
      return because('rules-unchanged', 'The journey runs under these rules already', 'physician');
    }
    const meant = meantBy(command);
    if (meant === null) return notAvailable;
    const { product, indication } = state.enrolment;
    return meant.product === product && meant.indication === indication
      ? null
      : because('other-product', 'These are the rules of another product', 'physician');
  },
  'transfer-site': (state, command) => {
    if (sameIdentifier(state.enrolment.sites.treating, command.data['siteId'])) {
      return because('site-unchanged', 'The patient is treated there already', 'coordinator');
    }
    if (isBeingGiven(state) || isBeingPrepared(state)) {
      return because(
        'patient-not-movable',
        'The patient is between lymphodepletion and the end of the infusion',
        'physician',
      );
    }
    return meantBy(command) === null ? notAvailable : null;
  },
  'share-with-site': (state, { data }) =>
    Object.values(state.enrolment.sites).some((site) => sameIdentifier(site, data['siteId']))
      ? because('site-takes-part', 'This site takes part in the journey already', 'coordinator')
      : null,
};

/** What is asked of the new parties has to be decided anew where they had not agreed to it. */
function transferred(state: JourneyState): readonly RecordDraft[] {
  const { stage } = state;
  if (stage === 'scheduling' || stage === 'leukapheresis') {
    return [stageEntered(state, 'scheduling', { isNewAttempt: false, voids: bookings })];
  }
  const isBeforeInfusion = stage === 'inbound-shipment' || stage === 'lymphodepletion';
  return isBeforeInfusion
    ? [
        stageEntered(state, 'inbound-shipment', {
          isNewAttempt: false,
          voids: lymphodepletionPermissions,
        }),
      ]
    : [];
}

const changesRules: (after: (state: JourneyState) => readonly RecordDraft[]) => Effect =
  (after) => (state, command) => {
    const { arrangement } = command;
    return arrangement === undefined ? [] : [adopted(arrangement, command), ...after(state)];
  };

/** What follows from decisions that change rules and parties. */
export const arrangingEffects: Readonly<Record<string, Effect>> = {
  'adopt-rules': changesRules(() => []),
  // The patient is judged by the criteria of the product that was selected; what was booked for the other one is let go.
  'select-product': (state, command, now) => [
    ...releasedCommitments(state, now),
    ...changesRules((before) =>
      before.stage === 'referral'
        ? []
        : [
            stageEntered(before, 'eligibility', {
              isNewAttempt: false,
              voids: eligibilityDecisions,
            }),
          ],
    )(state, command, now),
  ],
  'transfer-site': (state, command, now) => [
    ...withdrawalOf(state, revocable(state), now),
    ...(state.stage === 'scheduling' || state.stage === 'leukapheresis'
      ? releasedCommitments(state, now, { to: 'clinic' })
      : []),
    // Product that has not left yet goes to the new site.
    ...(state.stage === 'inbound-shipment'
      ? releasedCommitments(state, now, { to: 'courier' })
      : []),
    ...changesRules(transferred)(state, command, now),
  ],
};
