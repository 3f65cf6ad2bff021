import type { Evidence, JourneyState } from '../journey/state.js';
import { type FactRule, type FactRules, inOrder, latestUnder, outranks } from './fact.js';

/** Of what can be reported any number of times as many are kept, the latest: more change no judgement. */
const mostReports = 30;

type Clinical = JourneyState['clinical'];

function withClinical(state: JourneyState, change: Partial<Clinical>): JourneyState {
  return { ...state, clinical: { ...state.clinical, ...change } };
}

/** The latest reports with one more. */
function reports<T extends { readonly evidence: Evidence }>(
  known: readonly T[],
  report: T,
): readonly T[] {
  return inOrder(known, report).slice(-mostReports);
}

type MalignancyType =
  | 'secondary-malignancy.suspected'
  | 'secondary-malignancy.confirmed'
  | 'secondary-malignancy.excluded';

function malignancy<T extends MalignancyType>(
  status: 'suspected' | 'confirmed' | 'excluded',
): FactRule<T> {
  return {
    apply: (state, { data: { kind, vectorPositive }, evidence }) =>
      withClinical(state, {
        malignancies: latestUnder(state.clinical.malignancies, kind, {
          status,
          ...(vectorPositive === undefined ? {} : { vectorPositive }),
          evidence,
        }),
      }),
  };
}

type StayType = 'patient.admitted' | 'patient.transferred';

function stay<T extends StayType>(): FactRule<T> {
  return {
    apply: (state, { data: { unit }, evidence }) =>
      outranks(evidence, state.clinical.stay?.evidence)
        ? withClinical(state, { stay: { unit, evidence } })
        : state,
  };
}

/** What is reported of an infused patient beside observations: where they are, harms, response, late effects. */
export const clinicalFacts: FactRules<
  | StayType
  | MalignancyType
  | 'adverse-event.reported'
  | 'infusion.reaction-reported'
  | 'gvhd.assessed'
  | 'safety-switch.activated'
  | 'response.assessed'
  | 'antigen.tested'
  | 'relapse.detected'
  | 'contact.failed'
  | 'registry.report-submitted'
  | 'safety-report.submitted'
> = {
  'patient.admitted': stay(),
  'patient.transferred': stay(),
  'adverse-event.reported': {
    apply: (state, { data: { term, grade, serious, relatedness }, evidence }) =>
      withClinical(state, {
        adverseEvents: reports(state.clinical.adverseEvents, {
          term,
          grade,
          serious,
          relatedness,
          evidence,
        }),
      }),
  },
  'infusion.reaction-reported': {
    apply: (state, { data: { term, grade }, evidence }) =>
      withClinical(state, {
        reactions: reports(state.clinical.reactions, { term, grade, evidence }),
      }),
  },
  'gvhd.assessed': {
    apply: (state, { data: { grade, scale }, evidence }) =>
      outranks(evidence, state.clinical.gvhd?.evidence)
        ? withClinical(state, { gvhd: { grade, scale, evidence } })
        : state,
  },
  'safety-switch.activated': {
    apply: (state, { data: { agent, dose, unit }, evidence }) =>
      withClinical(state, {
        activations: reports(state.clinical.activations, { agent, dose, unit, evidence }),
      }),
  },
  'response.assessed': {
    apply: (state, { data: { criteria, response, mrd }, evidence }) =>
      withClinical(state, {
        responses: reports(state.clinical.responses, {
          criteria,
          response,
          ...(mrd === undefined ? {} : { mrd }),
          evidence,
        }),
      }),
  },
  'antigen.tested': {
    apply: (state, { data: { antigen, status }, evidence }) =>
      withClinical(state, {
        antigens: latestUnder(state.clinical.antigens, antigen, { status, evidence }),
      }),
  },
  'relapse.detected': {
    apply: (state, { data: { lineageSwitch }, evidence }) =>
      outranks(evidence, state.clinical.relapse?.evidence)
        ? withClinical(state, {
            relapse: {
              ...(lineageSwitch === undefined ? {} : { lineageSwitch }),
              evidence,
            },
          })
        : state,
  },
  'secondary-malignancy.suspected': malignancy('suspected'),
  'secondary-malignancy.confirmed': malignancy('confirmed'),
  'secondary-malignancy.excluded': malignancy('excluded'),
  'contact.failed': {
    apply: (state, { data: { attempt, channel }, evidence }) =>
      withClinical(state, {
        failedContacts: reports(state.clinical.failedContacts, { attempt, channel, evidence }),
      }),
  },
  'registry.report-submitted': {
    apply: (state, { data: { form, visit }, evidence }) =>
      withClinical(state, {
        reported: latestUnder(state.clinical.reported, `${visit}/${form}`, { evidence }),
      }),
  },
  'safety-report.submitted': {
    apply: (state, { data: { reference }, evidence }) =>
      withClinical(state, {
        safetyReports: latestUnder(state.clinical.safetyReports, reference, { evidence }),
      }),
  },
};
