import { type FactRule, type FactRules, latestUnder } from './fact.js';

type StandingType = 'site.suspended' | 'site.reinstated';

function standing<T extends StandingType>(isSuspended: boolean): FactRule<T> {
  return {
    apply: (state, { data: { siteId }, evidence }) => ({
      ...state,
      siteStandings: latestUnder(state.siteStandings, siteId, { isSuspended, evidence }),
    }),
  };
}

/** What concerns many journeys at once: lots that are recalled, sites that may treat or may not. */
export const noticeFacts: FactRules<'lot.recalled' | StandingType> = {
  'lot.recalled': {
    apply: (state, { data: { recallId, action, class: classOfRecall }, evidence }) => ({
      ...state,
      recalls: latestUnder(state.recalls, recallId, { action, class: classOfRecall, evidence }),
    }),
  },
  'site.suspended': standing(true),
  'site.reinstated': standing(false),
};
