import { isMeasuredBy, noResponse } from '../rules/response-criteria.js';
import { alertRaised } from './alert.js';
import type { RecordDraft } from './record.js';
import { isInfused, type JourneyState } from './state.js';

/** How often somebody tries to reach a patient before people decide whether they are lost; an operating default. */
const attemptsToReach = 3;

type Told = { readonly kind: string; readonly about: string; readonly isUrgent: boolean };

/**
 * What people are told of an infused patient after what was reported: where they lie, that the disease is back, another
 * malignancy, no response, that nobody reaches them. Each is told once; nothing is concluded from it.
 */
export function followedUp(state: JourneyState): readonly RecordDraft[] {
  if (!isInfused(state)) return [];
  return [
    ...stays(state),
    ...relapses(state),
    ...responses(state),
    ...malignancies(state),
    ...silence(state),
  ]
    .filter(({ kind, about }) => !state.alerts.some((one) => one.alertId === `${kind}/${about}`))
    .map(({ kind, about, isUrgent }) => alertRaised(kind, about, isUrgent ? 'immediate' : 'today'));
}

/** Another hospital does not know what cells the patient has; intensive care means that it is grave. */
function stays({ clinical: { stay } }: JourneyState): readonly Told[] {
  if (stay === null) return [];
  const about = stay.evidence.eventId;
  switch (stay.unit) {
    case 'other-hospital':
      return [{ kind: 'admitted-elsewhere', about, isUrgent: true }];
    case 'icu':
      return [{ kind: 'intensive-care', about, isUrgent: true }];
    default:
      return [];
  }
}

function relapses({ clinical: { relapse } }: JourneyState): readonly Told[] {
  return relapse === null
    ? []
    : [{ kind: 'relapse', about: relapse.evidence.eventId, isUrgent: false }];
}

/** No response calls for a decision; one by the criteria of another disease says nothing of this one. */
function responses({ clinical, rules }: JourneyState): readonly Told[] {
  const latest = clinical.responses.at(-1);
  if (latest === undefined) return [];
  const { criteria, response } = latest;
  if (!isMeasuredBy(rules.response, criteria)) {
    return [{ kind: 'response-by-other-criteria', about: criteria, isUrgent: false }];
  }
  return noResponse.includes(response)
    ? [{ kind: 'no-response', about: response, isUrgent: false }]
    : [];
}

/** A malignancy of the treated cells themselves is reported at once; any other is looked into. */
function malignancies({ clinical }: JourneyState): readonly Told[] {
  return Object.entries(clinical.malignancies).flatMap(([kind, { status, vectorPositive }]) =>
    status === 'excluded'
      ? []
      : [
          {
            kind: 'secondary-malignancy',
            about: `${kind}/${status}${vectorPositive === true ? '/vector-positive' : ''}`,
            isUrgent: vectorPositive === true,
          },
        ],
  );
}

/** The attempts to reach the patient since they were last heard of. */
export function failedAttempts(state: JourneyState): number {
  const heardAt = [
    ...state.visits.flatMap(({ completed }) => completed?.happenedAt ?? []),
    ...state.observations.map(({ happenedAt }) => happenedAt),
  ].map((at) => Date.parse(at));
  const latest = Math.max(0, ...heardAt);
  return state.clinical.failedContacts.filter(
    ({ evidence }) => Date.parse(evidence.happenedAt) > latest,
  ).length;
}

function silence(state: JourneyState): readonly Told[] {
  const failed = failedAttempts(state);
  const latest = state.clinical.failedContacts.at(-1)?.evidence.eventId;
  const isTold = state.alerts.some(
    ({ kind, raisedAt }) =>
      kind === 'not-reached' &&
      state.clinical.failedContacts
        .slice(-failed)
        .some(({ evidence }) => Date.parse(evidence.happenedAt) <= Date.parse(raisedAt)),
  );
  return failed < attemptsToReach || latest === undefined || isTold
    ? []
    : [{ kind: 'not-reached', about: latest, isUrgent: false }];
}
