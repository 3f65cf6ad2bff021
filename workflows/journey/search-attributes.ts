import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

/** What operators find journeys by; never anything about a person. */
export const journeyAttributes = {
  /** The version of the protocol that the run began under. */
  protocol: defineSearchAttributeKey('JourneyProtocol', SearchAttributeType.KEYWORD),
  stage: defineSearchAttributeKey('JourneyStage', SearchAttributeType.KEYWORD),
  site: defineSearchAttributeKey('JourneySite', SearchAttributeType.KEYWORD),
  product: defineSearchAttributeKey('JourneyProduct', SearchAttributeType.KEYWORD),
  holds: defineSearchAttributeKey('JourneyHolds', SearchAttributeType.KEYWORD_LIST),
  nextDue: defineSearchAttributeKey('JourneyNextDue', SearchAttributeType.DATETIME),
} as const;

/** The same attributes by name and type, as an installation registers them. */
export const journeyAttributeTypes = Object.fromEntries(
  Object.values(journeyAttributes).map(({ name, type }) => [name, type]),
);
