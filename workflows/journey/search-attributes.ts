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

/** The version of the protocol that a run shows that it began under; the first version did not show itself. */
export function protocolShown(attributes: Readonly<Record<string, unknown>>): number {
  const shown = attributes[journeyAttributes.protocol.name];
  return Array.isArray(shown) && shown.length > 0 ? Number(shown[0]) : 1;
}
