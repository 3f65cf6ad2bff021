import { holdLifted, holdPlaced, journeyClosed, stageEntered } from '../decisions/effects.js';
import { missingFor } from '../facts/facts.js';
import { evaluate } from '../gates/gates.js';
import { requestDraft } from '../requests/request-plan.js';
import { plusDays, type Instant, plusHours } from '../time/instant.js';
import { gradeCrs } from '../toxicity/crs.js';
import { gradeIcans } from '../toxicity/icans.js';
import type { ToxicityProposal } from '../toxicity/proposal.js';
import type { DetailOf } from './record-detail.js';
import { type RecordDraft, system } from './record.js';
import { isInfused, type JourneyState, type ToxicityKind } from './state.js';

/**
 * What follows from the state alone, without anybody deciding: parked events whose time has come, holds placed and
 * lifted, proposals of toxicity, authorisations whose ground is gone, the end by death. Empty when all is settled.
 */
export function consequences(state: JourneyState, now: Instant): readonly RecordDraft[] {
  if (state.stage === 'closed') return [];
  if (state.death !== null) {
    return [
      ...state.authorizations.flatMap((one) => withdrawal(state, one.requestId, now)),
      journeyClosed(state, 'deceased', 'death.reported'),
    ];
  }
  for (const rule of [unparked, excursions, consent, failedSterility, toxicity, lostGround]) {
    const drafts = rule(state, now);
    if (drafts.length > 0) return drafts;
  }
  return [];
}

function unparked(state: JourneyState): readonly RecordDraft[] {
  const ready = state.parked.find((parked) => missingFor(state, parked.event) === null);
  return ready === undefined ? [] : [factDraft(ready.event)];
}

/** The record that applies an event. */
export function factDraft(
  event: JourneyState['parked'][number]['event'],
  flags: readonly string[] = [],
): RecordDraft {
  const { type, ...fact } = event;
  return {
    type,
    actor: { kind: 'partner', id: event.source },
    fact: flags.length === 0 ? fact : { ...fact, flags },
  };
}

function alert(kind: string, about: string, severity: 'immediate' | 'today'): RecordDraft {
  const detail: DetailOf['alert.raised'] = { alertId: `${kind}/${about}`, kind, severity, about };
  return { type: 'alert.raised', actor: system, detail };
}

function excursions(state: JourneyState, now: Instant): readonly RecordDraft[] {
  const held = state.holds.filter((hold) => hold.kind === 'temperature-excursion');
  const open = state.shipments.filter((shipment) =>
    shipment.excursions.some((excursion) => excursion.disposition === null),
  );
  const settled = held.filter((hold) => !open.some((one) => one.shipmentId === hold.about));
  if (settled.length > 0) return settled.map((hold) => holdLifted(hold.kind, hold.about));
  return open
    .filter((shipment) => !held.some((hold) => hold.about === shipment.shipmentId))
    .flatMap((shipment) => {
      const request = requestDraft(state, {
        type: 'excursion.assessment-requested',
        purpose: `excursion/${shipment.shipmentId}/${shipment.excursions.length}`,
        to: 'manufacturer',
        dueAt: plusDays(now, 1),
        data: {
          shipmentId: shipment.shipmentId,
          bagIds: bagsOnBoard(state, shipment.leg),
          excursions: shipment.excursions.map(({ limitCelsius, worstCelsius, since }) => ({
            limitCelsius,
            worstCelsius,
            since,
          })),
        },
      });
      return [
        holdPlaced('temperature-excursion', shipment.shipmentId),
        alert(
          'temperature-excursion',
          `${shipment.shipmentId}/${shipment.excursions.length}`,
          'immediate',
        ),
        ...(request === null ? [] : [request]),
      ];
    });
}

function bagsOnBoard(state: JourneyState, leg: string | null): readonly string[] {
  return leg === 'manufacturer-to-clinic'
    ? state.batches.flatMap((batch) => batch.release?.bags.map((bag) => bag.bagId) ?? [])
    : state.donations.flatMap((donation) => donation.bags.map((bag) => bag.bagId));
}

function consent(state: JourneyState): readonly RecordDraft[] {
  const isWithdrawn = state.consents['treatment']?.given === false;
  const hold = state.holds.find((one) => one.kind === 'consent-withdrawn');
  if (isWithdrawn && hold === undefined && !isInfused(state)) {
    return [holdPlaced('consent-withdrawn', null)];
  }
  return !isWithdrawn && hold !== undefined ? [holdLifted(hold.kind, hold.about)] : [];
}

function failedSterility(state: JourneyState): readonly RecordDraft[] {
  return state.batches.flatMap((batch) =>
    batch.tests
      .filter((test) => test.test === 'sterility' && !test.passed)
      .map((test) => `${batch.batchId}/${test.sampleId}`)
      .filter((about) => !state.alerts.some((one) => one.alertId === `sterility-failed/${about}`))
      .map((about) => alert('sterility-failed', about, 'immediate')),
  );
}

function isSame(a: ToxicityProposal, b: ToxicityProposal): boolean {
  return (
    a.grade === b.grade &&
    a.atLeast === b.atLeast &&
    a.missingInputs.join() === b.missingInputs.join()
  );
}

function toxicity(state: JourneyState, now: Instant): readonly RecordDraft[] {
  if (state.observations.length === 0) return [];
  const { cadenceHours } = state.rules.monitoring;
  const { enrolment, rules } = state;
  const proposals = [
    gradeCrs(state.observations, now, { cadenceHours }),
    gradeIcans(state.observations, now, {
      cadenceHours,
      enrolledAt: enrolment.enrolledAt,
      ageYearsAtEnrolment: enrolment.ageYears,
      capdBelowAgeYears: rules.toxicity.capdBelowAgeYears,
    }),
  ];
  return proposals.flatMap((proposal) => proposed(state, proposal));
}

function proposed(state: JourneyState, proposal: ToxicityProposal): readonly RecordDraft[] {
  const kind: ToxicityKind = proposal.kind;
  const course = state.toxicity[kind];
  if (proposal.grade === null || (course !== null && isSame(course.proposal, proposal))) return [];
  const detail: DetailOf['toxicity.proposed'] = {
    kind,
    grade: proposal.grade,
    scale: proposal.scale,
    atLeast: proposal.atLeast,
    missingInputs: proposal.missingInputs,
    proposal,
  };
  const rises = proposal.grade > (course?.grade ?? 0);
  const escalated: DetailOf['toxicity.escalated'] = { kind, grade: proposal.grade };
  return [
    { type: 'toxicity.proposed', actor: system, detail },
    ...(rises
      ? [
          { type: 'toxicity.escalated', actor: system, detail: escalated },
          alert(`toxicity-${kind}`, `${kind}-${state.sequence}`, 'immediate'),
        ]
      : []),
  ];
}

/** The records that take an authorisation back and tell its partner. */
export function withdrawal(
  state: JourneyState,
  requestId: string,
  now: Instant,
): readonly RecordDraft[] {
  const authorization = state.authorizations.find((one) => one.requestId === requestId);
  if (authorization === undefined) return [];
  const told = requestDraft(state, {
    type: authorization.kind.replace('authorized', 'authorization-withdrawn'),
    purpose: `withdraw/${requestId}`,
    to: 'clinic',
    dueAt: plusHours(now, 1),
    data: { withdraws: requestId },
  });
  const detail: DetailOf['request.withdrawn'] = { type: authorization.kind, requestId };
  return [{ type: 'request.withdrawn', actor: system, detail }, ...(told === null ? [] : [told])];
}

/** An authorisation that has not been acted on falls when its gate would no longer open. */
function lostGround(state: JourneyState, now: Instant): readonly RecordDraft[] {
  return state.authorizations.flatMap((authorization) => {
    const isInfusion = authorization.kind === 'infusion.authorized';
    const hasBegun = isInfusion
      ? isInfused(state)
      : state.lymphodepletion?.attempt === state.attempts.lymphodepletion;
    const verdict = evaluate(authorization.gate, state, now);
    if (hasBegun || verdict.isOpen) return [];
    const blocked: DetailOf['gate.blocked'] = {
      gate: authorization.gate,
      requirements: verdict.requirements.filter((one) => !one.met).map((one) => one.id),
    };
    return [
      ...withdrawal(state, authorization.requestId, now),
      { type: 'gate.blocked', actor: system, detail: blocked },
      isInfusion
        ? stageEntered(state, 'lymphodepletion', {
            isNewAttempt: false,
            voids: ['authorize-infusion', 'verify-product-identity'],
          })
        : stageEntered(state, 'inbound-shipment', {
            isNewAttempt: false,
            voids: ['authorize-lymphodepletion'],
          }),
    ];
  });
}
